"""How fast other programs become quieter and come back: ``python benchmarks/other_sound.py``.

The real program coaches on a private sound server; beside it another program plays a tone into a
loudspeaker of its own. Both loudspeakers are recorded, and compared in time. In the end the coach
is killed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from live_room import RATE, Rows, Tape
from program import child, short_level
from radio import Radio

SECONDS = 75
STEP = RATE // 50
"""Samples of one look: 20 ms."""
SPOKEN = 300.0
"""Level of a 20 ms part, 16 bit, from which the coach speaks."""


def main() -> None:
    """Measure, and print a figure a line."""
    with tempfile.TemporaryDirectory() as name:
        folder, radio = Path(name), Radio()
        try:
            measure(folder, radio)
        finally:
            radio.silence()
            radio.remove()


def measure(folder: Path, radio: Radio) -> None:
    """Coach, record both, kill, and print."""
    radio.pactl("load-module", "module-null-sink", "norewinds=1", f"rate={RATE}", "sink_name=music")
    radio.play(to="music")
    coach, music = Tape(radio, "vc_speaker.monitor"), Tape(radio, "music.monitor")
    rows = Rows(folder / "events.jsonl")
    program = child(
        folder, "start", "--level", str(short_level(folder)), "--voice", "espeak", "--microphone",
        "none", "--no-check-in", "--events", str(folder / "events.jsonl"), "--data-dir",
        str(folder / "log"), stdin=subprocess.DEVNULL, env=radio.env,
    )  # fmt: skip
    radio.hurry(program.pid)
    rows.until(lambda: rows.named("said"), 60)
    began = time.monotonic()
    guard = children(program.pid)
    before = [ticks(pid) for pid in guard]
    time.sleep(SECONDS)
    used = [after - was for after, was in zip(map(ticks, guard), before, strict=True)]
    for pid, spent in zip(guard, used, strict=True):
        print(f"Processor of the guard: {spent / (time.monotonic() - began):.2%}")
        print(f"Memory of the guard: {resident(pid)} MB")
    rows.until(lambda: radio.volume() < 65_536, 30)
    rows.until(lambda: radio.volume() == 41_350, 5)
    killed = time.monotonic()
    program.kill()
    back = radio.becomes(65_536)
    print(f"Back after SIGKILL, as the server tells: {back * 1000:.0f} ms")
    time.sleep(1)
    program.communicate()
    rows.close()
    report(coach, music, killed)


def report(coach: Tape, music: Tape, killed: float) -> None:
    """Print how the two recordings stand to one another."""
    spoken, tone = coach.close(), music.close()
    start = max(coach.moment(0), music.moment(0)) + 0.5
    end = min(coach.moment(len(spoken) - 1), music.moment(len(tone) - 1)) - 0.2
    moments = np.arange(start, end, 0.02)
    said = np.array([level(spoken, coach.place(moment)) for moment in moments])
    heard = np.array([level(tone, music.place(moment)) for moment in moments])
    full = np.median(heard[:25])
    depth = 20 * np.log10(np.maximum(heard, 1) / full)
    speaks = said > SPOKEN
    alive = moments < killed
    print(f"Level of the other program in words: {np.median(depth[speaks & alive]):.1f} dB")
    print(f"Share of the time of words in which it was down by 10 dB: "
          f"{np.mean(depth[speaks & alive] < -10):.1%}")  # fmt: skip
    first, last = edges(speaks & alive)
    down = [lead(depth, moments, moment) for moment in moments[first]]
    down = [each for each in down if each is not None]
    up = [tail(depth, moments, moment) for moment in moments[last] if moment < killed - 2]
    up = [each for each in up if each is not None]
    print(f"From full to 10 dB down, against the first word of a stretch, {len(down)} times: "
          f"{np.median(down):.0f} ms, latest {max(down):.0f} ms")  # fmt: skip
    print(f"Full again after the last word of a stretch, {len(up)} times: "
          f"{np.median(up):.0f} ms, latest {max(up):.0f} ms")  # fmt: skip
    after = moments[(moments > killed) & (depth > -0.5)]
    print(f"Full again after SIGKILL, as recorded: {(after[0] - killed) * 1000:.0f} ms")
    print(f"Level at the end: {depth[-1]:.2f} dB")


def level(pcm: np.ndarray, place: int) -> float:
    part = pcm[max(0, place) : place + STEP].astype(float)
    return float(np.sqrt(np.mean(part**2))) if len(part) else 0.0


def edges(speaks: np.ndarray) -> tuple[list[int], list[int]]:
    """Return where each stretch begins and ends; gaps below 3 s are within one."""
    places = np.flatnonzero(speaks)
    gaps = np.flatnonzero(np.diff(places) > 150)
    return [places[0], *places[gaps + 1]], [*places[gaps], places[-1]]


def lead(depth: np.ndarray, moments: np.ndarray, word: float) -> float | None:
    """Return when it was down against the word, in ms; below 0 is before. None if it was still."""
    near = (moments > word - 1.5) & (moments < word + 3)
    down = np.flatnonzero(near & (depth < -10))
    if not len(down) or depth[np.flatnonzero(near)[0]] < -10:
        return None
    return (moments[down[0]] - word) * 1000


def tail(depth: np.ndarray, moments: np.ndarray, word: float) -> float | None:
    up = np.flatnonzero((moments > word) & (moments < word + 4) & (depth > -0.5))
    return (moments[up[0]] - word) * 1000 if len(up) else None


def children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    found = {int(each) for each in text.split()}
    for task in Path(f"/proc/{pid}/task").iterdir():
        found |= {int(each) for each in (task / "children").read_text().split()}
    return [
        each for each in sorted(found) if b"guard" in Path(f"/proc/{each}/cmdline").read_bytes()
    ]


def ticks(pid: int) -> float:
    """Return the seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def resident(pid: int) -> int:
    text = Path(f"/proc/{pid}/status").read_text()
    return int(text.split("VmRSS:")[1].split()[0]) // 1000


if __name__ == "__main__":
    main()
