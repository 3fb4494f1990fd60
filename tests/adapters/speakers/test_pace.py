from hypothesis import given
from hypothesis import strategies as st

from voicecoach.adapters.support.pace import SECOND, Schedule, Watch

RATE = 24_000
BLOCK = 1_200
BLOCK_NS = SECOND // 20


class Clock:
    def __init__(self):
        self.now = 5 * SECOND

    def __call__(self):
        return self.now


def watch():
    clock = Clock()
    watch = Watch(RATE, "speaker", clock)
    watch.begin()
    return watch, clock


@given(st.lists(st.integers(0, 900), min_size=1, max_size=200))
def test_a_device_that_is_late_now_and_then_stays_alive(lateness_ms):
    seen, clock = watch()
    for late in lateness_ms:
        clock.now += BLOCK_NS + late * SECOND // 1000
        assert seen.moved(BLOCK)
        assert seen.alive()


@given(st.integers(4, 2000))
def test_a_device_that_is_more_than_three_times_too_fast_is_found_out(times):
    seen, clock = watch()
    given_out = 0
    while seen.moved(BLOCK):
        given_out += BLOCK
        clock.now += BLOCK_NS // times

    assert not seen.alive()
    assert "faster than the clock" in seen.problem
    assert given_out <= 8 * RATE


def test_a_device_without_a_clock_gets_two_seconds_of_sound_at_most():
    seen, _ = watch()
    given_out = 0
    while seen.moved(BLOCK):
        given_out += BLOCK

    assert given_out == 2 * RATE


def test_a_device_that_is_twice_too_fast_is_let_be():
    seen, clock = watch()
    for _ in range(1000):
        clock.now += BLOCK_NS // 2
        assert seen.moved(BLOCK)


def test_a_second_without_a_callback_is_the_end():
    seen, clock = watch()
    clock.now += SECOND
    assert seen.alive()

    clock.now += 1
    assert not seen.alive()
    assert "unplugged" in seen.problem


def test_nothing_is_alive_before_the_start_and_after_the_end():
    seen = Watch(RATE, "speaker", Clock())
    assert (seen.alive(), seen.problem) == (False, "")

    seen.begin()
    seen.end()
    assert (seen.alive(), seen.problem) == (False, "")


@given(st.lists(st.integers(0, 1999), min_size=1, max_size=100), st.integers(8000, 48000))
def test_small_delays_never_add_up(delays_ms, rate):
    block = rate // 20
    schedule = Schedule(rate, start=0)
    now, position = 0, 0
    for delay in delays_ms:
        now += schedule.wait(position, now)
        assert now >= position * SECOND // rate
        now += delay * SECOND // 1000
        position += block
        now = min(now, position * SECOND // rate + 2 * SECOND)
    catching_up = 0
    while schedule.wait(position, now) == 0:
        position += block
        catching_up += 1

    assert catching_up <= 41  # the 2 s that it was late at most, in blocks of 50 ms
    assert now + schedule.wait(position, now) == position * SECOND // rate


def test_after_a_long_sleep_of_the_machine_it_goes_on_from_there():
    schedule = Schedule(RATE, start=0)
    woke = 3600 * SECOND

    assert schedule.wait(BLOCK, woke) == 0
    assert schedule.wait(2 * BLOCK, woke) == BLOCK_NS
