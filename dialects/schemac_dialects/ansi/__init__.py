"""What most SQL databases share: templates, quoting and literals that a dialect's folder falls back to."""

from __future__ import annotations

from pathlib import Path

from schemac_dialects.ansi.quoting import literal, quote

TEMPLATES = Path(__file__).parent / "templates"

__all__ = ["TEMPLATES", "literal", "quote"]
