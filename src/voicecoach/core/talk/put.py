"""Questions of each kind, made from the texts of the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command, command_for
from voicecoach.core.records import Asked, Morning
from voicecoach.core.talk.items import Item, Kind, Reply

TOP = 10
"""Of the scales for pain and effort."""


def number(book: Catalogue, question: str, key: str, *, echo: str, **values: object) -> Item:
    """Return a question from zero to ten.

    Args:
        book: the language.
        question: its id.
        key: of its text.
        echo: what is asked, ``pain_rated`` or ``ask_effort_rated``: how the number is said back.
        **values: for the placeholders of the text.
    """
    about = "pain" if echo == "pain_rated" else "ask_effort"
    replies = {
        command: Reply(score, book.say(echo, number=score))
        for score in range(TOP + 1)
        if (command := command_for(score))
    }
    return Item(
        question, Kind.NUMBER, (book.say(key, **values),), book.say(f"{about}_again"),
        (book.say(f"{about}_help"),), replies, book.say("pain_default"),
    )  # fmt: skip


def yes_no(
    book: Catalogue, question: str, key: str, *, help_: tuple[str, ...] = (), **values: object
) -> Item:
    """Return a question for yes or no.

    Args:
        book: the language.
        question: its id.
        key: of its text; the shorter one has ``_again`` after it.
        help_: what explains it, its last sentence asking; the question itself if empty.
        **values: for the placeholders of both texts.
    """
    texts = (book.say(key, **values),)
    again = book.say(f"{key}_again", **values)
    replies = {
        Command.YES: Reply(value=True, text=book.say("ask_yes")),
        Command.NO: Reply(value=False, text=book.say("ask_no")),
    }
    default = book.say("ask_default")
    return Item(question, Kind.YES_NO, texts, again, help_ or texts, replies, default)


def morning(book: Catalogue) -> Item:
    """Return the question about the morning after the last session."""
    replies = {
        Command.SAME: Reply(Morning.SAME, book.say("ask_morning_same")),
        Command.LITTLE_WORSE: Reply(Morning.LITTLE_WORSE, book.say("ask_morning_little_worse")),
        Command.WORSE: Reply(Morning.CLEARLY_WORSE, book.say("ask_morning_worse")),
    }
    return Item(
        Asked.MORNING, Kind.MORNING, (book.say("ask_morning"),), book.say("ask_morning_again"),
        (book.say("ask_morning_help"),), replies, book.say("ask_default"),
    )  # fmt: skip


def saying(item: Item, replies: Mapping[Command, str]) -> Item:
    """Return ``item`` with other words in which answers are said back."""
    changed = {
        command: replace(reply, text=replies.get(command, reply.text))
        for command, reply in item.replies.items()
    }
    return replace(item, replies=changed)
