"""The command table and the one place where errors become messages and exit codes."""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module

import click

from schemac import __version__
from schemac.cli.show.problems import render
from schemac.errors import EXIT_FAILED, EXIT_USAGE, Problem, SchemacError, UsageError

COMMANDS = {
    "init": ("schemac.cli.init", "Start a project: a small definition and a schemac.toml."),
    "import": ("schemac.cli.import_", "Write a definition of a database that exists."),
    "validate": ("schemac.cli.validate", "Check a definition, for every engine it targets."),
    "fmt": ("schemac.cli.fmt", "Bring definition files into house style; comments stay."),
    "lint": ("schemac.cli.lint", "Judge a definition, or SQL files: design, and what is dangerous to run."),
    "compile": ("schemac.cli.compile", "Print the SQL that creates a definition."),
    "inspect": ("schemac.cli.inspect", "Show what is in a database, and what is not modelled."),
    "diff": ("schemac.cli.diff", "Compare two definitions or databases."),
    "plan": ("schemac.cli.plan", "Show what would change in a database, and why."),
    "apply": ("schemac.cli.apply", "Make a database what its definition says."),
    "undo": ("schemac.cli.undo", "Take back the last change of a database."),
    "trash": ("schemac.cli.trash", "Show what is kept of what was dropped, and drop it for good."),
    "history": ("schemac.cli.history", "Show who changed a database, when, and how it ended."),
    "decide": ("schemac.cli.decide", "Decide what a plan does not decide by itself, in decisions.yaml."),
    "migrate": ("schemac.cli.migrate", "Versioned migrations: write them, run them, take them back."),
    "drift": ("schemac.cli.drift", "Show where a database has left its definition."),
}
"""Every command: the module that holds it, loaded when it is called, and its line in the help."""


class Commands(click.Group):
    """The commands by name, their modules loaded only when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002 - click's shape
        """Return the command of that name. Raises UsageError (SC008) with the nearest one where there is none."""
        if cmd_name not in COMMANDS:
            close = get_close_matches(cmd_name, COMMANDS, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(COMMANDS)}"
            raise UsageError(Problem("SC008", f"there is no command {cmd_name!r}", hint=hint))
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's shape
        """Write the table without loading a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="schemac", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show where in schemac an error arose.")
def cli(debug: bool) -> None:
    """Schema as code: YAML definitions to DDL, diffs and safe changes of live databases.

    \b
    Examples:
      schemac init                      a definition, a configuration
      schemac apply --yes               make app.db what the definition says
      schemac plan --env prod           what would change in production
    """  # noqa: D301 - the \b is click's mark for lines to keep


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done or nothing to do, 1 failed, 2 something to do, 64 wrong call, 65 invalid definition."""
    gc.disable()  # one command, then the process ends: searching a large definition for cycles again and again finds nothing worth it
    argv = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in argv
    argv = [argument for argument in argv if argument != "--debug"] or ["--help"]
    try:
        code = cli.main(argv, prog_name="schemac", standalone_mode=False)
    except click.exceptions.Abort:
        _fail([Problem("SC009", "stopped; nothing was left half done by this command's own doing")], argv)
        sys.exit(EXIT_FAILED)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f"{context.command_path} --help" if context is not None else "schemac --help"
        _fail([Problem("SC008", error.format_message(), hint=hint)], argv)
        sys.exit(EXIT_USAGE)
    except SchemacError as error:
        if debug:
            _tell_where(error)
        _fail(error.problems, argv)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILED)
    except OSError as error:
        if debug:
            _tell_where(error)
        _fail([Problem("SC007", f"{error.filename or 'the system'}: {error.strerror or error}")], argv)
        sys.exit(EXIT_FAILED)
    except Exception as error:
        if debug:
            raise
        hint = "this is a defect of schemac: please report it with what --debug shows"
        _fail([Problem("SC000", f"{type(error).__name__}: {error}", hint=hint)], argv)
        sys.exit(EXIT_FAILED)
    sys.exit(code if isinstance(code, int) else 0)


def _tell_where(error: Exception) -> None:
    """Show through which lines of which files an error came, without any text of a driver's, which may hold a secret."""
    for frame in traceback.extract_tb(error.__traceback__):
        click.echo(f"  {frame.filename}:{frame.lineno} {frame.name}", err=True)


def _fail(problems: Sequence[Problem], argv: Sequence[str]) -> None:
    """Tell the problems as the caller asked to be told: JSON on standard output, or text on standard error."""
    if "json" in argv or "--format=json" in argv:
        click.echo(json.dumps({"format": 1, "errors": [_plain(problem) for problem in problems]}, indent=2))
        return
    for problem in problems:
        click.echo(render(problem), err=True)


def _plain(problem: Problem) -> dict[str, object]:
    """Return a problem as JSON holds it."""
    position = problem.position
    return {
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "file": position.file if position else None,
        "line": position.line if position else None,
        "column": position.column if position else None,
    }
