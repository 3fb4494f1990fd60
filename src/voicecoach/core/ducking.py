"""The coach makes way for somebody who speaks, and takes its place again.

Rule 1. It lowers its voice when somebody begins to speak, not when a command is known.
Rule 2. It comes back when they end, when a command is obeyed, and after `LONGEST` in any case:
        a radio never costs the session.
Rule 3. Only the volume changes: the tape runs on, so counts stay on the beat.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeVar

from voicecoach.core.events import Duck, Effect, Noticed
from voicecoach.core.units import Ms, seconds

LONGEST = seconds(5)
"""The coach is never lowered for longer than this."""
DECIDED_WITHIN = seconds(1)
"""An open question waits so much longer for what was just said to be understood."""


class _Listener(Protocol):
    """A session, or a talk around it."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def at(self) -> Ms: ...
    @property
    def held_at(self) -> Ms: ...
    @property
    def speaking(self) -> bool: ...
    @property
    def ducked_at(self) -> Ms | None: ...


_L = TypeVar("_L", bound=_Listener)


def noticed(state: _L, event: Noticed, patience: Ms | None) -> tuple[_L, tuple[Effect, ...]]:
    """Follow somebody who begins to speak or ends.

    Args:
        state: before it.
        event: what was noticed.
        patience: how long the question that is open waits; None if there is none.
    """
    if event.speaking:
        if state.speaking:
            return state, ()
        return replace(state, speaking=True, ducked_at=state.at), (Duck(on=True),)
    state, effects = release(replace(state, speaking=False))
    if patience is not None:
        latest = Ms(state.at - patience + DECIDED_WITHIN)
        state = replace(state, held_at=max(state.held_at, latest))
    return state, effects


def release(state: _L) -> tuple[_L, tuple[Effect, ...]]:
    """Come back up, if lowered."""
    if state.ducked_at is None:
        return state, ()
    return replace(state, ducked_at=None), (Duck(on=False),)


def expire(state: _L) -> tuple[_L, tuple[Effect, ...]]:
    """Come back up if that has lasted too long."""
    late = state.ducked_at is not None and state.at - state.ducked_at >= LONGEST
    return release(state) if late else (state, ())
