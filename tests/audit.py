"""Tests every kind of page with axe-core and Lighthouse, and writes down what they found.

`make audit` runs it. Full reports go into `reports/audit/`; what a run over all kinds of page found
is written into the accessibility statement.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from builders import ROOT
from claimbook.core.records.texts import version_of_text
from claimbook.core.text.date_words import date_words
from claimbook.core.text.dates import parse_when
from claimbook.core.text.messages import catalog_of, speaking
from claimbook.editing.begun_translations import stamped
from claimbook.views.wording import listing
from kinds import KINDS, path_of
from looking import laid_out
from marked import filled, on_a_line, table
from serving import CHROMIUM_FLAGS, served
from sites import Site, build, copy_book

LIGHTHOUSE = "12.8.2"
"""The last version that runs with a Node.js older than 22."""

NODE = ROOT / "reports/node"
REPORTS = ROOT / "reports/audit"
STANDARD = "WCAG 2.2 AA"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
WIDTHS = (390, 1440)
PALETTES = ("light", "dark")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FULL = 100
RUNS = 5
"""So often is a page measured again whose first performance is not full; the median run is kept."""

PHONE = 437.5
"""The speed of the phone as which pages are loaded, as Lighthouse's `benchmarkIndex` has it.

Lighthouse slows every machine down four times, which is meant for one of 1500 to 2000, and advises
to slow a weaker one down less: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
"""

SLOWDOWN = 4.0
"""How many times Lighthouse slows a machine down by itself."""

SECONDS = 300
"""No run of Lighthouse, and no installation of it, takes longer."""

PAGE = "docs/about/accessibility.md"
"""The accessibility statement, from the root of the repository."""

WORDS_FILE = "tests/audit_words.yml"
WORDS = yaml.safe_load((ROOT / WORDS_FILE).read_text("utf-8"))
"""The sentences that are written into it, by the catalog of a language."""


class CannotAuditError(Exception):
    """What keeps the tests from being run, in one line."""


@dataclass
class Result:
    """What one page of a kind was found to be.

    `violations` are axe-core's, the elements of all widths and palettes together under each rule;
    `report` is Lighthouse's, None where it was left out; `measured` is the performance of each run.
    """

    kind: str
    violations: dict[str, dict] = field(default_factory=dict)
    report: dict | None = None
    measured: list[int] = field(default_factory=list)

    @property
    def axe(self) -> int:
        return sum(len(found["elements"]) for found in self.violations.values())

    @property
    def scores(self) -> dict[str, int]:
        return {name: score(self.report, name) for name in CATEGORIES} if self.report else {}

    @property
    def below(self) -> dict[str, list[str]]:
        """The audits that keep a category's score from being full, the weightiest first."""
        return {
            name: failing(self.report, name)
            for name, points in self.scores.items()
            if points < FULL
        }


def main(arguments: list[str] | None = None) -> int:
    """Run the tests that the command line asks for; 1 when they cannot run or find something."""
    asked = parsed(arguments)
    try:
        results, tools = audited(asked.only, axe_only=asked.axe_only)
        say("", scores_of(results), *details(results))
        if not asked.axe_only and asked.only == [*KINDS]:
            write_all(ROOT, results, tools, datetime.now().astimezone().date())
            say(f"Written: {PAGE}, and its translations")
    except CannotAuditError as error:
        sys.stderr.write(f"audit: {error}\n")
        return 1
    say(f"Full reports: {REPORTS.relative_to(ROOT)}/")
    return int(any(result.axe or result.below for result in results))


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument(
        "--only", default=[*KINDS], type=kinds_in, help="these kinds of page: story,claim"
    )
    parser.add_argument("--axe-only", action="store_true", help="leave Lighthouse out")
    return parser.parse_args(arguments)


def kinds_in(text: str) -> list[str]:
    asked = [name.strip() for name in text.split(",")]
    if unknown := [name for name in asked if name not in KINDS]:
        message = f"no kind of page is called {unknown[0]!r}; there are: {', '.join(KINDS)}"
        raise argparse.ArgumentTypeError(message)
    return [kind for kind in KINDS if kind in asked]


def say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def audited(kinds: list[str], *, axe_only: bool) -> tuple[list[Result], dict[str, str]]:
    """Build the book, and look at a page of each kind; also the programs and their versions."""
    chromium = chromium_program()
    lighthouse = None if axe_only else lighthouse_program()
    with TemporaryDirectory() as folder:
        site = built_site(Path(folder) / "book")
        with served(site.root) as address:
            urls = {kind: address + path_of(kind, site.data) for kind in kinds}
            results, tools = with_axe(urls, chromium)
            for result in results if lighthouse else []:
                measure(result, urls[result.kind], lighthouse, chromium)
    return results, tools if axe_only else {**tools, "Lighthouse": LIGHTHOUSE}


def built_site(folder: Path) -> Site:
    done = build(copy_book(ROOT, folder))
    if done.returncode:
        raise CannotAuditError(f"the book does not build\n{done.stderr}")
    return Site(folder)


def chromium_program() -> str:
    """The browser that is there, or the one that CHROME_PATH names."""
    named = os.environ.get("CHROME_PATH")
    found = next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)
    if found is None:
        where = f"in CHROME_PATH ({named})" if named else "here; install chromium"
        raise CannotAuditError(f"no Chromium is found {where}")
    return found


def lighthouse_program() -> Path:
    """Lighthouse in the version asked for, installed beside the reports where it is not yet."""
    package = NODE / "node_modules/lighthouse/package.json"
    program = NODE / "node_modules/.bin/lighthouse"
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise CannotAuditError(
            "npm is not found; Lighthouse needs Node.js 18.16 or newer, with npm"
        )
    if package.is_file() and json.loads(package.read_text("utf-8"))["version"] == LIGHTHOUSE:
        return program
    NODE.mkdir(parents=True, exist_ok=True)
    options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(NODE)]
    done = run([npm, "install", *options, f"lighthouse@{LIGHTHOUSE}"])
    if done.returncode:
        last = (done.stderr.strip() or "npm says nothing").splitlines()[0]
        raise CannotAuditError(f"Lighthouse {LIGHTHOUSE} could not be installed: {last}")
    return program


def run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise CannotAuditError(f"{Path(command[0]).name} took over {SECONDS} seconds") from None


def reports_of(kind: str) -> Path:
    return REPORTS / kind.replace(" ", "-")


def with_axe(urls: dict[str, str], chromium: str) -> tuple[list[Result], dict[str, str]]:
    """What axe-core finds on each page at every width and in every palette; its version."""
    from playwright.sync_api import sync_playwright

    results, tools = [], {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        for kind, url in urls.items():
            say(f"axe-core: {kind}")
            responses = {
                f"{palette} {width}": axe_response(browser, url, palette, width)
                for palette in PALETTES
                for width in WIDTHS
            }
            shutil.rmtree(reports_of(kind), ignore_errors=True)
            reports_of(kind).mkdir(parents=True)
            (reports_of(kind) / "axe.json").write_text(json.dumps(responses, indent=1), "utf-8")
            results.append(Result(kind, violations_in(responses)))
            tools = {
                "axe-core": next(iter(responses.values()))["testEngine"]["version"],
                "Chromium": browser.version,
            }
        browser.close()
    return results, tools


def axe_response(browser, url: str, palette: str, width: int) -> dict:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=palette, viewport={"width": width, "height": 900})
    page = laid_out(context.new_page())
    page.goto(url)
    rules = {"type": "tag", "values": TAGS}
    shown = ["violations", "incomplete"]
    result = Axe().run(page, options={"runOnly": rules, "resultTypes": shown})
    context.close()
    return result.response


def violations_in(responses: dict[str, dict]) -> dict[str, dict]:
    """The rules that are broken, with their words and with each element that breaks them once."""
    found: dict[str, dict] = {}
    for response in responses.values():
        for violation in response["violations"]:
            rule = found.setdefault(violation["id"], {"help": violation["help"], "elements": set()})
            rule["elements"] |= {str(node["target"]) for node in violation["nodes"]}
    return found


def measure(result: Result, url: str, lighthouse: Path, chromium: str) -> None:
    """Let Lighthouse load a page as a phone does: once where that is perfect, else again.

    The first run tells how fast the machine is, by which those after it are slowed down.
    """
    stem = reports_of(result.kind) / "lighthouse"
    say(f"Lighthouse: {result.kind}")
    reports = [lighthouse_report(url, stem, lighthouse, chromium)]
    result.measured = [score(reports[0], "performance")]
    if result.measured[0] < FULL:
        times = slowdown(reports[0])
        for number in range(1, RUNS + 1):
            say(f"Lighthouse: {result.kind}, slowed down {times:.1f} times, run {number}")
            run_stem = stem.with_name(f"lighthouse-{number}")
            reports.append(lighthouse_report(url, run_stem, lighthouse, chromium, times))
        result.measured = [score(report, "performance") for report in reports[1:]]
    result.report = median_run(reports[1:] or reports)


def slowdown(report: dict) -> float:
    """How many times a machine is slowed down to be as fast as the phone, but never more than usual."""
    return min(SLOWDOWN, max(1.0, report["environment"]["benchmarkIndex"] / PHONE))


def lighthouse_report(
    url: str, stem: Path, lighthouse: Path, chromium: str, times: float = SLOWDOWN
) -> dict:
    """Lighthouse's report on a page; a run that breaks off is begun again once."""
    path = stem.with_name(f"{stem.name}.report.json")
    said = ""
    for _ in range(2):
        path.unlink(missing_ok=True)
        done = run(
            [
                *(str(lighthouse), url, "--quiet", "--no-enable-error-reporting"),
                *("--output=json", "--output=html", f"--output-path={stem}"),
                f"--only-categories={','.join(CATEGORIES)}",
                f"--throttling.cpuSlowdownMultiplier={times:.2f}",
                f"--chrome-flags={' '.join(['--headless', *CHROMIUM_FLAGS])}",
            ],
            CHROME_PATH=chromium,
        )
        report = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        if report and "runtimeError" not in report:
            return report
        said = report.get("runtimeError", {}).get("message") or done.stderr.strip()
    last = said.splitlines()[-1] if said else "it does not say why"
    raise CannotAuditError(f"Lighthouse failed at {url}: {last}")


def score(report: dict, category: str) -> int:
    """Points from 0 to 100; a category that could not be rated has none."""
    return round((report["categories"][category]["score"] or 0) * FULL)


def median_run(reports: list[dict]) -> dict:
    """The run whose performance is in the middle."""
    return sorted(reports, key=lambda report: score(report, "performance"))[len(reports) // 2]


def failing(report: dict, category: str) -> list[str]:
    """The audits of a category that are not passed, with their values: what counts, then advice."""
    counted = [
        ref
        for ref in report["categories"][category]["auditRefs"]
        if ref["weight"] or ref.get("group") == "insights"
    ]
    return [
        ref["id"] + (f" ({shown})" if (shown := audit.get("displayValue")) else "")
        for ref in sorted(counted, key=lambda ref: -ref["weight"])
        if is_failed(audit := report["audits"][ref["id"]])
    ]


def is_failed(audit: dict) -> bool:
    """Whether an audit was rated, and not fully passed."""
    return audit["score"] is not None and audit["score"] < 1


def scores_of(results: list[Result]) -> str:
    """The scores by kind of page as plain text."""
    head = ["page", *CATEGORIES, "runs", "axe-core"]
    rows = [
        [
            result.kind,
            *(str(result.scores.get(name, "-")) for name in CATEGORIES),
            str(len(result.measured) or "-"),
            str(result.axe),
        ]
        for result in results
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return "\n".join(
        "  ".join([cells[0].ljust(widths[0]), *map(str.rjust, cells[1:], widths[1:])])
        for cells in (head, ["-" * width for width in widths], *rows)
    )


def details(results: list[Result]) -> list[str]:
    """What is not perfect, line by line, below the table.

    Performance depends on the machine, so Lighthouse's measure of its speed stands with it. Where
    it is much lower than at other pages, other work has slowed the run down.
    """
    lines = [""]
    for result in results:
        for rule, found in result.violations.items():
            lines.append(f"{result.kind}, axe-core {rule}: {found['help']}")
            lines += [f"    {element}" for element in sorted(found["elements"])]
        for category, audits in result.below.items():
            points = str(result.scores[category])
            if category == "performance":
                speed = result.report["environment"]["benchmarkIndex"]
                points += f" of {result.measured} (machine at {speed:.0f})"
            lines.append(f"{result.kind}, {category} {points}: {', '.join(audits)}")
    return [*lines, ""] if len(lines) > 1 else ["", "Nothing was found.", ""]


def failures_of(result: Result, said: dict) -> list[str]:
    """The rules of accessibility that a page breaks, those that only Lighthouse finds included."""
    what = {rule: found["help"] for rule, found in result.violations.items()}
    for ref in result.report["categories"]["accessibility"]["auditRefs"]:
        audit = result.report["audits"][ref["id"]]
        if ref["weight"] and is_failed(audit):
            what.setdefault(audit["id"], audit["title"])
    kind = capitalized(named(result, said))
    failure = f"- {said['failure']}"
    return [
        failure.format(kind=kind, what=on_a_line(what[rule]), rule=f"`{rule}`")
        for rule in sorted(what)
    ]


def named(result: Result, said: dict) -> str:
    """A kind of page as the statement in a language calls it."""
    return said["kinds"].get(result.kind, result.kind)


def findings(results: list[Result], tools: dict[str, str], day: date, tag: str = "en") -> str:
    """What a whole run found, as the accessibility statement in a language says it."""
    said = WORDS[catalog_of(tag) or "en"]
    with speaking(tag):
        programs = listing([f"{name} {tools[name]}" for name in sorted(tools, key=str.lower)])
        repeated = listing([named(one, said) for one in results if len(one.measured) > 1])
        tested = said["tested"].format(
            day=meant(date_words(parse_when(day.isoformat())), said["day"]),
            standard=STANDARD,
            programs=programs,
            widths=meant(listing([*map(str, WIDTHS)]), said["widths"]),
            full=meant(said["points"].format(count=FULL), said["full"]),
        )
    failures = [failure for result in results for failure in failures_of(result, said)]
    rows = (
        (
            capitalized(named(one, said)),
            *(str(one.scores[name]) for name in CATEGORIES),
            str(one.axe),
        )
        for one in results
    )
    parts = [
        tested,
        table(said["columns"], rows),
        said["again"].format(full=FULL, kinds=repeated) if repeated else "",
        f"### {said['failures']}",
        "\n".join(failures) or said["none"],
        said["part"],
    ]
    return "\n\n".join(filter(None, parts))


def meant(words: str, reason: str) -> str:
    """A number that is no fact of the book, as a page may have it."""
    return f'{{{{ literal("{words}", "{reason}") }}}}'


def capitalized(kind: str) -> str:
    return kind[:1].upper() + kind[1:]


def write_findings(root: Path, found: str, path: str = PAGE) -> None:
    """Put what a run found in the place of what the last one did; the rest is written by hand."""
    page = root / path
    try:
        text = filled(page.read_text("utf-8"), "audit: findings", f"\n\n{found}\n\n")
    except (OSError, ValueError) as error:
        raise CannotAuditError(f"{path} cannot be written: {error}") from None
    page.write_text(text, encoding="utf-8", newline="\n")


def write_all(root: Path, results: list[Result], tools: dict[str, str], day: date) -> None:
    """The same in the statement and in each of its translations.

    A translation that was of the original before is of it after: both say the same anew.
    """
    original = root / PAGE
    before = original.read_text("utf-8") if original.is_file() else ""
    write_findings(root, findings(results, tools, day))
    after = version_of_text(original.read_text("utf-8"))
    for page in sorted(root.glob(f"editions/*/{PAGE}")):
        tag, path = page.relative_to(root).parts[1], page.relative_to(root).as_posix()
        if catalog_of(tag) not in WORDS:
            raise CannotAuditError(f"{path} cannot be written: {WORDS_FILE} has no words for it")
        write_findings(root, findings(results, tools, day, tag), path)
        text = page.read_text("utf-8")
        if f"\noriginal: {version_of_text(before)}\n" in text:
            page.write_text(stamped(text, after, is_page=True), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
