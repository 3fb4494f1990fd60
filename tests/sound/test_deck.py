import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.core.events import Chime, Spoke, Ticked
from voicecoach.core.job import CHIME_LENGTH
from voicecoach.core.units import Ms
from voicecoach.sound.chimes import make_chime
from voicecoach.sound.clip import Clip
from voicecoach.sound.deck import DUCK_DOWN, DUCK_UP, DUCKED, FADE, SENTENCE_GAP, Deck
from voicecoach.sound.reel import Reel

RATE = 8000
MS = RATE // 1000


def tone(length_ms, value=4000):
    return Clip(np.full(length_ms * MS, value, np.int16), RATE)


def reel(*clips, length=10_000):
    """Return a reel of (start in ms, clip)."""
    return Reel([at * MS for at, _ in clips], [clip for _, clip in clips], length * MS)


def loaded(*clips, length=10_000):
    deck = Deck(RATE)
    deck.load(reel(*clips, length=length))
    return deck


def play(deck, length_ms, block_ms=20):
    """Return the sound and the events of ``length_ms``."""
    parts, events = [], []
    for _ in range(length_ms // block_ms):
        pcm, happened = deck.render(block_ms * MS)
        parts.append(pcm)
        events += happened
    return np.concatenate(parts), events


def edges(pcm):
    """Return where the sound changes, in ms, with the value it changes to."""
    at = np.flatnonzero(np.diff(pcm, prepend=np.int16(0)))
    return [(int(i) / MS, int(pcm[i])) for i in at]


# --- rolling ------------------------------------------------------------------------


def test_a_deck_is_silent_until_it_rolls():
    deck = loaded((0, tone(100)))

    pcm, events = play(deck, 200)

    assert not pcm.any()
    assert {event.playhead for event in events} == {0}


def test_a_deck_plays_the_reel_from_where_it_is_told_to():
    deck = loaded((100, tone(50)), (400, tone(50, 7)))

    deck.roll(1, Ms(300))

    assert edges(play(deck, 300)[0]) == [(100, 7), (150, 0)]


def test_rolling_leaves_out_clips_that_began_before():
    deck = loaded((100, tone(200)), (400, tone(50, 7)))

    deck.roll(1, Ms(150))

    assert edges(play(deck, 400)[0]) == [(250, 7), (300, 0)]


def test_rolling_keeps_a_clip_that_starts_just_there():
    deck = loaded((100, tone(200)), (400, tone(50, 7)))

    deck.roll(1, Ms(100))

    assert edges(play(deck, 200)[0])[0] == (0, 4000)


def test_a_tick_tells_the_stream_the_take_and_the_playhead():
    deck = loaded(length=10_000)
    play(deck, 100)

    deck.roll(3, Ms(5000))
    _, events = deck.render(20 * MS)

    assert events == [Ticked(Ms(120), 3, Ms(5020))]


def test_the_playhead_stops_at_the_end_of_the_reel():
    deck = loaded(length=50)
    deck.roll(1, Ms(0))

    _, events = play(deck, 100)

    assert [event.playhead for event in events] == [20, 40, 50, 50, 50]


@pytest.mark.parametrize("rate", [8000, 11_025, 22_050, 24_000, 44_100])
@pytest.mark.parametrize("end", [977, 1000, 1003])
def test_the_end_is_reached_at_every_rate(rate, end):
    deck = Deck(rate)
    deck.load(Reel([], [], -(-end * rate // 1000)))
    deck.roll(1, Ms(0))

    for _ in range(60):
        _, (tick,) = deck.render(rate // 50)

    assert tick.playhead >= end


# --- holding ------------------------------------------------------------------------


def test_a_held_tape_fades_within_five_milliseconds_and_stands_still():
    deck = loaded((0, tone(1000)))
    deck.roll(1, Ms(0))
    play(deck, 100)

    deck.hold()
    pcm, events = play(deck, 1000)

    fade = pcm[: FADE * MS]
    assert fade[0] == 4000
    assert (np.diff(fade) <= 0).all()
    assert fade[-1] == 0
    assert not pcm[FADE * MS :].any()
    assert {event.playhead for event in events} == {100}


def test_holding_a_held_tape_sounds_nothing():
    deck = loaded((0, tone(1000)))
    deck.roll(1, Ms(0))
    play(deck, 100)
    deck.hold()
    play(deck, 100)

    deck.hold()

    assert not play(deck, 100)[0].any()


def test_a_held_tape_in_a_silence_holds_without_a_sound():
    deck = loaded((500, tone(100)))
    deck.roll(1, Ms(0))
    play(deck, 100)

    deck.hold()

    assert not play(deck, 1000)[0].any()


def test_a_clip_that_was_left_out_does_not_sound_in_the_fade_either():
    deck = loaded((0, tone(1000)))
    deck.roll(1, Ms(500))

    deck.hold()

    assert not play(deck, 100)[0].any()


# --- answers ------------------------------------------------------------------------


def test_an_answer_sounds_beside_the_tape_after_its_silence_and_is_reported_once():
    deck = Deck(RATE)

    deck.say([tone(100), tone(100, 7)], 5, Ms(1000))
    pcm, events = play(deck, 3000)

    gap = SENTENCE_GAP
    assert edges(pcm) == [(1000, 4000), (1100, 0), (1100 + gap, 7), (1200 + gap, 0)]
    (spoke,) = (event for event in events if isinstance(event, Spoke))
    assert spoke.token == 5
    assert 1200 + 2 * gap <= spoke.at <= 1240 + 2 * gap


def test_each_sentence_of_an_answer_has_its_own_pause_and_the_last_one_counts_as_well():
    deck = Deck(RATE)

    deck.say([tone(100), tone(100, 7), tone(100, 9)], 5, pauses=(Ms(2000), Ms(700), Ms(5000)))
    pcm, events = play(deck, 9000)

    assert edges(pcm) == [(0, 4000), (100, 0), (2100, 7), (2200, 0), (2900, 9), (3000, 0)]
    (spoke,) = (event for event in events if isinstance(event, Spoke))
    assert 8000 <= spoke.at <= 8040


def test_a_sentence_without_a_pause_of_its_own_has_the_usual_one():
    deck = Deck(RATE)

    deck.say([tone(100), tone(100, 7)], 5, pauses=(Ms(2000),))
    pcm, events = play(deck, 4000)

    assert edges(pcm) == [(0, 4000), (100, 0), (2100, 7), (2200, 0)]
    (spoke,) = (event for event in events if isinstance(event, Spoke))
    assert 2200 + SENTENCE_GAP <= spoke.at <= 2240 + SENTENCE_GAP


def test_hush_in_the_pause_after_a_sentence_leaves_the_rest_out():
    deck = Deck(RATE)
    deck.say([tone(100), tone(100, 7)], 5, pauses=(Ms(2000), Ms(2000)))
    play(deck, 1000)

    deck.hush()
    pcm, events = play(deck, 6000)

    assert not pcm.any()
    assert [e for e in events if isinstance(e, Spoke)] == []


def test_an_answer_without_words_is_reported_too():
    deck = Deck(RATE)

    deck.say([], 5)

    assert Spoke(Ms(20), 5) in play(deck, 100)[1]


def test_a_new_answer_takes_the_place_of_the_old_one_which_is_never_reported():
    deck = Deck(RATE)
    deck.say([tone(1000)], 5)
    play(deck, 100)

    deck.say([tone(100, 7)], 6)
    pcm, events = play(deck, 3000)

    assert edges(pcm) == [(0, 7), (100, 0)]
    assert [e.token for e in events if isinstance(e, Spoke)] == [6]


def test_a_hushed_answer_fades_and_reports_nothing():
    deck = Deck(RATE)
    deck.say([tone(1000)], 5)
    play(deck, 100)

    deck.hush()
    pcm, events = play(deck, 3000)

    assert pcm[0] == 4000
    assert not pcm[FADE * MS :].any()
    assert [e for e in events if isinstance(e, Spoke)] == []


def test_hush_without_an_answer_sounds_nothing():
    deck = Deck(RATE)

    deck.hush()

    assert not play(deck, 100)[0].any()


# --- chimes, volume, clock ----------------------------------------------------------


@pytest.mark.parametrize("chime", Chime)
def test_a_chime_sounds_at_once_beside_whatever_sounds(chime):
    deck = loaded((0, tone(500, 100)))
    deck.roll(1, Ms(0))

    deck.ring(chime)
    pcm, _ = play(deck, 500)

    expected = make_chime(chime, RATE).pcm
    assert np.array_equal(pcm[: len(expected)], expected + 100)
    assert set(pcm[len(expected) :].tolist()) == {100}


@pytest.mark.parametrize("rate", [8000, 22_050, 24_000])
def test_chimes_are_short_soft_and_told_apart_by_direction(rate):
    chimes = [make_chime(chime, rate) for chime in (Chime.OK, Chime.NO)]
    assert CHIME_LENGTH == 120

    for clip in chimes:
        assert clip.length == 120
        assert 3000 < np.abs(clip.pcm).max() < 6000
        assert abs(int(clip.pcm[0])) + abs(int(clip.pcm[-1])) < 200
    halves = [np.split(clip.pcm[: len(clip.pcm) // 2 * 2].astype(float), 2) for clip in chimes]
    crossings = [[int((np.diff(np.sign(half)) != 0).sum()) for half in pair] for pair in halves]
    assert crossings[0][0] < crossings[0][1]
    assert crossings[1][0] > crossings[1][1]


@pytest.mark.parametrize("rate", [8000, 22_050, 24_000, 44_100, 48_000])
def test_the_chimes_of_a_set_are_short_and_soft_and_mirror_one_another(rate):
    start, rest = (make_chime(chime, rate).pcm.astype(float) for chime in (Chime.START, Chime.REST))

    def crossings(pcm):
        return [int((np.diff(np.sign(part)) != 0).sum()) for part in np.split(pcm, 3)]

    low, same, high = crossings(start)
    assert abs(low - same) <= 1
    assert high > 1.8 * low
    assert crossings(rest)[0] > 1.8 * crossings(rest)[2]
    for pcm in (start, rest):
        assert abs(len(pcm) * 1000 / rate - CHIME_LENGTH) <= 1
        assert 3000 < np.abs(pcm).max() < 6000
        assert abs(int(pcm[0])) + abs(int(pcm[-1])) < 200


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100])
def test_no_two_chimes_sound_alike(rate):
    assert len({make_chime(chime, rate).pcm.tobytes() for chime in Chime}) == len(Chime)


@pytest.mark.parametrize("gain", [-18.0, -3.0, 0.0, 3.0, 9.0])
@pytest.mark.parametrize("value", [-32768, -20000, -100, 0, 100, 20000, 32767])
def test_the_volume_never_wraps_and_never_turns_a_sound_over(gain, value):
    deck = Deck(RATE)
    deck.turn(gain)

    deck.say([tone(20, value)], 1)
    pcm, _ = play(deck, 20)

    assert np.sign(pcm).tolist() == [np.sign(value)] * len(pcm)
    if gain == 0.0:
        assert set(pcm.tolist()) == {value}
    elif abs(value) * 10 ** (gain / 20) < 16_000:
        assert abs(int(pcm[0]) - value * 10 ** (gain / 20)) <= 1


@pytest.mark.parametrize("gain", [-3.0, 0.0, 9.0])
def test_louder_input_is_never_softer_output(gain):
    deck = Deck(RATE)
    deck.turn(gain)
    ramp = np.linspace(-32768, 32767, RATE).astype(np.int16)

    deck.say([Clip(ramp, RATE)], 1)
    pcm, _ = play(deck, 1000)

    assert (np.diff(pcm.astype(int)) >= 0).all()


def test_all_at_full_scale_at_once_clips_and_does_not_wrap():
    deck = loaded((0, tone(100, 32767)))
    deck.roll(1, Ms(0))
    deck.say([tone(100, 32767)], 1)
    deck.ring(Chime.OK)

    pcm, _ = play(deck, 100)

    assert pcm.min() > 25_000


def test_the_position_counts_all_that_was_ever_handed_out():
    deck = loaded((0, tone(100)))
    play(deck, 100)
    deck.roll(1, Ms(0))
    play(deck, 100)
    deck.hold()
    play(deck, 300)

    assert deck.position == 500


def test_the_quiet_is_counted_from_the_latest_sound():
    deck = loaded((0, tone(100)))
    deck.roll(1, Ms(0))
    play(deck, 100)
    assert deck.quiet_for() == 0

    play(deck, 300)
    assert deck.quiet_for() == 300


def wish(deck, name, number):
    """Let the deck do what a session may wish for."""
    wishes = {
        "roll": lambda: deck.roll(number, Ms(number)),
        "hold": deck.hold,
        "say": lambda: deck.say([tone(number, 300), tone(50, -300)], number, Ms(number // 2)),
        "hush": deck.hush,
        "ring": lambda: deck.ring(Chime.OK),
        "turn": lambda: deck.turn(number / 100 - 3),
    }
    wishes[name]()


wishes = st.lists(
    st.tuples(
        st.sampled_from(["roll", "hold", "say", "hush", "ring", "turn"]), st.integers(0, 900)
    ),
    max_size=6,
)


@settings(max_examples=50, deadline=None)
@given(wishes, st.lists(st.integers(1, 4000), min_size=8, max_size=40))
def test_the_size_of_the_blocks_does_not_change_a_sample(plan, sizes):
    def record(blocks):
        deck = loaded((0, tone(300, 1000)), (310, tone(400, 2000)), (900, tone(80, 500)))
        deck.roll(1, Ms(0))
        parts, spoken = [], []
        turn = iter(blocks)
        for name, number in plan:
            left = 200 * MS
            while left:
                count = min(left, next(turn, left))
                pcm, events = deck.render(count)
                parts.append(pcm)
                spoken += [e.token for e in events if isinstance(e, Spoke)]
                left -= count
            wish(deck, name, number)
        parts.append(deck.render(3000 * MS)[0])
        return np.concatenate(parts), deck.position

    one, other = record(sizes), record([])
    assert np.array_equal(one[0], other[0])
    assert one[1] == other[1]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2000), st.lists(st.integers(1, 3000), min_size=1, max_size=30))
def test_an_answer_is_reported_once_whatever_the_blocks(length, sizes):
    deck = Deck(RATE)
    deck.say([tone(length)], 9)

    events = []
    for count in [*sizes, 8000 * MS]:
        events += deck.render(count)[1]
    events += deck.render(MS)[1]

    assert [e.token for e in events if isinstance(e, Spoke)] == [9]


# --- ducking ------------------------------------------------------------------------


def ducked(length=2000, block_ms=10):
    """Return a deck in the middle of a long tone, half a second after it was lowered."""
    deck = loaded((0, tone(length)))
    deck.roll(1, Ms(0))
    play(deck, 100, block_ms)
    deck.duck(on=True)
    play(deck, 500, block_ms)
    return deck


def test_ducking_is_by_twelve_to_twenty_decibels_and_there_within_its_ramp():
    deck = loaded((0, tone(2000)))
    deck.roll(1, Ms(0))
    play(deck, 100)
    deck.duck(on=True)
    pcm, _ = play(deck, 100)

    depth = -20 * np.log10(pcm[DUCK_DOWN * MS] / 4000)
    assert 12 <= depth <= 20
    assert depth == pytest.approx(-20 * np.log10(DUCKED), abs=0.05)
    assert (pcm[DUCK_DOWN * MS :] == pcm[-1]).all()


@pytest.mark.parametrize(("on", "length"), [(True, DUCK_DOWN), (False, DUCK_UP)])
def test_ducking_moves_without_a_click_and_takes_its_time(on, length):
    deck = ducked() if not on else loaded((0, tone(2000)))
    deck.roll(1, Ms(0))
    play(deck, 100)
    deck.duck(on=on)
    pcm, _ = play(deck, 300, 10)

    steps = np.abs(np.diff(pcm.astype(int)))
    assert steps.max() <= 4000 / (length * MS) + 1
    moving = np.flatnonzero(steps)
    assert moving[-1] - moving[0] == pytest.approx(length * MS, abs=20)
    assert pcm[-1] == (round(4000 * DUCKED) if on else 4000)


def test_a_chime_keeps_its_level_while_the_coach_is_lowered():
    deck = ducked()
    low, _ = play(deck, 20)

    deck.ring(Chime.OK)
    pcm, _ = play(deck, 120)

    chime = make_chime(Chime.OK, RATE).pcm
    assert np.array_equal(pcm[: len(chime)], chime + low[0])


def test_ducking_moves_no_sample_and_no_report():
    plain, low = (loaded((100, tone(50)), (700, tone(50))) for _ in range(2))
    for deck in (plain, low):
        deck.roll(1, Ms(0))
    low.duck(on=True)

    (one, events), (other, others) = play(plain, 1000), play(low, 1000)

    assert events == others
    assert [at for at, _ in edges(one)][2:] == [at for at, _ in edges(other)][-2:]


def test_an_answer_beside_a_held_tape_starts_at_full_level_when_the_ducking_has_ended():
    deck = ducked()
    deck.duck(on=False)
    deck.hold()

    deck.say([tone(100, 2000)], 1)
    pcm, _ = play(deck, 100)

    assert (pcm[FADE * MS :] == 2000).all()


def test_an_answer_is_lowered_for_somebody_who_still_speaks():
    deck = ducked()
    deck.hold()

    deck.say([tone(100, 2000)], 1)
    pcm, _ = play(deck, 100)

    assert pcm[-1] == round(2000 * DUCKED)


def test_a_lowered_tape_that_is_held_fades_from_where_it_was():
    deck = ducked()
    deck.duck(on=False)

    deck.hold()
    pcm, _ = play(deck, 20)

    assert abs(pcm[0] - 4000 * DUCKED) < 100
    assert np.abs(np.diff(pcm.astype(int))).max() < 100
    assert not pcm[FADE * MS :].any()


@given(st.lists(st.tuples(st.integers(1, 400), st.booleans()), max_size=12))
def test_the_size_of_the_blocks_does_not_change_how_the_coach_is_lowered(script):
    one, other = (loaded((0, tone(10_000))) for _ in range(2))
    parts = ([], [])
    for deck in (one, other):
        deck.roll(1, Ms(0))
    for length, on in script:
        for deck, sound, block in ((one, parts[0], length), (other, parts[1], 1)):
            deck.duck(on=on)
            sound.append(play(deck, length, block)[0])

    for a, b in zip(*parts, strict=True):
        assert np.array_equal(a, b)
    assert all((a >= 4000 * DUCKED - 1).all() for a in parts[0])
