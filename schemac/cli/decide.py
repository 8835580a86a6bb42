"""schemac decide: what a plan does not decide by itself, decided in a file that is committed and reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from schemac.api.deciding import check, proposed, said
from schemac.api.planning import opened, plan
from schemac.cli.options import (
    database_url,
    decisions,
    decisions_option,
    decisions_path,
    definition,
    env_option,
    examples,
    prune_option,
    resolved,
    url_option,
    var_option,
)
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE
from schemac.linting.run import known_rules
from schemac.model.decision import Decided, Decision
from schemac.source.decisions import parse_decisions
from schemac.source.files import shown
from schemac.source.write_decisions import entry_lines, with_decisions

LASTS = timedelta(days=90)
_EXPIRING = frozenset({Decided.DROP, Decided.ALLOW})
_SUFFIXES = (".yaml", ".yml", ".json")


@click.command(
    epilog=examples(
        "schemac decide                                   what the plan waits for, as entries to commit",
        "schemac decide --write                           the same, appended to decisions.yaml",
        "schemac decide drop legacy_cart --until 2027-01-01 --because 'nobody reads it'",
        "schemac decide fill customer.phone \"''\"",
        "schemac decide cast order.total 'total::numeric'",
        "schemac decide rename customer.mail customer.email",
        "schemac decide allow PG105 customer --env prod",
        "schemac decide app.yaml drop legacy_cart --url sqlite:///app.db --prune",
    )
)
@click.argument("words", nargs=-1, metavar="[FILE] [KIND WHAT...]")
@env_option
@url_option
@var_option
@prune_option
@decisions_option
@click.option("--write", is_flag=True, help="Append what is proposed to the file.")
@click.option("--because", default="", metavar="TEXT", help="Why.")
@click.option("--by", default="", metavar="NAME", help="Who decides.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help=f"The last day on which it counts; for drop and allow {LASTS.days} days from now, for others none.",
)
@click.option("--only-env", is_flag=True, help="Let it hold in the environment of --env alone.")
def command(
    words: Sequence[str],
    env: str | None,
    url: str | None,
    variables: Sequence[str],
    prune: bool,
    decided: Path | None,
    write: bool,
    because: str,
    by: str,
    until: datetime | None,
    only_env: bool,
) -> int:
    """Decide what a plan does not decide by itself: drop, allow, cast, fill, rename, not_a_rename.

    Without a KIND, prints what the present plan waits for; exit code 0 where it waits for nothing, 2 where it does. The database is read
    and never changed.
    """
    file = Path(words[0]) if words and words[0].endswith(_SUFFIXES) else None
    said_words = words[1:] if file is not None else words
    one = said(said_words) if said_words else None
    chosen = resolved(file, env, url, variables)
    path = decisions_path(chosen, decided)
    made = decisions(chosen, decided, new=True)
    with opened(database_url(chosen)) as database:
        planned = plan(database, definition(chosen), prune=prune or chosen.prune, decisions=made)
        can = database.can
        if one is None:
            found = proposed(planned)
        else:
            one = replace(one, env=chosen.env if only_env else "")
            check(one, made.within(can.default_namespace, caseless=bool(can.caseless)), planned, known_rules((database.dialect,)))
            found = [(one, "")]
    day = until.date() if until else None
    entries = [(_dated(each, day, made.today, because, by), remark) for each, remark in found]
    if entries and (write or one is not None):
        text = with_decisions(path.read_text("utf-8") if path.is_file() else "", entries)
        parse_decisions(shown(path), text)
        path.write_text(text, encoding="utf-8")
        click.echo(f"{shown(path)}: {', '.join(' '.join(each.words) for each, _ in entries)}")
        return EXIT_DONE
    click.echo(f"decisions:\n{entry_lines(entries, 2)}".rstrip("\n") if entries else "nothing needs a decision")
    return EXIT_DIFFERENT if entries else EXIT_DONE


def _dated(decision: Decision, until: date | None, today: date, because: str, by: str) -> Decision:
    """Return a decision with who made it, why, and until when it counts."""
    last = until or (today + LASTS if decision.kind in _EXPIRING else None)
    return replace(decision, until=last, because=because, by=by)
