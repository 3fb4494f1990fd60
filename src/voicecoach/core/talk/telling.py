"""Talks that begin with news, or are nothing but news."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.core.events import Log
from voicecoach.core.talk.items import Ask, Close, Given, Item, Result


def after(ask: Ask, *texts: str, logs: tuple[Log, ...] = ()) -> Ask:
    """Return ``ask`` with ``texts`` said before its first question, or before its last words.

    ``logs`` are written when it ends, however it ends.
    """

    def asks(given: tuple[Given, ...]) -> Item | Close:
        found = ask(given)
        if isinstance(found, Close):
            found = replace(found, logs=(*logs, *found.logs))
        return found if given else replace(found, texts=(*texts, *found.texts))

    return asks


def only(*texts: str, logs: tuple[Log, ...] = ()) -> Ask:
    """Return an `Ask` that asks nothing: ``texts`` are said, ``logs`` written before."""
    return lambda _given: Close(Result.GO_ON, texts, logs)
