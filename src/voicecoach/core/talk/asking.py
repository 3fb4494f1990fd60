"""Questions are put, answered, left unanswered, and taken back."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.commands import Command
from voicecoach.core.entries import EntryName
from voicecoach.core.events import Effect, Fact, Hush, Log, Outcome
from voicecoach.core.talk.items import (
    FINISHED,
    MARKS,
    NOBODY,
    Close,
    Given,
    Item,
    Result,
)
from voicecoach.core.talk.saying import close, say
from voicecoach.core.talk.state import Moved, Stage, Talk


def opened(talk: Talk) -> Moved:
    """Put the first question."""
    talk, effects = proceed(talk)
    return talk, (Hush(), *effects)  # hushed: the words that bridged the preparation


def proceed(talk: Talk, *before: str) -> Moved:
    """Say ``before`` and, in the same breath, what is asked next, or the last words.

    The question that was held up is what is asked next: it is put again in full.
    """
    match talk.ask(talk.given):
        case Item() as item:
            talk = replace(talk, item=item, stage=Stage.ASKING, silences=0, unclear=0)
            return say(talk, *before, *item.texts, said=item.texts)
        case last:
            return close(talk, last, *before)


def answer(talk: Talk, item: Item, command: Command) -> Moved:
    """Take ``command`` for the answer to ``item``: log it, say it back, go on."""
    reply = item.replies[command]
    talk, logged = _take(talk, item, reply.value)
    talk, effects = proceed(talk, reply.text)
    return talk, (*logged, *reply.also, *effects)


def default(talk: Talk, item: Item) -> Moved:
    """Take the safe answer to ``item``, say so, and go on."""
    talk, logged = _take(talk, item, item.value)
    talk, effects = proceed(talk, item.default)
    return talk, (*logged, *effects)


def go_back(talk: Talk) -> Moved:
    """Put the question before: the latest answer is taken back."""
    places = [n for n, each in enumerate(talk.given) if each.question not in MARKS]
    if not places:
        return proceed(talk, talk.book.say("nothing_to_undo"))
    kept = talk.given[: places[-1]] + talk.given[places[-1] + 1 :]
    return proceed(replace(talk, given=kept))


def mark(talk: Talk, name: str, *before: str) -> Moved:
    """Set a mark, one of `items.MARKS`, and go on."""
    return proceed(replace(talk, given=(*talk.given, Given(name, value=True))), *before)


def leave(talk: Talk, name: str, *before: str) -> Moved:
    """Ask nothing more: ``name`` says why. What is open stays without an answer."""
    logged: tuple[Effect, ...] = ()
    if talk.item:
        logged = _entry(talk.item, None)
    talk = replace(talk, given=(*talk.given, Given(name, value=True)))
    last = talk.ask(talk.given)
    if isinstance(last, Item):  # no Ask may do so; and nobody is asked against the will
        outcome = Outcome.FINISHED if name == FINISHED else Outcome.INTERRUPTED
        last = Close(Result.LEFT, (talk.book.say("ask_goodbye"),), outcome=outcome)
    talk, effects = close(talk, last, *before)
    return talk, (*logged, *effects)


def nobody(talk: Talk) -> Moved:
    """No answer can come any more."""
    return leave(talk, NOBODY, talk.book.say("nobody"))


def _take(talk: Talk, item: Item, value: Fact) -> Moved:
    given = Given(item.question, value, item.exercise)
    return replace(talk, given=(*talk.given, given)), _entry(item, value)


def _entry(item: Item, value: Fact) -> tuple[Effect, ...]:
    if item.entry is None:
        return ()
    if item.entry is EntryName.PAIN_RATED:
        return (Log(item.entry, {"score": value}),)
    facts: dict[str, Fact] = {"question": item.question, "value": value}
    return (Log(item.entry, facts | {"exercise": item.exercise}),)
