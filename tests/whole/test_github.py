"""What runs and what people fill in on GitHub: held against its schemas, and attacked offline."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from builders import ROOT
from claimbook.cli.main import COMMANDS
from claimbook.core.load import load_dataset
from claimbook.core.records.book import Source
from claimbook.core.records.claims import Claim, Evidence
from claimbook.core.records.models import Correction
from claimbook.editing.beginning import STARTER

GITHUB = ROOT / ".github"
BIN = Path(sys.executable).parent
OF_BOOKS = STARTER / ".github"
"""What a new book gets."""

WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
WORKFLOWS_OF_BOOKS = sorted((OF_BOOKS / "workflows").glob("*.yml"))
FORMS = sorted(
    set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {GITHUB / "ISSUE_TEMPLATE/config.yml"}
)
SCHEMAS = {
    "vendor.github-workflows": [*WORKFLOWS, *WORKFLOWS_OF_BOOKS],
    "custom.github-workflows-require-timeout": [*WORKFLOWS, *WORKFLOWS_OF_BOOKS],
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE/config.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml", OF_BOOKS / "dependabot.yml"],
    "vendor.citation-file-format": [ROOT / "CITATION.cff"],
}

each_workflow = pytest.mark.parametrize(
    "path",
    [*WORKFLOWS, *WORKFLOWS_OF_BOOKS],
    ids=lambda path: f"{path.stem}{' of a book' * (path in WORKFLOWS_OF_BOOKS)}",
)
each_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)


def read(path):
    # as written: a plain `on` would be read as true
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def jobs(path):
    return read(path)["jobs"].values()


def steps(path):
    return [step for job in jobs(path) for step in job["steps"]]


def scripts(path):
    return [step["run"] for step in steps(path) if "run" in step]


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_file_is_one_that_github_understands(schema):
    code, said = run(BIN / "check-jsonschema", "--builtin-schema", schema, *SCHEMAS[schema])
    assert code == 0, said


@pytest.mark.parametrize("folder", [GITHUB, OF_BOOKS], ids=["here", "in a book"])
def test_the_linter_of_workflows_finds_nothing_even_for_an_auditor(folder, tmp_path):
    shutil.copytree(folder, tmp_path / ".github")
    code, said = run(BIN / "zizmor", "--offline", "--no-progress", "--persona=auditor", tmp_path)
    assert code == 0, said


def test_only_the_trigger_of_the_report_is_hidden_from_the_linter():
    ignored = [
        (path.name, line.strip())
        for path in (*GITHUB.rglob("*.yml"), *OF_BOOKS.rglob("*.yml"))
        for line in path.read_text("utf-8").splitlines()
        if "zizmor:" in line
    ]
    assert ignored == [("report.yml", "workflow_run: # zizmor: ignore[dangerous-triggers]")]


@each_workflow
def test_every_action_is_pinned_by_its_commit_with_the_version_beside_it(path):
    text = path.read_text("utf-8")
    pinned = re.findall(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", text, re.MULTILINE)
    assert len(pinned) == len([step for step in steps(path) if "uses" in step]) > 0


def test_an_action_has_the_same_commit_wherever_it_is_used():
    pins = {
        tuple(found)
        for path in (*WORKFLOWS, *WORKFLOWS_OF_BOOKS)
        for found in re.findall(r"uses: (\S+)@(\S+ # \S+)", path.read_text("utf-8"))
    }
    assert len(pins) == len({action for action, _ in pins})


@each_workflow
def test_no_job_may_do_more_than_it_says_itself(path):
    assert read(path)["permissions"] == {}
    assert all("permissions" in job for job in jobs(path))


@each_workflow
def test_where_strangers_can_start_a_run_only_the_report_may_write(path):
    if not {"pull_request", "pull_request_target", "workflow_run"} & set(read(path)["on"]):
        return
    granted = [job["permissions"] for job in jobs(path)]
    if path.stem == "report":
        assert granted == [{"actions": "read", "pull-requests": "write"}]
    else:
        assert all(set(each.values()) <= {"read"} for each in granted)


def test_no_workflow_runs_for_strangers_with_the_rights_of_the_repository():
    triggers = [(path.stem, name) for path in WORKFLOWS for name in read(path)["on"]]
    assert not [each for each in triggers if each[1] == "pull_request_target"]
    assert [each[0] for each in triggers if each[1] == "workflow_run"] == ["report"]


def test_the_report_is_made_without_any_file_of_the_repository():
    used = [
        step["uses"].split("@")[0]
        for step in steps(GITHUB / "workflows/report.yml")
        if "uses" in step
    ]
    assert used == ["actions/download-artifact"]


@each_workflow
def test_credentials_are_not_left_behind_after_a_checkout(path):
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@each_workflow
def test_no_expression_is_pasted_into_a_script(path):
    assert not [script for script in scripts(path) if "${{" in script]


@each_workflow
def test_every_command_that_a_workflow_calls_exists(path):
    called = {
        name for script in scripts(path) for name in re.findall(r"claimbook ([a-z-]+)", script)
    }
    assert called <= set(COMMANDS)


@each_workflow
def test_no_script_has_a_mistake_of_syntax(path):
    for script in scripts(path):
        done = subprocess.run(
            ["bash", "-n"], input=script, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


@each_workflow
def test_no_build_hides_its_warnings(path):
    for script in scripts(path):
        if path in WORKFLOWS:
            assert "mkdocs" not in script, "the site is built by make, which shows warnings"
        else:
            assert script == "mkdocs build" or "mkdocs" not in script


@pytest.mark.parametrize("path", WORKFLOWS_OF_BOOKS, ids=lambda path: path.stem)
def test_a_book_needs_nothing_but_its_requirements(path):
    first, *_ = scripts(path)
    assert first == "pip install -r requirements.txt"
    assert not [script for script in scripts(path) if re.search(r"\bmake\b|\.venv", script)]


@pytest.mark.parametrize(
    "name", ["PULL_REQUEST_TEMPLATE.md", "ISSUE_TEMPLATE/wrong-or-outdated.yml"]
)
def test_people_are_asked_the_same_in_every_book(name):
    assert (OF_BOOKS / name).read_text("utf-8") == (GITHUB / name).read_text("utf-8")


def test_a_container_for_a_book_installs_its_requirements():
    container = json.loads((STARTER / ".devcontainer/devcontainer.json").read_text("utf-8"))
    assert container["postCreateCommand"] == "pip install -r requirements.txt"


def fields_of(path):
    return [each["id"] for each in read(path)["body"] if each["type"] != "markdown"]


def test_the_form_for_problems_can_be_filled_in_by_an_address():
    asked = {
        each.get("id"): each["type"]
        for each in read(GITHUB / "ISSUE_TEMPLATE/wrong-or-outdated.yml")["body"]
    }
    assert asked["record"] == asked["page"] == "input"


@each_form
def test_a_form_asks_for_what_a_record_holds(path):
    models = (Claim, Source, Evidence, Correction)
    known = {name for model in models for name in model.model_fields} | {"headline", "page"}
    assert set(fields_of(path)) <= known


@each_form
def test_no_field_has_a_name_that_an_address_gives_to_the_issue_itself(path):
    taken = {"assignees", "body", "labels", "milestone", "projects", "template", "title", "type"}
    assert not taken & set(fields_of(path))


@each_form
def test_no_form_needs_a_label_that_a_repository_may_not_have(path):
    assert not {"assignees", "labels", "projects", "type"} & set(read(path))


def test_a_pull_request_is_asked_three_questions():
    text = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    assert len(re.findall(r"^### .*\?$", text, re.MULTILINE)) == 3


def test_what_people_are_asked_names_nobody_of_the_book():
    actors = load_dataset(ROOT).actors.values()
    names = {actor.name.split(" (")[0] for actor in actors}
    names |= {actor.id.replace("-", " ") for actor in actors}
    for path in (path for path in GITHUB.rglob("*") if path.is_file()):
        words = path.read_text("utf-8")
        found = [name for name in names if re.search(rf"(?i)\b{re.escape(name)}\b", words)]
        assert not found, path


COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "f" * 40
MARKER = "<!-- claimbook diff -->"

GH = r'''
"""Answers as GitHub would, and writes down what it is asked to write."""
import json, os, re, sys

arguments = sys.argv[1:]
world = json.loads(open(os.environ["WORLD"], encoding="utf-8").read())
assert arguments.pop(0) == "api"
if "--method" in arguments:
    method = arguments[arguments.index("--method") + 1]
    where = next(each for each in arguments if each.startswith("repos/"))
    name = arguments[arguments.index("-F") + 1].removeprefix("body=@")
    body = open(name, encoding="utf-8").read()
    json.dump([method, where, body], open(os.environ["POSTED"], "x", encoding="utf-8"))
    sys.exit()
where = next(each for each in arguments if each.startswith("repos/"))
asked = arguments[arguments.index("--jq") + 1]
if asked == ".head.sha":
    print(world["heads"][where.removeprefix("repos/some/book/pulls/")])
else:
    pattern = (
        r'\.\[\] \| select\(\.user\.login == "(.+)" and \(\.body \| startswith\("(.+)"\)\)\) \| \.id'
    )
    login, start = re.fullmatch(pattern, asked).groups()
    for number, author, body in world["comments"]:
        if author == login and body.startswith(start):
            print(number)
'''


@pytest.fixture
def post(tmp_path):
    """Runs the report's script on a folder, as its step would, before a GitHub of our own."""
    [script] = scripts(GITHUB / "workflows/report.yml")
    gh = tmp_path / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(f"#!{sys.executable}\n{GH}", "utf-8")
    gh.chmod(0o755)
    report = tmp_path / "report"
    report.mkdir()

    def posted(number="7", head=COMMIT, text="Two numbers change.", at=COMMIT, comments=()):
        for name, content in (("number", number), ("head", head), ("diff.md", text)):
            if isinstance(content, Path):
                (report / name).symlink_to(content)
            elif content is not None:
                (report / name).write_text(content, "utf-8")
        world = {"heads": {"7": at}, "comments": comments}
        (tmp_path / "world.json").write_text(json.dumps(world), "utf-8")
        environment = {
            "PATH": f"{gh.parent}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_REPOSITORY": "some/book",
            "HEAD": COMMIT,
            "RUN": "https://example.org/some/book/actions/runs/1",
            "WORLD": str(tmp_path / "world.json"),
            "POSTED": str(tmp_path / "posted.json"),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if (tmp_path / "posted.json").exists():
            assert done.returncode == 0, done.stderr
            return json.loads((tmp_path / "posted.json").read_text("utf-8"))
        assert done.returncode != 0
        return done.stdout

    return posted


def test_a_right_report_becomes_a_comment_of_its_pull_request(post):
    method, where, body = post()
    assert (method, where) == ("POST", "repos/some/book/issues/7/comments")
    assert body.startswith(MARKER)
    assert body.endswith("\nTwo numbers change.")


def test_a_later_report_takes_the_place_of_the_first(post):
    ours = (12, "github-actions[bot]", f"{MARKER}\nOne number changes.")
    method, where, _ = post(comments=[(11, "github-actions[bot]", "Hello."), ours])
    assert (method, where) == ("PATCH", "repos/some/book/issues/comments/12")


def test_nobody_elses_comment_is_overwritten_for_bearing_the_mark(post):
    assert post(comments=[(11, "a-stranger", f"{MARKER}\nMine.")])[0] == "POST"


@pytest.mark.parametrize(
    "number", ["", "0", "-7", "7a", "7 8", "7/../9", "$(id)", "7\n8", "1234567890", None]
)
def test_a_report_without_a_number_is_refused(post, number):
    assert post(number=number).startswith("::error::")


def test_a_report_of_another_commit_than_its_run_is_refused(post):
    assert "another commit than the run" in post(head=OTHER)


def test_a_report_for_the_pull_request_of_somebody_else_is_refused(post):
    assert "at another commit" in post(at=OTHER)


def test_a_report_for_a_pull_request_that_does_not_exist_is_refused(post):
    assert post(number="8") == ""


def test_an_oversized_report_is_refused(post):
    assert "too long" in post(text="x" * 60001)


def test_a_report_that_leads_to_another_file_is_refused(post, tmp_path):
    (tmp_path / "secret").write_text("a secret", "utf-8")
    assert "no file" in post(text=tmp_path / "secret")


@pytest.mark.parametrize("written", ["@", "&#64;", "&#0064;", "&#x40;", "&#X0040;", "&commat;"])
def test_nobody_is_called_by_a_report(post, written):
    _, _, body = post(text=f"Hello {written}somebody and {written}some/team.")
    assert body.endswith("\nHello @<!-- -->somebody and @<!-- -->some/team.")


def test_a_report_is_not_run_whatever_it_says(post, tmp_path):
    text = "$(touch ran) `touch ran` \"; touch ran; ' && touch ran"
    _, _, body = post(text=text)
    assert body.endswith(f"\n{text}")
    assert not (tmp_path / "ran").exists()
