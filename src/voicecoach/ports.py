"""What the flows need of the outside, as small protocols; no behaviour.

Adapters satisfy them by shape and are reached by name (`registry`). Each
protocol has one contract suite in ``tests/adapters/contracts``, run for every
adapter. An adapter imports its library in its constructor or later, raises
`DeviceError` with a remedy, and lets no exception of its library out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from voicecoach.core.commands import Command
from voicecoach.core.picture import Picture
from voicecoach.core.profile import Profile
from voicecoach.core.recordings import Album, Recording
from voicecoach.core.units import Ms

if TYPE_CHECKING:  # numpy and speech_recognition stay out of `check`, `history` and `--help`
    from speech_recognition import AudioData

    from voicecoach.sound.clip import Clip, Pcm

Json = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Status:
    """Whether an engine can be used here, and what to do if not."""

    ready: bool
    detail: str
    """One sentence: what it is, or what is missing."""
    remedy: str = ""
    """What to do, as a command where there is one; empty if ready."""


class Voice(Protocol):
    """Turns text into clips; plays nothing.

    Contract: mono 16-bit clips at `rate`, trimmed, at the project's loudness;
    the same text gives a clip of the same length; empty or unspeakable text
    gives an empty clip; failure is `DeviceError`.
    """

    name: str
    """As chosen by the user, for instance ``hibari``."""
    fingerprint: str
    """Engine, version, voice and speed: equal fingerprints sound equal. Part of the cache key."""
    rate: int
    """Samples a second of every clip."""

    def render(self, text: str) -> Clip:
        """Return ``text`` (already normalised, see `core.spoken`) as a clip."""
        ...

    def close(self) -> None:
        """Free what the engine holds; a second call does nothing."""
        ...


class Speaker(Protocol):
    """Asks for samples as its device needs them.

    Contract: after `start`, `render` is called from one thread at a time with
    the number of samples wanted and its answer is played without a gap, at the
    pace of the device; `alive` turns false when the device has gone.
    """

    name: str
    real: bool
    """Whether a person can hear it."""

    @property
    def problem(self) -> str:
        """Why `alive` is false: what is wrong and what to do; empty if all is well or closed."""
        ...

    def start(self, render: Callable[[int], Pcm]) -> None:
        """Begin to pull sound; raises `DeviceError` if there is no device."""
        ...

    def latency(self) -> Ms:
        """Return the time from `render` to the ear, as far as known."""
        ...

    def alive(self) -> bool:
        """Return whether sound is being pulled."""
        ...

    def close(self) -> None:
        """Stop and free the device; a second call does nothing."""
        ...


class Microphone(Protocol):
    """Hands over what is heard, block by block, mono 16 bit at 16 kHz.

    Contract: after `start`, `on_block` is called from one thread with blocks in
    order, none lost while the device lives; never raises from its thread.
    """

    name: str

    @property
    def problem(self) -> str:
        """Why `alive` is false: what is wrong and what to do; empty if all is well or closed."""
        ...

    def start(self, on_block: Callable[[bytes], None]) -> None:
        """Begin to hand over blocks; raises `DeviceError` if there is no device."""
        ...

    def alive(self) -> bool:
        """Return whether blocks still come."""
        ...

    def close(self) -> None:
        """Stop and free the device; a second call does nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a recognizer makes of one segment of speech."""

    command: Command | None
    """None if it was speech but no command that is allowed now."""
    words: str
    """What was heard, as text; the nearest phrase where the recognizer scores phrases."""
    score: float
    """Higher is surer; comparable only within one recognizer."""
    threshold: float = -inf
    """Score that would have been enough; minus infinity where that is not known."""
    runner_up: str = ""
    """What was the next likeliest, as text; empty if not known."""
    runner_up_score: float = -inf
    refusal: str = ""
    """Why it is no command, as the end of a sentence: "sounds more like step"; may be empty."""
    sure: bool = False
    """Whether it is so far above its threshold that nothing more needs to be heard: a safety
    word that is sure is obeyed 64 ms earlier."""


@dataclass(frozen=True, slots=True)
class Coach:
    """What the coach did while a block was heard: all that an ear knows of it."""

    audible: bool = False
    """Whether it sounded, or had a moment ago."""
    played: bytes = b""
    """What the loudspeaker was given meanwhile, as many samples as the block, 16 bit, 16 kHz;
    empty for silence."""
    saying: frozenset[Command] = frozenset()
    """Commands whose words it says now or within half a second of now: not the user's."""


class Recognizer(Protocol):
    """Decides which of the allowed commands a segment of speech is.

    Contract: silence and noise give ``command=None``; only allowed commands
    come back; the same audio and commands give the same answer; failure is
    `DeviceError`.
    """

    name: str
    online: bool
    """Whether audio leaves the machine; such a one is used only when asked for by name."""

    def decide(self, audio: AudioData, allowed: frozenset[Command]) -> Hypothesis:
        """Return the best hypothesis for ``audio``, one segment of isolated speech."""
        ...

    def close(self) -> None:
        """Free the model; a second call does nothing."""
        ...


class Keys(Protocol):
    """Commands from the keyboard, as single keys or typed lines."""

    def start(self, on_text: Callable[[str, bool], None]) -> None:
        """Begin to call ``on_text(text, is_line)`` from a thread of its own."""
        ...

    def close(self) -> None:
        """Restore the terminal; a second call does nothing."""
        ...


class Journal(Protocol):
    """The durable log of sessions.

    Contract: an entry that `append` has returned from survives a killed process
    and can be read back (after a refusal: once an entry has got through again);
    a broken line is reported and skipped, never deleted.
    """

    def append(self, entry: str, facts: Mapping[str, Json]) -> None:
        """Write one entry to the running session; raises `DeviceError` if the disk refuses."""
        ...

    def close(self) -> None:
        """Flush and release the file; a second call does nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Take:
    """One recording as it is to be written: all that decides the bytes of its file."""

    recording: Recording
    clip_of: Callable[[str], Clip]
    """The clip of a cue's text, at `rate`; chimes are not asked for (`sound.chimes`)."""
    rate: int
    """Samples a second of the clips."""
    voice: str
    """Fingerprint of the voice, part of the key of whatever is kept of its clips."""
    profile: Profile
    album: str
    """What the recording belongs to, for the tags."""
    cover: bytes = b""
    """A square picture as PNG; empty for none."""
    music: Music | None = None
    """What sounds under the words; None for nothing."""


class Music(Protocol):
    """A user's own music, as a bed under the words; made by an adapter, asked by codecs."""

    fingerprint: str
    """Of files and levels: equal fingerprints sound equal."""

    def bed(self, length: int, rate: int) -> Pcm:
        """Return ``length`` samples of music, at its own level, faded in and out."""
        ...


class LiveMusic(Protocol):
    """A user's own music under a live session, handed over as it is asked for.

    Contract: `read` gives the samples of the music in their order, mono, at their own level, and
    none twice. It may give fewer than were asked for: those that are late, or none at the end.
    It never raises. Made for real time, it returns at once: it is called from the thread of the
    sound device.
    """

    def read(self, count: int) -> Pcm:
        """Return the next samples, at most ``count``."""
        ...

    def close(self) -> None:
        """Free what it holds; a second call does nothing."""
        ...


class Codec(Protocol):
    """Writes one recording to one file of sound.

    Contract: the file holds the words at their times (a count within 10 ms of its beat), the
    chapters of the recording and its tags where the format can; the same take gives the same
    bytes; constant bit rate. It writes under the name it is given and raises `DeviceError` if
    the disk refuses: who calls it gives it a folder of its own and renames what is whole.
    """

    suffix: str
    """With the dot, for instance ``.mp3``."""

    @property
    def trouble(self) -> str:
        """Why encoded phrases are not kept, one sentence; empty if they are."""
        ...

    def write(self, take: Take, path: Path) -> None:
        """Write ``take`` to ``path``."""
        ...


@dataclass(frozen=True, slots=True)
class Production:
    """What an exporter is given: an album, its drawings, and a way to its sound."""

    album: Album
    record: Callable[[Recording, Path], None]
    """Writes the sound of a recording; the suffix of the path (``.mp3``) chooses the codec."""
    voice: str
    """Name of the voice, for the tags: ``hibari``."""
    pictures: Mapping[str, tuple[Picture, ...]] = field(default_factory=dict)
    """Exercise id -> its drawings, in order; no entry where there are none."""
    cover: bytes = b""
    """A square picture as PNG; empty for none."""


class Exporter(Protocol):
    """Writes an album in one format: a file, or a folder of files.

    Contract: writes into an empty folder that is its own, under the final names; who calls it
    moves what is whole to its place. The same production gives the same bytes.
    """

    def write(self, production: Production, folder: Path) -> None:
        """Write ``production`` into ``folder``; raises `DeviceError` if the disk refuses."""
        ...


# --- engines: what an entry point names ---------------------------------------
# Each adapter module of a kind has one constant ENGINE of the type below. Making
# it and asking for its status imports no heavy library.


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """Which voice of an engine, and how fast."""

    voice: str = ""
    """Name within the engine; empty for its default."""
    speed: float = 1.0
    """1.0 is the voice's own pace; 0.7 to 1.6 (C30)."""
    language: str = "en"
    """BCP 47 tag of the texts."""


@dataclass(frozen=True, slots=True)
class VoiceEngine:
    """A kind of voice, known by name before it is loaded."""

    name: str
    summary: str
    """One short sentence for ``voicecoach voices``."""
    status: Callable[[], Status]
    voices: Callable[[], tuple[str, ...]]
    """Names for `VoiceChoice.voice`; empty where the engine cannot tell."""
    make: Callable[[VoiceChoice], Voice]
    """Raises `DeviceError` (engine missing) or `ConfigError` (no such voice, did-you-mean)."""


@dataclass(frozen=True, slots=True)
class RecognizerSetup:
    """What a recognizer is asked to know."""

    phrases: Mapping[Command, tuple[str, ...]]
    """Lower-case phrases of each command, the best one first; with the wake word where it must
    be said."""
    language: str = "en"
    wake_word: str = ""
    """Said before all but the safety words, and already part of `phrases`; empty for none."""
    variant: str = ""
    """What the user wrote after the colon of ``engine:variant``; empty for nothing."""


@dataclass(frozen=True, slots=True)
class RecognizerEngine:
    """A kind of recognizer, known by name before it is loaded."""

    name: str
    summary: str
    online: bool
    status: Callable[[], Status]
    make: Callable[[RecognizerSetup], Recognizer]


@dataclass(frozen=True, slots=True)
class CodecEngine:
    """A format of sound."""

    name: str
    summary: str
    status: Callable[[], Status]
    make: Callable[[Path], Codec]
    """Takes the folder in which encoded phrases may be kept."""
    recipe: int = 1
    """Raised whenever the same take gives other bytes: what was exported is then made again."""


@dataclass(frozen=True, slots=True)
class ExporterEngine:
    """A format of export."""

    name: str
    summary: str
    needs: str
    """Name of the codec of its sound."""
    status: Callable[[], Status]
    make: Callable[[], Exporter]
    recipe: int = 1
    """Raised whenever the same production gives other bytes."""
