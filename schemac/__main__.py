"""The command `schemac`, and `python -m schemac`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; the version is told without loading anything."""
    if sys.argv[1:] == ["--version"]:
        from schemac import __version__  # noqa: PLC0415 - nothing else is needed for it

        sys.stdout.write(f"schemac {__version__}\n")
        return
    from schemac.cli.main import run  # noqa: PLC0415 - loads the command line only where one is parsed

    run()


if __name__ == "__main__":
    main()
