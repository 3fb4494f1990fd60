"""The tape that the compiler lays cues on: a cursor, elastic talk, words on a beat.

The only mutable thing in the core, and never seen outside the compiler.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from voicecoach.core.timeline import Cue, CueKind, Part, Segment, SegmentKind
from voicecoach.core.units import Ms

WORD_GAP = Ms(60)
"""Least silence between two clips within a set."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How a text sounds in a voice, in numbers."""

    length: Ms
    attack: Ms
    """From the clip's start to the vowel that is felt as the beat."""


Measure = Callable[[str], Measured]
"""Returns how a text sounds; by rendering it, or by an estimate."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A word that does not fit before the next one on the beat."""

    exercise: str
    text: str
    over: Ms
    """By how much it is too long."""


@dataclass(slots=True)
class Tape:
    """Cues and segments as they are laid, in order."""

    measure: Measure
    now: Ms = Ms(0)
    cues: list[Cue] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)

    def wait(self, length: Ms) -> None:
        """Move on without a sound."""
        self.now = Ms(self.now + length)

    def talk(self, text: str, gap: Ms, kind: CueKind = CueKind.TALK) -> None:
        """Say ``text`` now, then leave ``gap``."""
        length = self.measure(text).length
        if length:
            self.cues.append(Cue(self.now, length, text, kind))
            self.now = Ms(self.now + length + gap)

    def chime(self, name: str, length: Ms, gap: Ms) -> None:
        """Play a chime now, then leave ``gap``."""
        self.cues.append(Cue(self.now, length, name, CueKind.CHIME))
        self.now = Ms(self.now + length + gap)

    def on_beat(self, beat: Ms, text: str, kind: CueKind, rep: int, exercise: str) -> None:
        """Lay ``text`` so that its vowel attack falls on ``beat``.

        If the word before is too long for that, it is noted as a misfit. The
        text stays on its beat all the same, so that it is not blamed in turn.
        """
        heard = self.measure(text)
        start = Ms(beat - heard.attack)
        free = self.cues[-1].end + WORD_GAP if self.cues else 0
        if start < free:
            self.misfits.append(Misfit(exercise, self.cues[-1].text, Ms(free - start)))
        self.cues.append(Cue(start, heard.length, text, kind, beat=beat, rep=rep))
        self.now = Ms(start + heard.length)

    def squeeze(self, texts: tuple[str, ...], before: Ms, rep: int) -> bool:
        """Say the first of ``texts`` that fits between now and ``before``, if one does."""
        for text in texts:
            length = self.measure(text).length
            if length and self._after_word() + length + WORD_GAP <= before:
                self.force(text, rep)
                return True
        return False

    def force(self, text: str, rep: int) -> None:
        """Say ``text`` whether it fits or not; if not, the next word on the beat notes it."""
        start, length = self._after_word(), self.measure(text).length
        self.cues.append(Cue(start, length, text, CueKind.PHASE, rep=rep))
        self.now = Ms(start + length)

    def _after_word(self) -> Ms:
        return Ms(self.now + WORD_GAP * 2)

    def start_of(self, text: str, beat: Ms) -> Ms:
        """Return where the clip of ``text`` starts if its attack falls on ``beat``."""
        return Ms(beat - self.measure(text).attack)

    def close(self, segment: Segment) -> None:
        """End ``segment`` now; it starts where the one before ended."""
        start = self.segments[-1].end if self.segments else Ms(0)
        if self.now > start:
            self.segments.append(replace(segment, start=start, end=self.now))


def blank(
    kind: SegmentKind, label: str, block: int, exercise: str = "", part: Part = Part.NONE
) -> Segment:
    """Return a segment whose times `Tape.close` will fill in."""
    return Segment(kind, label, Ms(0), Ms(0), block, exercise, part=part)
