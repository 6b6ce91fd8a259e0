"""`python -m claimbook` is the command `claimbook`."""

from claimbook.cli.main import program

program()
