"""Parentheses around a whole expression."""

from __future__ import annotations

import pytest

from schemac_dialects.postgresql.parens import unwrapped


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("(a > 0)", "a > 0"),
        ("((a))", "a"),
        ("(a) and (b)", "(a) and (b)"),
        ("(a = ')') or (b = '(')", "(a = ')') or (b = '(')"),
        ("(a = ')')", "a = ')'"),
        ('("a)" > 0)', '"a)" > 0'),
        ("", ""),
    ],
)
def test_only_what_encloses_everything_goes(written: str, expected: str) -> None:
    """Strings and quoted names do not confuse it."""
    assert expected == unwrapped(written)
