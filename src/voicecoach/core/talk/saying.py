"""What a talk says, and how it ends: the small moves that all others are made of."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.events import Allow, Effect, End, Hush, Say
from voicecoach.core.talk.items import Close
from voicecoach.core.talk.state import Moved, Stage, Talk, allowed
from voicecoach.core.units import Ms


def moved(talk: Talk, *effects: Effect, **changes: object) -> Moved:
    """Return ``talk`` with ``changes`` and the wish for ``effects``."""
    if not changes:
        return talk, effects
    return replace(talk, **changes), effects  # type: ignore[arg-type]  # names are checked by replace


def say(
    talk: Talk,
    *texts: str,
    stage: Stage | None = None,
    said: tuple[str, ...] | None = None,
    after: Ms = Ms(0),
) -> Moved:
    """Say ``texts`` in place of whatever is being said, and wait from their last word on.

    Args:
        talk: before it.
        texts: one sentence each.
        stage: to wait in; None to stay.
        said: what "repeat" says; None for ``texts``.
        after: silence first.
    """
    token = talk.token + 1
    talk = replace(
        talk, token=token, talking=token, said=texts if said is None else said,
        held_at=talk.at, stage=stage or talk.stage, reminded=0,
    )  # fmt: skip
    return talk, (Hush(), Say(token, texts, after), Allow(allowed(talk)))


def hush(talk: Talk, stage: Stage | None = None, *effects: Effect) -> Moved:
    """Be silent at once, and wait."""
    talk = replace(
        talk, talking=0, token=talk.token + 1, held_at=talk.at, stage=stage or talk.stage,
        reminded=0,
    )  # fmt: skip
    return talk, (Hush(), *effects, Allow(allowed(talk)))


def interject(talk: Talk, text: str, after: Ms = Ms(0)) -> Moved:
    """Say ``text``, then again what was said: it may be a question, or the emergency number."""
    reminded = talk.reminded
    talk, effects = say(talk, text, *talk.said, said=talk.said, after=after)
    return replace(talk, reminded=reminded), effects


def close(talk: Talk, last: Close, *before: str) -> Moved:
    """Write what there is to write, say ``before`` and the last words, and end."""
    texts = (*before, *last.texts)
    if talk.unsaved:  # never say what is not so
        kept = {talk.book.say(key) for key in ("ask_goodbye", "nobody", "saved", "closed")}
        texts = tuple(talk.book.say("unsaved") if text in kept else text for text in texts)
    talk = replace(talk, close=last, item=None, silences=0, unclear=0)
    if not texts:
        talk, effects = end(talk)
        return talk, (*last.logs, Hush(), *effects)
    stage = Stage.STAYING if last.stays and not talk.deserted else Stage.CLOSING
    talk, effects = say(talk, *texts, stage=stage, said=last.texts)
    return talk, (*last.logs, *effects)


def end(talk: Talk) -> Moved:
    """Be over."""
    talk = replace(talk, stage=Stage.CLOSED, talking=0)
    return talk, (Allow(allowed(talk)), End(talk.outcome))
