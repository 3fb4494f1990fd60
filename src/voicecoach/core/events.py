"""What happened (events, past tense) and what is wished for (effects, imperative).

Events are the only way in, effects the only way out of `session.step`. Each
event carries ``at``: the position of the output stream in milliseconds, which
runs on through pauses and never back. It is the only clock a session knows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from voicecoach.core.commands import Command
from voicecoach.core.timeline import Cue, Timeline
from voicecoach.core.units import Ms

Fact = str | int | float | bool | None
"""What a log entry can hold."""


class Source(StrEnum):
    """How a command came in."""

    VOICE = "voice"
    KEY = "key"
    TYPED = "typed"


class Chime(StrEnum):
    """Short sounds, each introduced once in words; never the only carrier of information."""

    OK = "ok"
    """A command was understood."""
    NO = "no"
    """A command cannot be done now."""
    START = "start"
    """A set begins."""
    REST = "rest"
    """A set has ended."""


class Outcome(StrEnum):
    """How a session ended."""

    COMPLETED = "completed"
    """The playhead reached the end."""
    FINISHED = "finished"
    """The user ended it."""
    INTERRUPTED = "interrupted"
    """Nobody ended it: killed, closed, timed out while stopped."""


# --- events -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started:
    """The output stream runs."""

    at: Ms


@dataclass(frozen=True, slots=True)
class Ticked:
    """A block of sound was handed to the device."""

    at: Ms
    take: int
    """Number of the `Roll` that the playhead belongs to; older ones are stale."""
    playhead: Ms
    """Where the tape stands after the block."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The user asked for something."""

    at: Ms
    command: Command
    source: Source = Source.VOICE
    words: str = ""
    """As heard or typed; empty for a key."""
    score: float = 0.0
    """As the recognizer gives it; comparable only within one recognizer."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """An answer (`Say`) has been said to its end."""

    at: Ms
    token: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A device or an engine stopped working; the session goes on with what is left."""

    at: Ms
    part: str
    """``speaker``, ``microphone``, ``microphone_muted``, ``recognizer``, ``keyboard``, ``journal``,
    ``voice``; ``voice_`` and a name for one that speaks from now on; ``speaker_back`` and
    ``microphone_back``; ``slept`` where the whole machine stood still; ``listening_half`` and
    ``listening`` where the coach's own voice cannot be told apart; ``music`` when it has ended,
    ``music_file`` for a file of it that is left out."""
    message: str
    """One sentence: what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Deserted:
    """No command can come any more: the recorded microphone has ended, input is closed."""

    at: Ms


@dataclass(frozen=True, slots=True)
class Closed:
    """The program was told to end: from the keyboard, by a closed terminal, by a shutdown."""

    at: Ms


@dataclass(frozen=True, slots=True)
class Noticed:
    """Somebody began to speak, or ended; what was said is not known yet."""

    at: Ms
    speaking: bool


@dataclass(frozen=True, slots=True)
class Unclear:
    """Somebody spoke, and it was no command."""

    at: Ms


Event = Started | Ticked | Heard | Spoke | Failed | Deserted | Closed | Noticed | Unclear


# --- effects ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Load:
    """Put this timeline on the tape, for instance after a change of tempo."""

    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Roll:
    """Play the tape from ``start``."""

    take: int
    start: Ms


@dataclass(frozen=True, slots=True)
class Hold:
    """Stop the tape at once, within a block."""


@dataclass(frozen=True, slots=True)
class Say:
    """Say these sentences beside the held tape; report `Spoke` at the end."""

    token: int
    texts: tuple[str, ...]
    after: Ms = Ms(0)
    """Silence first."""
    pauses: tuple[Ms, ...] = ()
    """Silence after each text; empty for that between two sentences of an answer."""


@dataclass(frozen=True, slots=True)
class Hush:
    """Drop what is being said beside the tape; it reports nothing."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Play a chime, beside whatever sounds."""

    chime: Chime


@dataclass(frozen=True, slots=True)
class Turn:
    """Set the volume."""

    gain_db: float
    """0 is the clips' own loudness."""


@dataclass(frozen=True, slots=True)
class Duck:
    """Make way for somebody who speaks: lower the tape and the answers, or raise them again."""

    on: bool


@dataclass(frozen=True, slots=True)
class Accompany:
    """Let music sound under the tape, where there is any, or be silent."""

    on: bool


@dataclass(frozen=True, slots=True)
class Allow:
    """Listen for these commands from now on."""

    commands: frozenset[Command]


@dataclass(frozen=True, slots=True)
class Announce:
    """A cue of the tape has started: show it."""

    at: Ms
    cue: Cue


@dataclass(frozen=True, slots=True)
class Note:
    """Show one line that is not said: a change of phase, a refused command."""

    at: Ms
    text: str


@dataclass(frozen=True, slots=True)
class Log:
    """Write an entry to the session log before anything else happens."""

    entry: str
    """Name of the entry, see `voicecoach.core.entries`."""
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    """The session is over."""

    outcome: Outcome


Effect = (
    Load | Roll | Hold | Say | Hush | Ring | Turn | Duck | Accompany | Allow | Announce | Note | Log
    | End
)  # fmt: skip
