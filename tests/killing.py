"""Sessions over files that are killed at random instants, and what their logs hold then."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from forks import forked
from program import rows, short_level
from voicecoach.adapters.journals.jsonl import read_sessions

SETS = 4
"""Of the short level."""


@dataclass(frozen=True)
class Undisturbed:
    """A whole session over files."""

    size: int
    """Bytes of its rows."""
    seconds: float
    """That it takes."""


@dataclass(frozen=True)
class Killed:
    """What was left of one session."""

    outcome: str
    """Of its log; empty where there is none."""
    sets: int
    """In the log."""
    lost: int
    """Sets that were told as done and are not in the log."""
    doubled: int
    """Sets that stand in the log more than once."""
    false: bool
    """Whether the log says of it what is not so: that it was completed, or that it goes on."""


def undisturbed(folder: Path) -> Undisturbed:
    """Play a session to its end."""
    events = folder / "undisturbed.jsonl"
    program = _start(folder, events, folder / "undisturbed")
    _wait_for(events, program, 0)
    began = time.monotonic()
    program.join()
    assert program.exitcode == 0
    return Undisturbed(events.stat().st_size, time.monotonic() - began)


def killed(folder: Path, name: str, chance: random.Random, whole: Undisturbed) -> Killed:
    """Start a session, kill it at an instant that chance gives, and look at its log."""
    events, log = folder / f"{name}.jsonl", folder / f"log-{name}"
    program = _start(folder, events, log)
    _wait_for(events, program, chance.uniform(0, 0.95 * whole.size))
    time.sleep(chance.uniform(0, whole.seconds / 10))  # else each kill would follow upon a row
    program.kill()
    program.join()

    told = _whole_rows(events)
    shown = [row["facts"] for row in told if row.get("entry") == "set_done"]
    records, _problems = read_sessions(log)
    assert len(records) <= 1
    record = records[0] if records else None
    keys = Counter(done.place for done in record.sets) if record else Counter()
    places = [(facts["exercise"], facts["set"], facts["side"] or "") for facts in shown]
    ended = any(row.get("entry") == "session_ended" for row in told)
    completed = record is not None and record.outcome == "completed"
    return Killed(
        record.outcome if record else "",
        sum(keys.values()),
        lost=sum(place not in keys for place in places),
        doubled=sum(count > 1 for count in keys.values()),
        false=(completed and sum(keys.values()) != SETS) or (ended and not completed),
    )


def _start(folder: Path, events: Path, log: Path) -> ForkServerProcess:
    return forked(
        folder, "start", "--level", str(short_level(folder)), "--voice", "silent",
        "--microphone", "none", "--speaker", f"file:{folder / 'out.wav'}",
        "--events", str(events), "--data-dir", str(log),
    )  # fmt: skip


def _wait_for(events: Path, program: ForkServerProcess, size: float) -> None:
    """Wait until there are more than ``size`` bytes of rows."""
    until = time.monotonic() + 60
    while not (events.exists() and events.stat().st_size > size):
        assert program.exitcode is None, "the program failed, or wrote less than before"
        assert time.monotonic() < until, "the program did not start, or hangs"
        time.sleep(0.002)


def _whole_rows(events: Path) -> list[dict[str, object]]:
    """Return the rows, without a last one that the kill cut off."""
    text = events.read_text(encoding="utf-8")
    events.write_text(text[: text.rfind("\n") + 1], encoding="utf-8")
    return rows(events)
