"""The sound check: a word from each side, and how well the coach hears."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from voicecoach.adapters.listeners.listener import Verdict
from voicecoach.core.catalogue import Catalogue, sentence
from voicecoach.core.commands import Command
from voicecoach.core.soundcheck import Levels, Phrase, Trouble, judge
from voicecoach.errors import DeviceError
from voicecoach.sound.clip import Clip

Sides = Callable[[Clip, Clip], bool]
"""Plays one clip on the left and one on the right; returns whether there are two sides, and
raises DeviceError if it cannot play."""


@dataclass(slots=True)
class SoundCheck:
    """What is measured, and what is said of it."""

    book: Catalogue
    clip_of: Callable[[str], Clip]
    sides: Sides | None = None
    """None to leave the sides out."""
    troubles: tuple[Trouble, ...] = ()
    """What was found to be wrong."""
    _heard: list[Verdict] = field(default_factory=list)

    def take(self, verdict: Verdict) -> None:
        """Take a piece of speech; from any thread."""
        self._heard.append(verdict)

    def begin(self) -> None:
        """Forget what was heard before the phrase was asked for."""
        self._heard.clear()

    def play_sides(self) -> tuple[str, ...]:
        """Play both sides, and return what is said of them."""
        left, right = (
            self.clip_of(sentence(self.book.texts[f"side_{side}"]) + ".")
            for side in ("left", "right")
        )
        try:
            two = self.sides is not None and self.sides(left, right)
        except DeviceError as error:
            print(error, file=sys.stderr)
            return (self.book.say("sides_failed"),)
        return (self.book.say("sides_help" if two else "sides_one"),)

    def findings(self, levels: Levels, *, said: bool) -> tuple[str, ...]:
        """Print what was measured, and return what is said of it.

        Args:
            levels: of the room and the coach.
            said: whether the phrase was answered; if nothing was heard then, it came by key, and
                nothing is known.
        """
        phrase = self._phrase()
        if phrase is None and said:
            return ()
        for line in measured(levels, phrase):
            print(line)
        self.troubles = judge(levels, phrase)
        if not self.troubles:
            return (self.book.say("heard_well"),)
        texts = [self.book.say(f"heard_{trouble}") for trouble in self.troubles]
        return (*texts, self.book.say("heard_keys"))

    def _phrase(self) -> Phrase | None:
        """Return the phrase, or the last that was said if it was not recognised."""
        heard = list(self._heard)
        if not heard:
            return None
        right = [each for each in heard if each.hypothesis.command is Command.NEXT]
        last = (right or heard)[-1]
        return Phrase(last.segment.level_dbfs, recognised=bool(right))


def measured(levels: Levels, phrase: Phrase | None) -> list[str]:
    """Return what was measured as lines: who asks for help can send them."""
    lines = [f"Room: {levels.room:.0f} dBFS."]
    if levels.coach is not None and levels.left is not None:
        lines.append(f"Coach at the microphone: {levels.coach:.0f} dBFS, {levels.left:.0f} left.")
    if phrase is None:
        return [*lines, "Voice: not heard."]
    known = "recognised" if phrase.recognised else "not recognised"
    return [*lines, f"Voice: {phrase.level:.0f} dBFS, {known}."]
