"""Long work in words: a line for each quarter, and never ten seconds without one."""

from itertools import pairwise

import pytest

from voicecoach.cli import progress as module
from voicecoach.cli.progress import Progress


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(module, "monotonic", made)
    return made


def work(clock, each, total):
    """Do pieces of ``each`` seconds; return what was told aloud, and when."""
    told = []
    with Progress("Preparing", lambda percent: told.append((clock.seconds, percent))) as progress:
        for done in range(1, total + 1):
            clock.seconds += each
            progress(done, total)
    return told


def lines(capsys):
    return capsys.readouterr().err.splitlines()


def test_what_is_over_before_a_line_could_be_read_is_not_told_of(clock, capsys):
    assert work(clock, 0.01, 60) == []
    assert lines(capsys) == []


def test_work_of_some_seconds_has_a_line_for_each_quarter_and_is_told_of_once(clock, capsys):
    assert work(clock, 0.05, 100) == [(pytest.approx(0.7), 14)]
    assert lines(capsys) == [f"Preparing: {percent} percent." for percent in (25, 50, 75, 100)]


def test_long_work_is_told_of_at_least_every_ten_seconds_by_ear_and_by_eye(
    clock, capsys, monkeypatch
):
    shown = []
    monkeypatch.setattr("builtins.print", lambda *_text, **_where: shown.append(clock.seconds))
    told = work(clock, 0.5, 300)

    times = [0.0, *(at for at, _percent in told), 150.0]
    assert all(later - at <= 10 for at, later in pairwise(times))
    assert all(later - at <= 10 for at, later in pairwise([0.0, *shown]))
    percents = [percent for _at, percent in told]
    assert percents == sorted(percents)
    assert percents[-1] > 90


def test_two_halves_are_one_piece_of_work(clock, capsys):
    with Progress("Preparing") as progress:
        for low, high in ((0, 50), (50, 100)):
            for done in range(1, 51):
                clock.seconds += 0.1
                progress.between(low, high)(done, 50)

    assert lines(capsys) == [f"Preparing: {percent} percent." for percent in (25, 50, 75, 100)]


def test_a_piece_that_hangs_does_not_keep_it_silent(capsys, monkeypatch):
    monkeypatch.setattr(module, "SILENCE", 0.02)
    monkeypatch.setattr(module, "SLOW", 0.0)
    told, stuck = [], module.Event()

    def slow(percent):
        told.append(percent)
        if len(told) == 3:
            stuck.set()

    with Progress("Preparing", slow) as progress:
        progress(40, 100)
        assert stuck.wait(10)

    assert told == [40, 40, 40]
    assert lines(capsys)[:2] == ["Preparing: 40 percent."] * 2
