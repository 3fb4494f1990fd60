"""A session: a timeline with a playhead on it, moved by events only.

Rule 1. `step` is the only way a session changes; it is pure.
Rule 2. The tape player owns the playhead between two events: `Roll` hands it
        out with a take number, `Ticked` brings it back; a tick of an older take
        is stale and ignored.
Rule 3. Every completed set is logged before its end is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from voicecoach.core.audible import Sound
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.events import Effect, Outcome
from voicecoach.core.job import Options
from voicecoach.core.phases import WAITING, Phase
from voicecoach.core.programme import Level
from voicecoach.core.progress.doses import asked
from voicecoach.core.timeline import Segment, Timeline
from voicecoach.core.units import Ms


@dataclass(frozen=True, slots=True)
class Beginning:
    """A session goes on with one that was cut short."""

    continues: str
    """Id of that session."""
    segment: Segment
    """The set that comes first."""


@dataclass(frozen=True, slots=True)
class Script:
    """What stays the same through a session."""

    level: Level
    book: Catalogue
    recompile: Callable[[Options], Timeline]
    """The level at another tempo; raises ContentError where its words no longer fit."""
    emergency_number: str = "112"
    """Said after an emergency word; 112 works in the EU, Norway, the UK and on most mobiles."""
    pain_before: int | None = None
    """The pain before the session, 0 to 10; None if it is not known. A rise of two or more from
    it makes way for the easier way (R2)."""
    begins: Beginning | None = None
    """Where it goes on with an earlier session; None where it begins at its beginning."""
    music: bool = False
    """Whether the user's own music plays under the session."""
    questions_follow: bool = False
    """Whether questions come after the session: then its last words are no goodbye."""


SetKey = tuple[str, int, str]
"""Exercise id, set number, side or empty: what makes a set one set."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """Sentences that come before a set, with time to settle after them."""

    texts: tuple[str, ...]
    pauses: tuple[Ms, ...]
    """Silence after each text, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Change:
    """What "cancel" takes back: the latest skip, or the latest change of way."""

    skipped_from: Ms | None = None
    """Where the playhead was before a skip; None if it was none."""
    exercise: str = ""
    """Id of the exercise whose way was changed; empty if none was."""
    step: int = 0
    """The way that was done before, a step of `core.ways`."""


@dataclass(frozen=True, slots=True)
class Session:
    """All that is known of a running session."""

    script: Script
    timeline: Timeline
    options: Options
    phase: Phase = Phase.TALKING
    at: Ms = Ms(0)
    """Output stream time of the latest event."""
    playhead: Ms = Ms(0)
    announced: int = 0
    """Cues shown so far on this take: the index of the next one."""
    take: int = 0
    token: int = 0
    gain_db: float = 0.0
    music: bool = True
    """Whether it is to be heard, where there is any."""
    goes_on: Ms = Ms(0)
    """Where the tape rolls from after an answer or a pause."""
    held_at: Ms = Ms(0)
    """When the tape was held, or the phase that waits began."""
    reminded: int = 0
    """Reminders given in the phase that waits."""
    undo: Ms | None = None
    """Where the playhead was before the latest skip, while "back" undoes it."""
    undo_until: Ms = Ms(0)
    change: Change | None = None
    """What "cancel" would take back."""
    change_until: Ms = Ms(0)
    said: tuple[str, ...] = ()
    """The latest answer, for "repeat" in a phase that waits."""
    said_pauses: tuple[Ms, ...] = ()
    """The silences after its sentences; empty for the usual."""
    talking: int = 0
    """Token of the answer that is being said; 0 for none. No reminder cuts it off."""
    briefing: Briefing | None = None
    """What must be heard before the tape rolls on: another exercise in the middle of one."""
    done: frozenset[SetKey] = frozenset()
    asked_in: Phase = Phase.TALKING
    """The phase in which "finish" was asked for, or help: "no" leads back to it."""
    over: frozenset[tuple[str, int]] = frozenset()
    """Exercises that pain has ended, by id, each with the easiest way that is over too."""
    silences: int = 0
    """How often the open question was met with silence."""
    unclear: int = 0
    """How often the open question was met with words that were no answer."""
    pain: int | None = None
    """The latest number for the pain, 0 to 10; None if there is none."""
    speaking: bool = False
    """Whether somebody is speaking, as far as is known."""
    ducked_at: Ms | None = None
    """When the coach lowered its voice for somebody who speaks; None while it has not."""
    unsaved: bool = False
    """Whether the journal refused an entry."""
    deserted: bool = False
    """No command can come any more."""
    sound: Sound = Sound.HEARD
    """While it is lost, the tape stays held."""
    cut_off: tuple[str, ...] = ()
    """The answer that nobody heard, because the sound was lost; said again when it is back."""
    outcome: Outcome = Outcome.INTERRUPTED
    """How it ends if it ends now."""

    @property
    def segment(self) -> Segment:
        """The segment that the playhead lies in."""
        return self.timeline.segment_at(self.playhead)

    @property
    def here(self) -> Ms:
        """The place on the tape that the user is at, or will be after the answer."""
        held = self.phase is Phase.ANSWERING or self.phase in WAITING
        return self.goes_on if held else self.playhead


Moved = tuple[Session, tuple[Effect, ...]]
"""A session after an event, and what it wishes for."""


def new_session(script: Script, options: Options | None = None) -> Session:
    """Return a session of ``script`` that waits for `Started`.

    Its level asks for the dosages of ``options``, so that answers tell the same doses as the tape.

    Raises:
        ContentError: words of the level do not fit their tempo.
    """
    options = options or Options()
    script = replace(script, level=asked(script.level, options.dosages))
    return Session(script, script.recompile(options), options)


def set_key(segment: Segment) -> SetKey:
    """Return what identifies the set of ``segment`` within a session."""
    return (segment.exercise, segment.set, segment.side or "")


def moved(session: Session, *effects: Effect, **changes: object) -> Moved:
    """Return ``session`` with ``changes`` and the wish for ``effects``."""
    if not changes:
        return session, effects
    return replace(session, **changes), effects  # type: ignore[arg-type]  # names are checked by replace
