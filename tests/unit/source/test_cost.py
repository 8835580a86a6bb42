"""What loading must not cost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.fixture import definition


def test_a_valid_definition_needs_no_parser_and_no_explainer(tmp_path: Path) -> None:
    """Loading what is valid imports neither sqlglot nor jsonschema."""
    path = tmp_path / "app.yaml"
    path.write_text(definition(20), "utf-8")
    loading = f"import sys; from schemac.source import load; load({str(path)!r})"
    program = f"{loading}; print([name for name in ('sqlglot', 'jsonschema', 'sqlalchemy') if name in sys.modules])"

    assert "[]\n" == subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
