"""Scores pieces of speech, in advance where it can.

Rule 1: each piece of speech gets one verdict, in order; none is lost.
Rule 2: a draft is scored as soon as it comes. If nothing followed, its score is that of
the piece: both hold the same sound. If the user went on, it is forgotten.
Rule 3: a safety word that is sure is told from the draft. The verdict on its piece is
then given, whatever follows.
Rule 4: what follows other speech within a second is rather part of talk: a command must
score higher there, unless it is a safety word.
Rule 5: what is far below the coach's voice is what was left of it, and no command; where
that may be so, every command must score higher.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voicecoach.adapters.listeners._signs import Piece, Sign, Verdict
from voicecoach.core.commands import SAFETY, Command
from voicecoach.ports import Hypothesis, Recognizer
from voicecoach.sound.segmenter import RATE

if TYPE_CHECKING:
    from speech_recognition import AudioData

__all__ = ["Judge", "Verdict", "plausible"]

SHORTEST, LONGEST = 0.25, 2.5
"""Seconds of speech that may have been meant for the coach, though it is no command."""
CLEAR = 1.5
"""How far above its threshold a command must score where there is reason for doubt. In 27 min
of people who talk, pauses between words left 72 pieces that might have been a command."""
CLEARER = 2.5
"""The same for a call for help, which leads to questions and to the number to call. In one of
about ten first seconds of a session, what was left of the coach's own voice scored 1.57 above the
threshold; calls by two voices, in noise 5 dB below them, scored 3 to 10 above it.
"""
LIKELY = 0.5
"""Mean likelihood of speech below which it was rather music or noise."""


@dataclass(slots=True)
class Judge:
    """Takes the signs of one ear in order; for one thread."""

    recognizer: Recognizer
    """Stays the caller's to close."""
    _scored: tuple[Piece, Hypothesis] | None = None
    _answered: int = 0

    def take(self, sign: Sign) -> Verdict | None:
        """Return the verdict that ``sign`` brings, if any.

        Raises:
            DeviceError: the recognizer failed.
        """
        if not isinstance(sign, Piece) or sign.number == self._answered:
            return None
        hypothesis = self._score(sign)
        early = not sign.final
        if early and not (hypothesis.sure and hypothesis.command in SAFETY):
            return None
        self._answered = sign.number
        return Verdict(
            sign.number, hypothesis, sign.segment, sign.allowed, sign.masked, early, sign.alone
        )

    def all_of(self, signs: Iterable[Sign]) -> list[Verdict]:
        """Return the verdicts on all of ``signs``."""
        return [verdict for sign in signs if (verdict := self.take(sign)) is not None]

    def _score(self, piece: Piece) -> Hypothesis:
        if self._scored is not None:
            before, hypothesis = self._scored
            if (before.segment, before.allowed) == (piece.segment, piece.allowed):
                return hypothesis
        hypothesis = self.recognizer.decide(_audio(piece.segment.pcm), piece.allowed)
        hypothesis = _doubted(hypothesis, piece)
        self._scored = (piece, hypothesis)
        return hypothesis


def plausible(verdict: Verdict) -> bool:
    """Return whether it may have been a command that was not understood: no talk, no music.

    Before a session and after it nothing can be asked for: nothing is missed then.
    """
    segment = verdict.segment
    return (
        verdict.hypothesis.command is None
        and bool(verdict.allowed)
        and verdict.alone
        and SHORTEST <= segment.length <= LONGEST
        and segment.likelihood >= LIKELY
    )


def _doubted(said: Hypothesis, piece: Piece) -> Hypothesis:
    """Return ``said`` as no command where talk or the coach itself may have been heard."""
    if said.command is None:
        return said
    enough = CLEARER if piece.doubtful and said.command is Command.EMERGENCY else CLEAR
    clear = said.score >= said.threshold + enough
    if piece.faint or (piece.doubtful and not clear):
        return replace(said, command=None, refusal="is left of the coach's voice", sure=False)
    if piece.alone or clear or said.command in SAFETY:
        return said
    return replace(said, command=None, refusal="follows other speech", sure=False)


def _audio(pcm: bytes) -> AudioData:
    from speech_recognition import AudioData

    return AudioData(pcm, RATE, 2)
