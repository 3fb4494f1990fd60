"""Lines of older versions of the log, read as if they had been written today.

Version 2 added ``asked`` to the facts of a set: the repetitions that were asked
for, beside ``reps``, those that were done. Version 1 did not keep the first, so
a set of then counts as done in full.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeGuard

from voicecoach.core.entries import VERSION, EntryName
from voicecoach.core.events import Fact

_Facts = Mapping[str, Fact]

_SETS = frozenset({EntryName.SET_DONE, EntryName.SET_SKIPPED, EntryName.SKIP_UNDONE})


def readable(version: object) -> TypeGuard[int]:
    """Return whether lines of ``version`` can be read."""
    return isinstance(version, int) and not isinstance(version, bool) and 1 <= version <= VERSION


def migrate(version: int, entry: str, facts: _Facts) -> _Facts:
    """Return the facts of a line as the present version has them.

    Args:
        version: of the line; `readable`.
        entry: its name.
        facts: as they stand in the line; left as they are.
    """
    for step in _STEPS[version - 1 :]:
        facts = step(entry, facts)
    return facts


def _to_2(entry: str, facts: _Facts) -> _Facts:
    if entry in _SETS and "reps" in facts and "asked" not in facts:
        return {**facts, "asked": facts["reps"]}
    return facts


_STEPS: tuple[Callable[[str, _Facts], _Facts], ...] = (_to_2,)
"""The step at place n leads from version n + 1 to the next."""
