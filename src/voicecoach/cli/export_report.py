"""How far an export is, as events: one line in words each, or one JSON object each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Protocol

from voicecoach.core.units import Ms, length_text

Fact = str | int | float
TEXTS = (".txt", ".vtt", ".chapters.json")
"""Ends of the names of what stands beside a file of sound."""
EVERY = 2.0
"""Seconds between two lines about progress: enough to know that it goes on."""


class Report(Protocol):
    """Takes what has happened."""

    def __call__(self, event: str, **facts: Fact) -> None:
        """Tell ``event``: one of `WORDS`, or a progress: speaking, writing."""
        ...


def json_report(event: str, **facts: Fact) -> None:
    """Print an event as one line of JSON, on the standard output."""
    print(json.dumps({"event": event, **facts}), flush=True)


WORDS: Mapping[str, Callable[[Mapping[str, Fact]], str]] = {
    "folder": lambda facts: f"Folder: {facts['folder']}",
    "current": lambda facts: f"Up to date: {facts['format']}",
    "file": lambda facts: f"File: {facts['path']}",
    "length": lambda facts: f"Length: {length_text(Ms(int(facts['ms'])))}",
    "loudness": lambda facts: (
        f"Loudness: {facts['lufs']:.1f} LUFS, true peak {facts['peak']:.1f} dBTP"
    ),
    "done": lambda facts: f"Done: {facts['done']} of {facts['total']} folders.",
}
"""Event -> its line. What was made goes to the standard output, progress to the error stream."""


def plain_report() -> Report:
    """Return a report in words; of progress, at most one line in `EVERY` seconds."""
    begun = told = monotonic()

    def report(event: str, **facts: Fact) -> None:
        nonlocal told
        if event == "file" and str(facts["path"]).endswith(TEXTS):
            return  # two beside each file of sound: their names would bury those
        if event in WORDS:
            print(WORDS[event](facts), flush=True)
        elif event == "failed":
            print(facts["message"], file=sys.stderr)
        elif monotonic() - max(told, begun) >= EVERY:
            told = monotonic()
            print(_progress(event, facts), file=sys.stderr)

    return report


def _progress(event: str, facts: Mapping[str, Fact]) -> str:
    if event == "speaking":
        return f"Speaking: {facts['percent']} percent."
    part = f"part {facts['part']} of {facts['parts']}"
    what = "the whole session" if facts["parts"] == 1 else part
    return f"Writing {facts['format']}: {what}, {facts['percent']} percent."
