"""What the program makes of a log, all of it: verdict, story, reports, lines, check-in."""

from __future__ import annotations

import argparse
import dataclasses
import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from voicecoach.adapters.journals.activities import read_activities
from voicecoach.adapters.journals.archive import merge, read_history
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.cli.history_actions import read_document
from voicecoach.cli.history_lines import log_lines
from voicecoach.cli.own_days import on_own_days
from voicecoach.cli.own_progress import Progress
from voicecoach.cli.progress_files import MAKERS, as_json
from voicecoach.content.language import load_language
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.activity_advice import remarks
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.familiar import familiar
from voicecoach.core.portable import parse
from voicecoach.core.programme import Level
from voicecoach.core.progress.rules import decide
from voicecoach.core.progress.standing import standing
from voicecoach.core.progress.story import Place, tell_story
from voicecoach.core.records import SessionRecord
from voicecoach.core.talk.flags import due, standing_lock, was_seen
from voicecoach.errors import ContentError, Fault, VoicecoachError

TODAY = date(2026, 11, 25)
_OPTIONS = argparse.Namespace(at="18:00")


@cache
def _known() -> tuple[tuple[Level, ...], Catalogue]:
    levels = find_levels([shipped_folder()]).levels
    return tuple(each for each in levels if each.programme == "low-back"), load_language("en")


def session(path: Path) -> None:
    """Use the sessions of the data folder that ``path`` belongs to."""
    records, _ = read_sessions(path.parent.parent)
    _tell(path.parent.parent, records)


def activity(path: Path) -> None:
    """Use the activities of the data folder that ``path`` belongs to."""
    found, _ = read_activities(path.parent.parent)
    for each in found:
        list(remarks(each, found))
    _tell(path.parent.parent, ())


def history(path: Path) -> None:
    """Bring a document in, twice, and use what came of it."""
    brought, faults = parse(read_document(path))
    if faults:
        raise ContentError(tuple(Fault(fault, str(path)) for fault in faults))
    folder = path.with_name("data")
    merge(folder, brought)
    before = read_history(folder)
    assert merge(folder, brought).sessions == 0
    assert read_history(folder) == before
    _tell(folder, read_sessions(folder)[0])


def _tell(folder: Path, logged: tuple[SessionRecord, ...]) -> None:
    levels, book = _known()
    activities, _ = read_activities(folder)
    records = on_own_days(logged)
    verdict = decide(levels, records, TODAY)
    story = tell_story(
        records, activities, place=Place(levels[0], standing(levels[0], records, TODAY)),
        verdict=verdict, today=TODAY, book=book,
    )  # fmt: skip
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    progress = Progress(story, verdict, logged, activities, now, book)
    as_json(progress)
    json.dumps([dataclasses.asdict(record) for record in logged])
    for make in MAKERS.values():
        try:
            make(progress, _OPTIONS)
        except VoicecoachError:
            continue
    log_lines(logged, activities)
    familiar(records, "2026-10-28T00:00:00")
    due(records, TODAY)
    standing_lock(records)
    was_seen(records)
