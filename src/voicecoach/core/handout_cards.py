"""What a handout says of each exercise: the card of the spoken session, on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from voicecoach.core.catalogue import Catalogue, sentence
from voicecoach.core.handout import Block, Heading, Items, Paragraph, Part, Pictures
from voicecoach.core.handout_dose import dose_on_paper
from voicecoach.core.instructions import on_first_side
from voicecoach.core.paper import on_paper
from voicecoach.core.picture import Picture
from voicecoach.core.programme import Exercise, Level, Sides, Variant
from voicecoach.core.progress.doses import dosed
from voicecoach.core.progress.verdict import Step
from voicecoach.core.ways import ways


@dataclass(frozen=True, slots=True)
class Desk:
    """What the cards of one handout share."""

    level: Level
    book: Catalogue
    pictures: Mapping[str, tuple[Picture, ...]] = field(default_factory=dict)
    """Id of an exercise, of this level or a relative of it -> its drawings."""
    steps: Mapping[str, Step] = field(default_factory=dict)
    """Id -> how its user does it; what is not named is done as the level says."""

    def read(self, texts: Sequence[str], card: Exercise) -> tuple[str, ...]:
        """Return ``texts`` of ``card``, on the first side, as they stand on paper."""
        values = {
            "level": self.level.number,
            "exercises": len(self.level.exercises),
            **on_first_side(card).words(self.book),
        }
        return on_paper(self.book.fill(text, values) for text in texts)

    def done(self, exercise: Exercise) -> tuple[Exercise, tuple[str, ...], str]:
        """Return the card that is done of ``exercise``, what differs, and whose drawing it has.

        The card names the hold that is asked for; nothing differs where it is the level's own.
        """
        step = self.steps.get(exercise.id, Step())
        way = ways(self.level, exercise).get(step.way)
        if way is None or way.step == 0:
            return dosed(exercise, step.dosage), (), exercise.id
        return dosed(way.card, step.dosage), way.say, way.family

    def dose(self, exercise: Exercise, card: Exercise) -> str:
        """Return how much of ``exercise`` is done in the way of ``card``."""
        return dose_on_paper(card, self.steps.get(exercise.id, Step()).dosage)


def card_part(desk: Desk, exercise: Exercise, number: int) -> Part:
    """Return exercise ``number`` of the level, counted from 1."""
    card, differs, family = desk.done(exercise)
    total = len(desk.level.exercises)
    blocks: list[Block] = [Heading(f"Exercise {number} of {total}: {card.name}")]
    if card.name != exercise.name:
        words = " ".join(desk.read(differs, card)) if family == exercise.id else ""
        blocks.append(_said("For now", f"In place of {exercise.name}. {words}".strip()))
    if pictures := desk.pictures.get(family, ()):
        blocks.append(Pictures(pictures))
    blocks += _texts(desk, card, "", "purpose")
    blocks.append(Paragraph(desk.dose(exercise, card), "Dose"))
    blocks += _texts(desk, card, "You need", "equipment")
    blocks += _texts(desk, card, "Start", "setup", "settle")
    cues = desk.read(card.movement + card.breath, card)
    if card.sides is Sides.EACH:
        cues = (*cues, "Then do the same on the left side.")
    blocks.append(Items(cues, "Movement"))
    blocks += _texts(desk, card, "Check", "touch_check", "feel")
    blocks += _texts(desk, card, "Take care", "faults")
    blocks += _variant(desk, card, card.easier, "Easier")
    blocks += _variant(desk, card, card.harder, "Harder")
    blocks += _texts(desk, card, "Caution", "caution")
    return Part(tuple(blocks))


def brief(desk: Desk, exercise: Exercise) -> str:
    """Return one exercise of warm-up or cool-down in one item."""
    card = desk.done(exercise)[0]
    start = desk.read(card.short[:1] or card.setup, card)
    name = () if card.short else (f"{sentence(card.name)}.",)
    cues = desk.read(card.movement + card.breath, card)
    return " ".join((*name, *start, *cues, desk.dose(exercise, card)))


def _texts(desk: Desk, card: Exercise, label: str, *keys: str) -> list[Block]:
    """Return one paragraph of the texts under ``keys``; none where there are none."""
    texts = desk.read([text for key in keys for text in getattr(card, key)], card)
    return [_said(label, " ".join(texts))] if texts else []


def _variant(desk: Desk, card: Exercise, variant: Variant | None, label: str) -> list[Block]:
    if variant is None:
        return []
    words = " ".join(desk.read(variant.say, card))
    return [_said(label, f"{sentence(variant.name)}. {words}")]


def _said(label: str, text: str) -> Paragraph:
    return Paragraph(text, label)
