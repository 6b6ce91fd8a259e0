"""The `claimbook` command. A command's module is imported only when it is called."""

from __future__ import annotations

import gc
import importlib
import signal
import sys
from io import TextIOWrapper
from typing import Any

import click

from claimbook.core.text.surroundings import UNDOCUMENTED

COMMANDS = {
    "check": "Print every problem of the data and the prose.",
    "explain": "Say what a rule asks for.",
    "new": "Write a new record, ready to edit.",
    "draft": "Write a worksheet of passages that claims could quote, or take records from it.",
    "source": "Take sources from saved pages and files of citations.",
    "fix": "Mend spelling, order and form of the data, shown as a diff first.",
    "schema": "Write the JSON Schemas with which editors explain and check the data.",
    "diff": "Say what a change means, in sentences, for who reviews it.",
    "correct": "Write the corrections of what changed since a commit.",
    "review": "Sign that somebody else's claim was read, or that one was assessed.",
    "what-if": "List what would fall if sources were withdrawn.",
    "fingerprint": "Write the fingerprint of the document that a book quotes.",
    "verify": "Hold a text against its fingerprint, and quotations against the text.",
    "translations": "List what editions in other languages lack, or are behind with.",
    "stats": "Print what is quoted, what lacks evidence, and what is due for review.",
    "archive": "Write the built site into one file that opens from a disk.",
    "addresses": "Print the addresses of sources, or those that a change adds.",
    "init": "Begin a book of your own from any article.",
    "upgrade": "Bring a book that was begun with an older Claimbook up to this one.",
}
"""Every command with what it does, in the order of the help. Its module has the same name."""


class Commands(click.Group):
    """Loads a command when it is called."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments of a command, refusing any that are not valid text."""
        for one in args:
            try:
                one.encode()
            except UnicodeEncodeError:
                help_text = "write it in UTF-8, in a locale that has it, such as LC_ALL=C.UTF-8"
                raise click.UsageError(f"{one!a} is not UTF-8 text: {help_text}", ctx) from None
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All names, without importing anything."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module: Any = importlib.import_module(f"claimbook.cli.{cmd_name.replace('-', '_')}")
        found: click.Command = module.command
        found.short_help = COMMANDS[cmd_name]
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimbook")
def main() -> None:
    """Check and look at a claimbook: a dataset of one article's claims."""
    if UNDOCUMENTED:
        raise click.ClickException(UNDOCUMENTED)


def program() -> None:
    """The command of the installed package."""
    gc.disable()  # it is soon over, and all that is read stays to its end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # not every terminal can show every name
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # tidies up before
    main()
