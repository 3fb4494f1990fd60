"""Everything is rendered before the first word: measured lengths, and no wait later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Options
from voicecoach.core.programme import Level
from voicecoach.core.spoken import speakable
from voicecoach.core.tape import Measured
from voicecoach.core.timeline import CueKind, Timeline
from voicecoach.core.units import Ms
from voicecoach.core.ways import ways
from voicecoach.ports import Voice
from voicecoach.sound.clip import Clip

BY_THE_CLOCK = ("rest_half", "rest_last", "keep_breathing")
"""Texts that a draft may leave out: whether they are said depends on the lengths of others."""


class Library:
    """The clips of a session by text, each rendered once."""

    def __init__(self, voice: Voice) -> None:
        """Keep clips of ``voice`` in memory; the disk cache is the voice's own affair."""
        self.voice = voice
        self._clips: dict[str, Clip] = {}
        self._measured: dict[str, Measured] = {}

    def change(self, voice: Voice) -> None:
        """Speak with another voice, of the same rate, from now on."""
        self.voice = voice
        self._clips, self._measured = {}, {}

    def forget(self, text: str) -> None:
        """Have ``text`` rendered anew when it is wanted next."""
        self.release(text)
        self._measured.pop(text, None)

    def release(self, text: str) -> None:
        """Let the clip of ``text`` go until it is wanted next; what was measured stays known."""
        self._clips.pop(text, None)

    def clip(self, text: str) -> Clip:
        """Return the clip of ``text``; raises DeviceError if the voice fails."""
        if text not in self._clips:
            self._clips[text] = self.voice.render(speakable(text))
        return self._clips[text]

    def measure(self, text: str) -> Measured:
        """Return how ``text`` sounds, in numbers."""
        if text not in self._measured:
            clip = self.clip(text)
            self._measured[text] = Measured(clip.length, clip.attack_ms)
        return self._measured[text]

    def fill(self, texts: Iterable[str], progress: Callable[[int, int], None]) -> None:
        """Render ``texts``, telling ``progress(done, all)`` after each."""
        wanted = [text for text in texts if text not in self._clips]
        for done, text in enumerate(wanted, 1):
            self.clip(text)
            progress(done, len(wanted))


def draft_texts(level: Level, book: Catalogue, options: Options) -> tuple[str, ...]:
    """Return every text that a session of ``level`` says, without a voice.

    A guess at the lengths is enough: which words are said hardly depends on
    them. What the guess leaves out is rendered when the real voice asks.
    """
    return spoken_texts(draft(level, book, options))


def spoken_texts(timeline: Timeline) -> tuple[str, ...]:
    """Return every text of a session, each once, in the order in which they are said."""
    return tuple(dict.fromkeys(cue.text for cue in timeline.cues if cue.kind is not CueKind.CHIME))


def session_texts(level: Level, book: Catalogue, options: Options) -> tuple[str, ...]:
    """Return every text that the tape of a live session may hold, whatever the user asks for.

    No text depends on the ways of two exercises. So all take the same step at once, and the work
    grows with the length of the level and not with its square.
    """
    ids = tuple(exercise.id for exercise in level.everything)
    described, shortened = replace(options, short=frozenset()), options.shortened(*ids)
    steps = {exercise.id: set(ways(level, exercise)) for exercise in level.everything}
    changed = [
        replace(each, ways={**each.ways, **{id_: step for id_ in ids if step in steps[id_]}})
        for step in sorted(set().union(*steps.values()) - {0})
        for each in (described, shortened)
    ]
    every = (options, described, shortened, *changed)
    drafted = (text for each in every for text in draft_texts(level, book, each))
    timed = (book.say(key) for key in BY_THE_CLOCK)
    return tuple(dict.fromkeys((*drafted, *timed)))


def draft(level: Level, book: Catalogue, options: Options) -> Timeline:
    """Return the session of ``level`` with words of no length: its shape, not its times."""
    return compile_level(level, book, lambda _text: Measured(Ms(1), Ms(0)), options)
