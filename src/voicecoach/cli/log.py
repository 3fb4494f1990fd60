"""voicecoach log: an activity of choice, told in a plain sentence."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches

from voicecoach.adapters.journals.activities import read_activities, write_activity
from voicecoach.cli import options
from voicecoach.content.activities import load_activity_words
from voicecoach.content.language import load_language
from voicecoach.core.activities import MOST_MINUTES, Activity, Kind
from voicecoach.core.activity_advice import remarks
from voicecoach.core.activity_talk import Misheard, Told, understand
from voicecoach.core.activity_words import ActivityWords
from voicecoach.core.catalogue import Catalogue
from voicecoach.errors import ConfigError, quoted


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "words", nargs="*", metavar="WORDS",
        help='what you did, such as "twenty minutes cycling, pain two"',
    )  # fmt: skip
    parser.add_argument("--minutes", metavar="N", help=f"how long it was, 1 to {MOST_MINUTES}")
    parser.add_argument("--pain", metavar="N", help="worst pain, 0 to 10")
    parser.add_argument("--effort", metavar="N", help="how hard it was, 0 to 10")
    parser.add_argument("--date", metavar="DAY", help="yesterday, or such as 2026-11-25")


def main(args: argparse.Namespace) -> int:
    """Log the activity, say what was understood, and what follows from it."""
    config, places = options.settings(args)
    book = load_language(config.language)
    words = load_activity_words(config.language)
    now = datetime.now().astimezone()
    activity = _activity(_told(args, words, book, now.date()), book, now.date())
    before, _problems = read_activities(places.data)
    name = write_activity(places.data, activity, now)
    for line in (*_lines(activity, book), *_advice(activity, before, book)):
        print(line)
    print(f"To take it back: voicecoach history delete --activity {name}")
    return 0


def _told(args: argparse.Namespace, words: ActivityWords, book: Catalogue, today: date) -> Told:
    """Return what the sentence and the options tell; an option beats the sentence."""
    told = understand(" ".join(args.words), words, book.numbers, today)
    if isinstance(told, Misheard):
        raise _fault(book, told.text, **{key: str(each)[:40] for key, each in told.values.items()})
    return replace(
        told,
        minutes=_whole("minutes", args.minutes, 1, MOST_MINUTES) or told.minutes,
        pain=told.pain if args.pain is None else _whole("pain", args.pain, 0, 10),
        effort=told.effort if args.effort is None else _whole("effort", args.effort, 0, 10),
        day=_day(args.date, words, today) or told.day,
    )


def _activity(told: Told, book: Catalogue, today: date) -> Activity:
    """Return what is logged, or raise a ConfigError that says what is missing."""
    if told.minutes is None:
        nothing = told.kind is None and told.pain is None and told.effort is None
        raise _fault(book, "activity_nothing" if nothing else "activity_no_length")
    if not 1 <= told.minutes <= MOST_MINUTES:
        raise ConfigError(f"An activity lasts 1 to {MOST_MINUTES} minutes, not {told.minutes}.")
    if told.kind is None and not told.note:
        raise _fault(book, "activity_no_kind")
    return Activity(
        id="", at="", day=told.day or today, kind=told.kind or Kind.OTHER, minutes=told.minutes,
        pain=told.pain, effort=told.effort, note=told.note,
    )  # fmt: skip


def _lines(activity: Activity, book: Catalogue) -> Iterator[str]:
    yield f"Logged: {book.texts[f'activity_kind_{activity.kind}']}"
    yield f"  day: {activity.day:%A}, {activity.day.isoformat()}"
    yield f"  minutes: {activity.minutes}"
    yield f"  pain: {_or_not(activity.pain)}"
    yield f"  effort: {_or_not(activity.effort)}"
    if activity.note:
        yield f"  note: {activity.note}"


def _advice(activity: Activity, before: tuple[Activity, ...], book: Catalogue) -> Iterator[str]:
    for remark in remarks(activity, before):
        yield book.say(remark.text, **{name: str(value) for name, value in remark.values.items()})


def _or_not(value: int | None) -> str:
    return "not told" if value is None else str(value)


def _fault(book: Catalogue, key: str, **values: object) -> ConfigError:
    return ConfigError(f"{book.say(key, **values)} {book.say('activity_example')}")


def _whole(name: str, text: str | None, low: int, high: int) -> int | None:
    """Return the number of an option; None if it was not given."""
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 9 or not low <= int(text) <= high:
        raise ConfigError(
            f"--{name} is {quoted(text)}; it must be a whole number from {low} to {high}."
        )
    return int(text)


def _day(text: str | None, words: ActivityWords, today: date) -> date | None:
    """Return the day of the option; None if it was not given."""
    if text is None:
        return None
    told = understand(text, words, (), today)
    day = told.day if isinstance(told, Told) and not told.note else None
    if day is None:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            near = get_close_matches(text.lower(), words.days, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"write it as {today.isoformat()}."
            raise ConfigError(f"--date is {quoted(text)}; {hint}") from None
    if day > today:
        raise ConfigError(f"--date is {quoted(text)}, which is still to come.")
    return day
