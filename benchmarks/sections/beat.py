"""Section beat: how far each count is from its beat, in files and live, against say and sleep."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tables.figure import Figure, Goal, Value, at_most

if TYPE_CHECKING:
    from beat_parts.attacks import Sound
    from beat_parts.errors import Beats

    from sound_server import SoundServer

    Context = AbstractContextManager[None]

TITLE = "Beat"
ABOUT = " ".join(
    (
        "Sets at 3 s a repetition, coached by the real program: to a file, and live on a virtual",
        "loudspeaker whose sound is recorded, while the program listens to a quiet room.",
        "Busy cores: one endless loop for each core, and no special priority for anything.",
        "A count is felt at its vowel: at the first 20 ms that are half as loud as its loudest.",
        "They are looked for in the recording, in the same way for both, and apart from the",
        "program's own search. In a file each count has its moment. Live, nobody knows how late",
        "a device is, so the distance is that to the grid of beats that fits best.",
        "Live and for the baseline the synthesizer is the same, espeak-ng.",
        "The baseline is pyttsx3 in a loop, a second time on a schedule fixed at the start;",
        "both run at once, each on a loudspeaker of its own. Where aplay is not installed,",
        "a stand-in hands the files of pyttsx3 to paplay.",
        "A virtual device loses time itself on a machine that is too busy; a note tells how much.",
        "It does not show a real sound card, whose clock and delay are its own; nor a Bluetooth",
        "loudspeaker. Half an hour live is the section long.",
    )
)
PERIOD = 3.0
"""Seconds of a repetition."""
SET = 16
LONG = ((10, 20),) * 3
"""Sets and repetitions of three exercises: 600 counts, 30 minutes."""
LONG_COUNTS = sum(sets * reps for sets, reps in LONG)
HALF_HOUR = 1800.0
LOST = 0.7
"""Seconds that a count is taken to be off if it is not heard at all."""
PLAIN_SHARE = 0.8
"""Counts of the baseline that sleeps, as a share: it takes 3.6 s for each of them."""
VOICES = ("hibari", "espeak")
"""The default voice, and that of the live sets."""
SCHEDULE, SLEEP = "say_and_sleep, on a schedule", "say_and_sleep, sleeping 3 s"
OFFLINE, LIVE = at_most(10), at_most(25)


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured: its name in the tables, how many counts, and what is hoped for."""

    where: str
    counts: int
    goal: Goal | None

    def distances(
        self, ours: Sequence[float], other: Sequence[float] = (), name: str = "", note: str = ""
    ) -> Iterator[Figure]:
        """Yield how far counts are from their beats: the middle with its spread, and the tail."""
        lost = self.counts - len(ours)
        errors = [*map(abs, ours), *[LOST] * lost]
        told = f"{lost} counts were not heard, and stand for {LOST} s each." if lost else ""
        yield Figure(
            f"{self.where}: count from its beat, median", "ms",
            _spread(errors), _spread(other) if other else None, name, note=told,
        )  # fmt: skip
        yield Figure(
            f"{self.where}: count from its beat, 99th percentile", "ms",
            _tail(errors), _tail(other) if other else None, name, self.goal, note=note,
        )  # fmt: skip

    def regularity(self, ours: Beats, other: Beats, name: str) -> Iterator[Figure]:
        """Yield how regular the counts are, and whether they drift."""
        span = self.counts * PERIOD
        yield Figure(
            f"{self.where}: interval of two counts, off by, 99th percentile", "ms",
            _tail(ours.intervals()), _tail(other.intervals()), name,
        )  # fmt: skip
        yield Figure(
            f"{self.where}: drift in {span:.0f} s", "ms",
            drift(ours, span), drift(other, span), name,
        )  # fmt: skip


def measure(*, full: bool) -> list[Figure]:  # noqa: ARG001 - more is in the section long
    """Return the figures, those in files first."""
    with tempfile.TemporaryDirectory(prefix="vc-beat-") as folder:
        return [*_to_files(Path(folder)), *_live(Path(folder))]


def _to_files(folder: Path) -> Iterator[Figure]:
    from beat_parts.coaching import beats, level, to_file

    path = level(folder, [(1, SET), *LONG])
    for voice in VOICES:
        every = beats(*to_file(folder, path, voice), felt, live=False)
        rest = every.part(SET, None)
        if voice == VOICES[0]:
            case = Case(f"{SET} repetitions to a file, voice {voice}", SET, OFFLINE)
            yield from case.distances(every.part(0, SET).late)
        case = Case(f"30 minutes to a file, voice {voice}", LONG_COUNTS, OFFLINE)
        yield from case.distances(rest.late, note=_farthest(rest))
        yield Figure(
            f"{case.where}: drift in 30 minutes", "ms", drift(rest, HALF_HOUR, 2),
            goal=at_most(0), note="To a hundredth of a millisecond.",
        )  # fmt: skip


def _live(folder: Path) -> Iterator[Figure]:
    from beat_parts.load import busy_cores
    from beat_parts.recording import open_other

    from sound_server import MISSING, REASON, SoundServer

    if MISSING:
        yield Figure("live", "ms", Value(math.nan, count=0), note=f"Not measured: {REASON}.")
        return
    server = SoundServer()
    server.start()
    try:
        open_other(server)
        idle = Case(f"{SET} repetitions live, idle machine", SET, LIVE)
        yield from _set(folder, server, idle, nullcontext)
        busy = Case(f"{SET} repetitions live, all cores busy", SET, None)
        yield from _set(folder, server, busy, busy_cores)
    finally:
        server.remove()


def _set(
    folder: Path, server: SoundServer, case: Case, load: Callable[[], Context]
) -> Iterator[Figure]:
    """Yield what was measured live, of ours and of the baseline after it."""
    from beat_parts import coaching, saying

    try:
        path = coaching.level(folder, [(1, case.counts)])
        told, heard, lost = coaching.live(
            folder, path, VOICES[1], case.counts, server=server, load=load
        )
        counts = {"schedule": case.counts, "sleep": round(case.counts * PLAIN_SHARE)}
        with load():
            said, lost_too = saying.counted(folder, server, counts, PERIOD)
    except RuntimeError as exc:
        yield Figure(case.where, "ms", Value(math.nan, count=0), note=f"Not measured: {exc}")
        return
    ours = coaching.beats(told, heard, felt, live=True)
    fixed, plain = (saying.beats(said[each], PERIOD, felt) for each in counts)
    begun = _tail(saying.beats(said["schedule"], PERIOD, _begun).errors()).middle
    device, again = (f"{max(0.0, 1000 * each):.0f} ms" for each in (lost, lost_too))
    note = (
        f"By the start of a word in place of its vowel, the baseline has {begun:.0f} ms. "
        f"{saying.told_player()} Time that the device itself lost: {device} with voicecoach, "
        f"{again} with the baseline."
    )
    yield from case.distances(ours.errors(), fixed.errors(), SCHEDULE, note)
    yield from case.regularity(ours, fixed, SCHEDULE)
    yield from case.regularity(ours, plain, SLEEP)


def _farthest(beats: Beats) -> str:
    """Return which count is the farthest, and whether its attack is a matter of opinion."""
    every = enumerate(zip(beats.late, beats.sounds, strict=True))
    number, (late, sound) = max(every, key=lambda each: abs(each[1][0]))
    doubt = 1000 * sound.doubt
    return (
        f"The farthest is count {number % LONG[0][1] + 1} of its set, {1000 * abs(late):.1f} ms; "
        f"its attack moves by {doubt:.0f} ms if half is taken as 0.45 to 0.55."
    )


def felt(sound: Sound) -> float:
    return sound.attack


def _begun(sound: Sound) -> float:
    return sound.onset


def _spread(values: Sequence[float]) -> Value:
    every = [1000 * each for each in values]
    return Value(median(every), min(every), max(every), len(every))


def _tail(values: Sequence[float]) -> Value:
    from beat_parts.errors import tail

    return Value(1000 * tail(values), count=len(values))


def drift(beats: Beats, span: float, places: int | None = None) -> Value:
    drift = 1000 * abs(beats.drift(span))
    return Value(drift if places is None else round(drift, places), count=len(beats.due))
