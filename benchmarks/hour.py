"""Lets the real program coach for an hour on virtual devices, and looks whether it wears out.

    python benchmarks/hour.py [--minutes 60] [--every 10] [--csv FILE]

A PulseAudio of its own, a level as long as asked for, and a user who says pause and resume every
two minutes. Printed at the end, one fact a line: drift of the stream against the clock, growth of
the memory after the first five minutes, threads, file handles, and the share of a processor.
Needs pulseaudio. Exit status 1 if a limit is exceeded.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import numpy as np

from listening_sounds import say
from live_room import Mouth, Rows
from program import SHORT_LEVEL, child
from sound_server import MISSING, REASON, SoundServer
from voicecoach.adapters.journals.jsonl import read_sessions

GROWTH = 5.0
"""Megabytes that the memory may grow after the first five minutes."""
DRIFT = 0.1
"""Seconds that the stream may be away from the clock at the end; a real card may drift more."""
WARM = 300.0
"""Seconds after which everything has been loaded: a quarter of a shorter run."""
BOUT = 1400.0
"""Seconds that ten sets of twenty repetitions take, with their rests."""
COMMANDS = 120.0
"""Seconds between two pauses."""


@dataclass(frozen=True)
class Look:
    """The process at one moment."""

    at: float
    """Seconds since the start."""
    memory: float
    """Megabytes, resident."""
    threads: int
    files: int
    """Open handles."""
    processor: float
    """Seconds of a processor used so far."""


def main() -> int:
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--minutes", type=float, default=60.0)
    made.add_argument("--every", type=float, default=10.0, help="seconds between two looks")
    made.add_argument("--csv", type=Path, help="writes each look to this file")
    args = made.parse_args()
    if MISSING:
        print(REASON, file=sys.stderr)
        return 2
    looks, offsets, told = run(args.minutes * 60, args.every)
    if args.csv:
        write(args.csv, looks)
    return report(args.minutes * 60, looks, offsets, told)


def run(seconds: float, every: float) -> tuple[list[Look], list[tuple[float, float]], list[str]]:
    """Return the looks, the stream against the clock, and what was told at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hour-")))
        server = SoundServer()
        server.start()
        stack.callback(server.remove)
        mouth = Mouth(server, folder, seconds + 600)
        stack.callback(mouth.close)
        follow = Rows(folder / "events.jsonl")
        stack.callback(follow.close)
        program = child(
            folder, "start", "--level", str(long_level(folder, seconds)), "--voice", "espeak",
            "--listening", "full", "--events", str(folder / "events.jsonl"),
            "--data-dir", str(folder / "log"), "--lines", stdin=subprocess.PIPE, env=server.env,
        )  # fmt: skip
        stack.callback(program.kill)
        if not follow.until(lambda: bool(follow.named("said")), 300):
            program.kill()
            sys.exit(f"It did not begin: {program.communicate()[0]}")
        server.hurry(program.pid)  # on a busy machine each late block would count as drift
        looks = watch(program, mouth, follow, seconds, every)
        printed, _ = program.communicate("finish\nyes\n", timeout=60)
        heard = [row["command"] for _, row in follow.named("command")]
        faults = [row["part"] for _, row in follow.named("failed")]
        sets = sum(len(record.sets) for record in read_sessions(folder / "log")[0])
        told = [
            f"Exit status: {program.returncode}",
            f"Commands heard: {heard.count('pause')} pauses, {heard.count('resume')} resumes",
            f"Sets logged: {sets}",
            f"Faults told: {', '.join(faults) or 'none'}",
            f"Lines printed: {len(printed.splitlines())}, at last: {printed.splitlines()[-3:]}",
        ]
        return looks, offsets(follow), told


def watch(
    program: subprocess.Popen[str], mouth: Mouth, follow: Rows, seconds: float, every: float
) -> list[Look]:
    """Look at the program again and again, and say something from time to time."""
    words = [say("Pause."), say("Resume.")]
    began = next_look = time.monotonic()
    next_word, word, looks = began + COMMANDS, 0, []
    assert program.stdin
    while program.poll() is None and (now := time.monotonic()) - began < seconds:
        if now >= next_look:
            looks.append(look(program.pid, now - began))
            next_look += every
        if now >= next_word:
            mouth.say(words[word % 2])
            time.sleep(2)
            if word % 2 and paused(follow):  # it was not heard: nobody must wait for an hour
                program.stdin.write("resume\n")
                program.stdin.flush()
            next_word += 6.0 if word % 2 == 0 else COMMANDS
            word += 1
        time.sleep(0.2)
    return looks


def paused(follow: Rows) -> bool:
    """Return whether the coach waits for the user."""
    moves = [row["event"] for _, row in follow.rows if row["event"] in {"rolled", "held"}]
    return moves[-1] == "held"


def look(pid: int, at: float) -> Look:
    """Return the process as /proc shows it."""
    process = Path(f"/proc/{pid}")
    status = dict(
        line.split(":", 1) for line in (process / "status").read_text().splitlines() if ":" in line
    )
    used = (process / "stat").read_text().rpartition(")")[2].split()
    return Look(
        at,
        int(status["VmRSS"].split()[0]) / 1024,
        int(status["Threads"]),
        len(list((process / "fd").iterdir())),
        (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK"),
    )


def offsets(follow: Rows) -> list[tuple[float, float]]:
    """Return moments, and by how much the clock was ahead of the stream then, in seconds."""
    rows = [(at, row) for at, row in follow.rows if row["event"] in {"said", "counted"}]
    first = rows[0][0] - rows[0][1]["at_ms"] / 1000
    return [(at - rows[0][0], at - row["at_ms"] / 1000 - first) for at, row in rows]


def drift(found: list[tuple[float, float]]) -> float:
    """Return by how much the clock went ahead of the stream: rows may be read late, never early."""
    parts = np.array_split(np.array(found), 8)
    least = [part[:, 1].min() for part in parts if len(part)]
    return float(least[-1] - least[0])


def report(
    seconds: float, looks: list[Look], found: list[tuple[float, float]], told: list[str]
) -> int:
    """Print the facts; return 1 if a limit is exceeded."""
    warm = [each for each in looks if each.at >= min(WARM, looks[-1].at / 4)]
    first, last = warm[0], warm[-1]
    growth = min(each.memory for each in warm[-6:]) - min(each.memory for each in warm[:6])
    away = drift(found)
    threads = {each.threads for each in warm}
    files = {each.files for each in warm}
    share = (last.processor - first.processor) / (last.at - first.at)
    for line in (
        f"Minutes: {looks[-1].at / 60:.1f}",
        f"Drift: {away * 1000:.0f} ms",
        f"Memory: {first.memory:.1f} MB after {first.at / 60:.0f} minutes, {growth:+.2f} MB since",
        f"Threads: {min(threads)} to {max(threads)}, {last.threads} at the end",
        f"File handles: {min(files)} to {max(files)}, {last.files} at the end",
        f"Processor: {share:.1%} of one",
        *told,
    ):
        print(line)
    leaks = last.threads > first.threads or last.files > first.files
    ended = last.at < seconds - 60
    if ended:
        print("It ended before its time.")
    return int(growth > GROWTH or abs(away) > DRIFT or leaks or ended)


def long_level(folder: Path, seconds: float) -> Path:
    """Write a level that lasts longer than ``seconds``: the short one with many long sets."""
    head, _, rest = SHORT_LEVEL.partition("  - id: bridge\n")
    exercises, _, foot = rest.partition("goodbye:")
    once = "  - id: bridge\n" + exercises.replace("sets: 2, reps: 3", "sets: 10, reps: 20")
    bodies = []
    for number in range(round(seconds / BOUT) + 2):
        body = once.replace("id: bridge", f"id: bridge-{number}")
        bodies.append(body.replace("id: side-plank", f"id: side-plank-{number}"))
    path = folder / "long.yaml"
    path.write_text(head + "".join(bodies) + "goodbye:" + foot, encoding="utf-8")
    return path


def write(path: Path, looks: list[Look]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["seconds", "megabytes", "threads", "files", "processor"])
        rows.writerows(
            [round(e.at, 1), round(e.memory, 2), e.threads, e.files, round(e.processor, 2)]
            for e in looks
        )


if __name__ == "__main__":
    sys.exit(main())
