"""What the hazards of a plan say where the trash keeps what is dropped, or gives it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from schemac.model.plan import Hazard
from schemac.model.trash import Trash

_DROPS = frozenset({"DS102", "DS103"})


def kept_told(hazards: Iterable[Hazard], trash: Trash | None) -> Iterator[Hazard]:
    """Go through the hazards with what the trash has to do with them.

    What is dropped is as dangerous as ever for programs that use it, but it can come back. A column that comes back with its values does
    not fail for the lack of any.
    """
    if trash is None:
        yield from hazards
        return
    kept = {str(ref): each for ref, each in trash.kept.items()}
    lost = {str(ref): why for ref, why in trash.lost.items()}
    back = {str(ref) for ref in trash.back}
    for hazard in hazards:
        if hazard.object in back and hazard.data_dependent:
            continue
        if hazard.code not in _DROPS:
            yield hazard
        elif hazard.object in kept:
            days = kept[hazard.object].days
            message = (
                f"{hazard.message}; the trash keeps them for {days} {'day' if days == 1 else 'days'}, and schemac undo brings them back"
            )
            yield replace(hazard, message=message)
        elif hazard.object in lost:
            yield replace(hazard, message=f"{hazard.message}; the trash does not keep them: {lost[hazard.object]}")
        else:
            yield hazard
