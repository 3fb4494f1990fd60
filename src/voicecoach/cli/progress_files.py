"""What each file of `voicecoach progress` holds, as text."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import time

from voicecoach.adapters.reports.calendar import reminders
from voicecoach.adapters.reports.fhir import fhir_bundle
from voicecoach.adapters.reports.html import html_page
from voicecoach.cli.own_progress import Progress
from voicecoach.core.planning import session_days
from voicecoach.core.progress.history import SessionRow
from voicecoach.errors import ConfigError, VoicecoachError, quoted

COLUMNS = ("date", "level", "outcome", "minutes", "sets", "worst_pain", "effort", "control")


def as_json(progress: Progress) -> str:
    """Return the story with its numbers; days as ISO 8601."""
    return json.dumps(asdict(progress.story), indent=2, default=str) + "\n"


def as_csv(progress: Progress) -> str:
    """Return a row for each session under a row of names; what was not said is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in progress.story.sessions)
    return text.getvalue()


def _html(progress: Progress, _args: argparse.Namespace) -> str:
    return html_page(progress.story)


def _csv(progress: Progress, _args: argparse.Namespace) -> str:
    return as_csv(progress)


def _fhir(progress: Progress, _args: argparse.Namespace) -> str:
    return json.dumps(fhir_bundle(progress.records, progress.activities), indent=2) + "\n"


def _reminders(progress: Progress, args: argparse.Namespace) -> str:
    """Return a calendar of the next sessions.

    Raises:
        ConfigError: the time cannot be read.
        VoicecoachError: no session is recommended now.
    """
    today = progress.story.today
    days = session_days(progress.verdict, today) if progress.verdict else ()
    if not days:
        raise VoicecoachError("No session is recommended now, so there is nothing to remind of.")
    title = progress.book.say("story_reminder")
    return reminders(days, progress.now, title=title, at=_time(args.at or "18:00"))


MAKERS: Mapping[str, Callable[[Progress, argparse.Namespace], str]] = {
    "html": _html,
    "csv": _csv,
    "fhir": _fhir,
    "reminders": _reminders,
}
"""Option that names a file -> what makes its text."""


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError:
        raise ConfigError(f"--at wants a time such as 18:00, not {quoted(text)}.") from None


def _cells(row: SessionRow) -> tuple[object, ...]:
    control = {True: "yes", False: "no", None: ""}[row.control]
    return (
        row.day, _no_formula(row.level), row.outcome, row.minutes, row.sets,
        row.worst_pain, row.effort, control,
    )  # fmt: skip


def _no_formula(text: str) -> str:
    """Return ``text`` so that a spreadsheet takes it for words: a log may come from elsewhere."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
