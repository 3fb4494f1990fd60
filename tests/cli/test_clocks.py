from datetime import UTC, datetime, timedelta

from voicecoach.adapters.support import awake
from voicecoach.cli.clocks import of_deck, steady
from voicecoach.sound.deck import Deck

EVENING = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)


def test_the_time_of_a_session_runs_on_whatever_the_wall_clock_does():
    passed = [100.0]
    clock = steady(EVENING, lambda: passed[0])
    assert clock() == EVENING
    passed[0] += 90

    assert clock() == EVENING + timedelta(seconds=90)


def test_it_begins_with_the_time_of_the_wall():
    assert abs(steady()() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_clock_that_runs_on_in_sleep_never_runs_back():
    seconds = [awake.seconds() for _ in range(100)]

    assert seconds == sorted(seconds)


def test_over_files_time_is_that_of_the_sound():
    deck = Deck(8000)
    clock = of_deck(deck)
    before = clock()
    deck.render(8000 * 60)

    assert clock() - before == timedelta(seconds=60)
