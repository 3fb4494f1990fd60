"""What a long session leaves behind, in no time: memory, threads, open files.

`benchmarks/hour.py` looks at the real program for an hour.
"""

import gc
import threading
import tracemalloc
from pathlib import Path

import pytest

from levels import BOOK, exercise, level, reps
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import Outcome
from voicecoach.core.programme import Tempo
from voicecoach.core.session import Script, new_session
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows.director import Director
from voicecoach.flows.live import RETRY_TICKS, Live, Speakers
from voicecoach.sound.deck import Deck
from voicecoach.testing import RATE, BeepVoice, MemoryJournal

LONG = level(
    *(exercise(name, dose=reps(20, 9, Tempo(Ms(2000), Ms(2000), Ms(2000)), 20_000))
      for name in ("Bridge", "Plank", "Heel slide"))
)  # fmt: skip
BLOCK = RATE // 4
MOST = 500_000
"""Bytes that may be kept for all of an hour: a tenth of what the whole program may grow."""


class Puller:
    """A speaker without a thread: pulls a block whenever the session asks for an event."""

    def __init__(self, lasts=None, *, real=True):
        self.name, self.real, self.problem, self.left = "puller", real, "", lasts
        self.render = None

    def start(self, render):
        self.render = render

    def pull(self):
        if self.left != 0 and self.render:
            self.left = None if self.left is None else self.left - 1
            self.render(BLOCK)

    def latency(self):
        return Ms(0)

    def alive(self):
        return self.left != 0

    def close(self):
        self.render = None


def play(speakers, first, look=lambda _blocks: None):
    """Play the long session to its end; ``look`` is called after each block."""
    deck, voice, held = Deck(RATE), BeepVoice(), [first]

    def opened(make):
        def start():
            held.append(make())
            return held[-1]

        return start

    live = Live(
        deck,
        Speakers(opened(speakers), opened(lambda: Puller(real=False))),
        beside=lambda work: work(),
    )
    take, blocks = live._inbox.get, [0]

    def get(timeout):
        if live._inbox.empty():
            blocks[0] += 1
            look(blocks[0])
            for speaker in held[-2:]:
                speaker.pull()
        return take(timeout=timeout if live._inbox.empty() else 0)

    live._inbox.get = get
    script = Script(LONG, BOOK, lambda chosen: compile_level(LONG, BOOK, voice.measure, chosen))
    director = Director(
        new_session(script), deck, voice.render, MemoryJournal(),
        allow=lambda _commands: None, watch=lambda _at, _what: None,
    )  # fmt: skip
    live.start(first)
    live.run(director)
    live.close()
    return director.outcome, live.now()


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def nothing():
    raise DeviceError("There is no sound device; plug one in.")


def test_an_hour_keeps_no_memory():
    seen = []

    def look(blocks):
        if blocks % 2000 == 0:
            gc.collect()
            seen.append(tracemalloc.get_traced_memory()[0])

    tracemalloc.start()
    try:
        outcome, lasted = play(nothing, Puller(), look)
    finally:
        tracemalloc.stop()

    assert outcome is Outcome.COMPLETED
    assert lasted > 55 * 60_000
    assert len(seen) > 5
    assert seen[-1] - seen[0] < MOST


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="elsewhere: handles of Linux")
def test_a_device_that_goes_a_hundred_times_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr("voicecoach.flows.live.PATIENCE", 0.001)
    monkeypatch.setattr("voicecoach.flows.outlet.PLAYS_WITHIN", 0.0)
    lost = []

    class Found(Puller):
        def start(self, render):
            super().start(render)
            lost.append(1)
            while not render.runs.is_set():
                self.pull()

    threads, files = threading.active_count(), open_files()
    outcome, _ = play(lambda: Found(RETRY_TICKS if len(lost) < 100 else None), Puller(200))

    assert outcome is Outcome.COMPLETED
    assert len(lost) > 100
    assert threading.active_count() == threads
    assert open_files() == files
