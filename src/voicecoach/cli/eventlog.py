"""Each event of a session with its time, one JSON object a line: for reports and tests.

Fields: ``at_ms`` stream time in milliseconds, ``event`` one of said, counted,
heard, noticed, unclear, command, ducked, music, phase, note, log, answer, chime, rolled, held,
ended, closed, failed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from voicecoach.cli.private_files import open_private
from voicecoach.core import events as ev
from voicecoach.core.timeline import CueKind
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError

Row = dict[str, object]


def row(at: Ms, what: ev.Event | ev.Effect) -> Row | None:  # noqa: C901, PLR0911, PLR0912 - one line a case
    """Return what the log of events keeps of ``what``; None for what is only plumbing."""
    match what:
        case ev.Announce(said_at, cue):
            name = "counted" if cue.kind is CueKind.COUNT else "said"
            facts: Row = {"at_ms": said_at, "event": name, "text": cue.text, "kind": cue.kind}
            if cue.rep:
                facts["rep"] = cue.rep
            if cue.beat is not None:
                facts["beat_ms"] = said_at + cue.beat - cue.start
            return facts | {"length_ms": cue.length}
        case ev.Say(_, texts, after, pauses):
            row_: Row = {"at_ms": at, "event": "answer", "texts": texts, "after_ms": after}
            return row_ | ({"pauses_ms": pauses} if pauses else {})
        case ev.Heard(_, command, source, words, score):
            return {
                "at_ms": at, "event": "command", "command": command, "source": source,
                "words": words, "score": round(score, 3),
            }  # fmt: skip
        case ev.Noticed(_, speaking):
            return {"at_ms": at, "event": "noticed", "speaking": speaking}
        case ev.Unclear():
            return {"at_ms": at, "event": "unclear"}
        case ev.Duck(on):
            return {"at_ms": at, "event": "ducked", "on": on}
        case ev.Accompany(on):
            return {"at_ms": at, "event": "music", "on": on}
        case ev.Note(_, text):
            return {"at_ms": at, "event": "note", "text": text}
        case ev.Allow(commands):
            return {"at_ms": at, "event": "phase", "allowed": sorted(commands)}
        case ev.Log(entry, facts_logged):
            return {"at_ms": at, "event": "log", "entry": entry, "facts": facts_logged}
        case ev.Roll(take, start):
            return {"at_ms": at, "event": "rolled", "take": take, "playhead_ms": start}
        case ev.Hold():
            return {"at_ms": at, "event": "held"}
        case ev.Ring(chime):
            return {"at_ms": at, "event": "chime", "chime": chime}
        case ev.Failed(_, part, message):
            return {"at_ms": at, "event": "failed", "part": part, "message": message}
        case ev.Closed():
            return {"at_ms": at, "event": "closed"}
        case ev.End(outcome):
            return {"at_ms": at, "event": "ended", "outcome": outcome}
        case _:
            return None


class EventLog:
    """Writes rows to a file as they happen; a context manager. What was said is for its owner."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; raises DeviceError if it cannot be written."""
        self._works = True
        try:
            self._file = open_private(path)
        except OSError as exc:
            raise DeviceError(
                f"The events cannot be written to {path} ({exc.strerror}); choose another file."
            ) from exc

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._file.close()

    def watch(self, at: Ms, what: ev.Event | ev.Effect) -> None:
        """Write what is worth it."""
        facts = row(at, what)
        if facts:
            self.write(facts)

    def write(self, facts: Row) -> None:
        """Write one row; a full disk ends this log but not the session."""
        if self._works:
            try:
                self._file.write(json.dumps(facts, ensure_ascii=False) + "\n")
                self._file.flush()
            except OSError:  # the journal meets the same disk and says so
                self._works = False


Watcher = Callable[[Ms, ev.Event | ev.Effect], None]


def together(*watchers: Watcher) -> Watcher:
    """Return one watcher that shows everything to all of ``watchers``."""

    def watch(at: Ms, what: ev.Event | ev.Effect) -> None:
        for each in watchers:
            each(at, what)

    return watch
