"""Names of types, bare, quoted and mixed."""

from __future__ import annotations

import pytest

from schemac.model.types import Type, parse_type


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('billing."Kind"', Type('billing."Kind"')),
        ('"Billing".kind[]', Type('"Billing".kind', dimensions=1)),
        ('"A b"."C"(3)', Type('"A b"."C"', ("3",))),
        ("Billing.Kind", Type("billing.kind")),
    ],
)
def test_each_part_of_a_name_may_be_quoted_by_itself(text: str, expected: Type) -> None:
    """A namespace in plain letters holds types with odd names, and the other way round."""
    assert expected == parse_type(text)
