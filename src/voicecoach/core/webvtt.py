"""A recording as WebVTT: each cue with its times, or its chapters.

Times are counted from the start of the file. A cue of WebVTT ends after it starts, so that of a
text without a length lasts a millisecond. Source: W3C, WebVTT, https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

from collections.abc import Iterable

from voicecoach.core.recordings import Recording
from voicecoach.core.transcript import words
from voicecoach.core.units import Ms

Span = tuple[Ms, Ms, str]
"""Start, end and text."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def captions(recording: Recording) -> str:
    """Return every word of ``recording`` when it is said, counts one by one."""
    spans = ((cue.start, cue.end, words(cue)) for cue in recording.cues)
    return _file(span for span in spans if span[2])


def chapter_track(recording: Recording) -> str:
    """Return the chapters of ``recording``, each until the next one."""
    marks = enumerate(recording.marks)
    return _file((mark.start, recording.mark_end(index), mark.title) for index, mark in marks)


def _file(spans: Iterable[Span]) -> str:
    blocks = [
        f"{number}\n{_time(start)} --> {_time(Ms(max(end, start + 1)))}\n{_escaped(text)}"
        for number, (start, end, text) in enumerate(spans, 1)
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _time(at: Ms) -> str:
    minutes, rest = divmod(at, 60_000)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)
