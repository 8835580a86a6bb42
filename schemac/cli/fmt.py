"""schemac fmt: definition files brought into house style."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from schemac.cli.options import examples, resolved
from schemac.errors import EXIT_DIFFERENT, EXIT_DONE, Problem, UsageError
from schemac.source.format import format_text


@click.command(epilog=examples("schemac fmt", "schemac fmt schemas/*.yaml --check"))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", is_flag=True, help="Change nothing; exit code 2 where a file would change.")
def command(files: Sequence[Path], check: bool) -> int:
    """Bring definition files into house style; comments stay, and so does the meaning."""
    paths = sorted(path for file in files or (_configured(),) for path in (file.rglob("*.yaml") if file.is_dir() else [file]))
    changed = 0
    for path in paths:
        before = path.read_text(encoding="utf-8")
        after = format_text(before, str(path))
        if after == before:
            continue
        changed += 1
        click.echo(f"{'would change' if check else 'formatted'} {path}")
        if not check:
            path.write_text(after, encoding="utf-8")
    if not changed:
        click.echo(f"in house style: {', '.join(map(str, paths))}")
    return EXIT_DIFFERENT if check and changed else EXIT_DONE


def _configured() -> Path:
    """Return the definition that schemac.toml names."""
    schema = resolved(None, None, None).schema
    if not schema:
        raise UsageError(Problem("SC025", "no file is named", hint="schemac fmt FILE, or a schema in schemac.toml"))
    return Path(schema)
