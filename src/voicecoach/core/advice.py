"""Pieces of advice: which one comes at the end of a session, and how one sounds.

Rule 1. Each piece that rotates is said once before any of them comes again.
Rule 2. A piece sounds alike wherever it is heard: title, then its sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.core.job import GAP_PART, GAP_SENTENCE
from voicecoach.core.tape import Measure, Tape, blank
from voicecoach.core.timeline import SegmentKind, Timeline
from voicecoach.core.units import Ms

HEAD = Ms(700)
"""Silence before a piece; audio books want 0.5 to 1 s (accessibility rules 4.2)."""
TAIL = GAP_PART
"""Silence after a piece; audio books want 1 to 5 s (accessibility rules 4.2)."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice, written to be heard."""

    id: str
    """Topic, for instance ``strong-spine``; unique in its file."""
    title: str
    """As said before the sentences, without a full stop."""
    say: tuple[str, ...]
    """Sentences of 20 words at most (C07), each followed by a pause."""
    sources: tuple[str, ...]
    """What it rests on, as citations that a reader can follow; never said."""
    rotates: bool = True
    """Whether it may come at the end of a session; false where it waits to be asked for."""

    @property
    def spoken(self) -> tuple[str, ...]:
        """All that is heard, in order: the title as a sentence, then the sentences."""
        return (f"{self.title}.", *self.say)


def turn(pieces: Sequence[Advice], sessions_done: int) -> Advice:
    """Return the piece that ends a session.

    Args:
        pieces: all pieces in file order; those that do not rotate are passed over.
        sessions_done: sessions finished before this one, 0 or more; one more gives the next
            piece, and after the last the first again.

    Raises:
        ValueError: no piece rotates, which no file that loads allows, or a count below 0.
    """
    rotating = [piece for piece in pieces if piece.rotates]
    if not rotating or sessions_done < 0:
        raise ValueError(f"{len(rotating)} rotating pieces, {sessions_done} sessions")
    return rotating[sessions_done % len(rotating)]


def recital(piece: Advice, measure: Measure, language: str = "en") -> Timeline:
    """Return ``piece`` as it sounds: head, title, sentences, tail.

    Args:
        piece: what is said.
        measure: how long each text is in the voice.
        language: BCP 47 tag of the texts, for the timeline.
    """
    tape = Tape(measure)
    tape.wait(HEAD)
    for text in piece.spoken:
        tape.talk(text, GAP_SENTENCE)
    tape.wait(TAIL)
    tape.close(blank(SegmentKind.TALK, piece.title, 0))
    return Timeline(tuple(tape.cues), tuple(tape.segments), (piece.title,), piece.title, language)
