"""The command line: finding the commands, and turning what goes wrong into words and an exit code.

Findings go to stdout, all else to stderr. Exit codes: 0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

import click

from errbook import __version__, cli
from errbook.exceptions import CatalogError, ErrbookError
from errbook.findings.report import summary, text

__all__ = ["run"]

_NOT_COMMANDS = {"app", "common"}


class Commands(click.Group):
    """The group of all commands; each module is imported when its command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands: the modules of this package."""
        return sorted(
            module.name
            for module in pkgutil.iter_modules(cli.__path__)
            if module.name not in _NOT_COMMANDS
        )

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the command `name`."""
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{cli.__name__}.{name}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="errbook")
def app() -> None:
    """One catalog of an API's errors: the problem, the page and the lint for both."""


def run(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` names, and return its exit code."""
    try:
        code = app.main(list(arguments), prog_name="errbook", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        _say("stopped")
        return 130
    except CatalogError as error:
        click.echo(text(error.findings), nl=False)
        _say(f"the catalog cannot be used: {summary(error.findings)}")
        return 1
    except ErrbookError as error:
        _say(str(error))
        return 2
    except BrokenPipeError:  # the reader of our output has gone: `errbook list | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"{where}{error.strerror or error}")
        return 2
    return code if isinstance(code, int) else 0


def _say(message: str) -> None:
    click.echo(f"errbook: {message}", err=True)
