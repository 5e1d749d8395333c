"""The command line. `nemcon COMMAND --help` teaches each command."""

from nemcon.cli.app import app, main

__all__ = ["app", "main"]
