"""Handouts of shipped levels for tests, made of real parts."""

from dataclasses import replace
from datetime import date
from functools import cache

from figures import SHIPPED
from voicecoach.adapters.drawings.svg import drawings
from voicecoach.cli.content import with_relatives
from voicecoach.content.advice import load_advice
from voicecoach.content.citations import load_citations
from voicecoach.content.language import load_language
from voicecoach.core.advice import turn
from voicecoach.core.handout_cards import Desk
from voicecoach.core.handout_text import Facts, make_handout

DAY = date(2027, 3, 2)
LEVELS = {level.id: with_relatives(level, SHIPPED) for level in SHIPPED}
BOOK = load_language("en")
FACTS = Facts(DAY, "voicecoach 0", "112", turn(load_advice("en"), 0), load_citations())


@cache
def shown(name):
    """Return the drawings of a level and its relatives."""
    level = LEVELS[name]
    return {card.id: drawings(card) for card in (*level.everything, *level.relatives)}


def handout(name="low-back-1", steps=None, level=None, **facts):
    """Return a handout; ``facts`` replace some of `FACTS`."""
    desk = Desk(level or LEVELS[name], BOOK, shown(name), steps or {})
    return make_handout(desk, replace(FACTS, **facts))
