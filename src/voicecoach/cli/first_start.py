"""The first start: whether somebody is there who may be asked, and the set-up then."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from voicecoach.cli.ahead import Ahead
from voicecoach.cli.content import levels_of
from voicecoach.cli.paths import file_of
from voicecoach.cli.places import Places
from voicecoach.cli.settings_file import FILE
from voicecoach.cli.wording import wording
from voicecoach.config import Config
from voicecoach.content.language import load_language
from voicecoach.core.answers import every_answer
from voicecoach.core.job import Medium
from voicecoach.core.programme import Level
from voicecoach.core.talk.texts import talk_texts
from voicecoach.flows.prepare import draft, session_texts

if TYPE_CHECKING:
    from voicecoach.cli.setup import Held


def somebody_there() -> bool:
    """Return whether keys can be pressed and lines be read: no script, no pipe."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_first(config: Config, places: Places, *, sessions: int, there: bool) -> bool:
    """Return whether the set-up comes before the session.

    Only where nothing was ever set or done, and somebody can hear and answer: never in a script,
    where devices are files, or where there is no sound.

    Args:
        config: in force.
        places: where settings are kept.
        sessions: how many are logged.
        there: whether somebody sits at the terminal.
    """
    if not there or config.setup == "off" or sessions or (places.config / FILE).exists():
        return False
    files = file_of(config.speaker) or file_of(config.microphone)
    return config.speaker != "none" and not files


def first_start(config: Config, places: Places, level: Level, *, lines: bool) -> Held:
    """Hold the whole set-up, but for what is known from the command line.

    Meanwhile what the first session of ``level`` says is rendered.
    """
    from voicecoach.cli.setup import guess, hold, number_is_set
    from voicecoach.cli.setup_talks import TOPICS

    known = {"country"} if number_is_set(config) else set()
    topics = tuple(topic for topic in TOPICS if topic not in known)
    likely = replace(config, emergency_number=guess(config).called.number)
    ahead = Ahead(partial(first_texts, likely, places, level))
    return hold(config, places, topics, lines=lines, first=ahead)


def first_texts(config: Config, places: Places, level: Level) -> tuple[str, ...]:
    """Return what a first session of ``level`` may say, what is said first first.

    It is guessed: another number may be set, and another level be chosen.
    """
    book, number = load_language(level.language), config.emergency_number
    options = wording(config, level)
    family = [each.number for each in levels_of(level.programme, config, places)]
    asked = sorted(talk_texts(book, number, (), family)) if level.advice else []
    timeline = draft(level, book, options)
    answers = sorted(every_answer(book, level, timeline, number))
    keys = ("preparing", *(f"visit_welcome_{each}" for each in (Medium.LIVE, Medium.KEYS)))
    return (*map(book.say, keys), *asked, *session_texts(level, book, options), *answers)
