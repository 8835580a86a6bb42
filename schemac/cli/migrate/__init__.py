"""schemac migrate: versioned migrations, a command each."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

import click

from schemac.errors import Problem, UsageError

COMMANDS = {
    "new": ("schemac.cli.migrate.new", "Start an empty migration."),
    "diff": ("schemac.cli.migrate.diff", "Write the migration from where the folder leads to the definition."),
    "status": ("schemac.cli.migrate.status", "Show which migrations have run and which are pending."),
    "up": ("schemac.cli.migrate.up", "Run what is pending."),
    "down": ("schemac.cli.migrate.down", "Take back the last migration, or all after a version."),
    "rollback": ("schemac.cli.migrate.rollback", "Take back what ran last time."),
    "verify": ("schemac.cli.migrate.verify", "Check that what has run is what the files say."),
    "repair": ("schemac.cli.migrate.repair", "Take the files as they are now for what has run."),
    "baseline": ("schemac.cli.migrate.baseline", "Take migrations as run without running them."),
}
"""Every command: the module that holds it, loaded when it is called, and its line in the help."""


class Migrate(click.Group):
    """The commands by name, their modules loaded only when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002 - click's shape
        """Return the command of that name. Raises UsageError (SC008) with the nearest one where there is none."""
        if cmd_name not in COMMANDS:
            close = get_close_matches(cmd_name, COMMANDS, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(COMMANDS)}"
            raise UsageError(Problem("SC008", f"there is no command {f'migrate {cmd_name}'!r}", hint=hint))
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's shape
        """Write the table without loading a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Migrate)
def command() -> None:
    """Versioned migrations: files of SQL in an order of their own, each run once on each database.

    \b
    Examples:
      schemac migrate diff 'add phone'       the definition's next migration, up and down
      schemac migrate up --env prod
      schemac migrate status --url sqlite:///app.db --dir db/migrations
    """  # noqa: D301 - the \b is click's mark for lines to keep
