"""`claimbook explain`: what a rule asks for, in full."""

import sys
from textwrap import indent

import click

# Rules about prose are registered where they are written.
import claimbook.prose.rules  # noqa: F401
from claimbook.core.rules import RULES
from claimbook.core.rules.registry import CRASHED, CRASHED_DOC
from claimbook.core.text.problems import did_you_mean, printable


@click.command()
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what the rule CODE (such as E030) asks for; without a code, list all rules."""
    if code is None:
        for one in sorted(RULES.values(), key=lambda one: one.code):
            click.echo(f"{one.code}  {one.name.replace('-', ' ')}")
        return
    if code.upper() == CRASHED:
        click.echo(f"{CRASHED}: a rule failed\n\n{CRASHED_DOC}")
        return
    rule = RULES.get(code.upper())
    if rule is None:
        click.echo(f"claimbook explain: no rule has the code '{printable(code)}'", err=True)
        near = did_you_mean(code.upper(), RULES) or "without a code, all rules are listed"
        click.echo(f"   help: {near}", err=True)
        sys.exit(1)
    click.echo(f"{rule.code}: {rule.name.replace('-', ' ')}\n")
    click.echo(" ".join(rule.doc.split()))
    for heading, example in (("Bad", rule.bad), ("Good", rule.good)):
        click.echo(f"\n{heading}\n\n{indent(example, '    ')}")
