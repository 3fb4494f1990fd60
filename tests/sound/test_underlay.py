"""Music under the deck: it gives way, is silent when it must be, and changes no word."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from voicecoach.core.events import Chime
from voicecoach.core.units import Ms
from voicecoach.sound.bed import DOWN, DUCK, UP
from voicecoach.sound.clip import Clip
from voicecoach.sound.deck import FADE, Deck
from voicecoach.sound.reel import Reel
from voicecoach.sound.underlay import AT_ONCE

RATE = 8000
MS = RATE // 1000
LOUD = 1000
"""Value of each sample of the music."""
LOW = LOUD * 10 ** (-DUCK / 20) + 1
"""Its greatest value under words."""
STEEPEST = LOUD / (FADE * MS - 1) + 2
"""Its greatest step from sample to sample: that of the fade that cuts it off."""


class Band:
    """Music of one value, that notes how much was asked for; late where told to be."""

    def __init__(self, value=LOUD, late=()):
        self.value, self.given = value, 0
        self._late = iter(late)

    def __call__(self, count):
        count = min(count, next(self._late, count))
        self.given += count
        return np.full(count, self.value, np.int16)


class Numbered(Band):
    """Music of which each sample is its own number."""

    def __call__(self, count):
        numbers = np.arange(self.given, self.given + count)
        self.given += count
        return numbers.astype(np.int16)


def tone(length_ms, value=4000):
    return Clip(np.full(length_ms * MS, value, np.int16), RATE)


def deck_with(band, *clips, length=60_000):
    """Return a deck with a tape of (start in ms, clip), and music unless ``band`` is None."""
    deck = Deck(RATE)
    if band:
        deck.underlay(band)
    deck.load(Reel([at * MS for at, _ in clips], [clip for _, clip in clips], length * MS))
    return deck


def play(deck, length_ms, block_ms=20):
    blocks = [deck.render(block_ms * MS)[0] for _ in range(length_ms // block_ms)]
    return np.concatenate(blocks).astype(int)


# --- every word stays as it is --------------------------------------------------------


def wish(deck, name, number):
    """Let the deck do what a session may wish for."""
    wishes = {
        "roll": lambda: deck.roll(number, Ms(number)),
        "hold": deck.hold,
        "say": lambda: deck.say([tone(number, 300), tone(50, -300)], number, Ms(number // 2)),
        "hush": deck.hush,
        "ring": lambda: deck.ring(Chime.OK),
        "turn": lambda: deck.turn(number / 75 - 3),
        "duck": lambda: deck.duck(on=True),
        "unduck": lambda: deck.duck(on=False),
        "off": lambda: deck.play_music(on=False),
        "on": lambda: deck.play_music(on=True),
    }
    wishes[name]()


NAMES = ("roll", "hold", "say", "hush", "ring", "turn", "duck", "unduck", "off", "on")
plans = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 900)), max_size=8)
CLIPS = ((0, tone(300, 9000)), (310, tone(400, -9000)), (2900, tone(80, 500)))


def record(band, plan, sizes=()):
    """Return all sound, all events, and how long it was quiet after each wish."""
    deck, turn = deck_with(band, *CLIPS), iter(sizes)
    deck.roll(1, Ms(0))
    parts, told, quiet = [], [], []
    for name, number in (*plan, ("roll", 0)):
        left = 400 * MS
        while left:
            count = min(left, next(turn, 50 * MS))
            pcm, events = deck.render(count)
            parts.append(pcm)
            told += events
            left -= count
        quiet.append(deck.quiet_for())
        wish(deck, name, number)
    return np.concatenate(parts).astype(int), told, quiet


@settings(max_examples=60, deadline=None)
@given(plan=plans, late=st.lists(st.integers(0, 900), max_size=40))
@example(plan=[("turn", 900)] * 3, late=[])
def test_music_changes_no_sample_of_a_word_whatever_is_wished_and_however_late_it_is(plan, late):
    plain, told, quiet = record(None, plan)
    above, told_above, quiet_above = record(Band(LOUD, late), plan)
    below, _, _ = record(Band(-LOUD, late), plan)

    assert np.array_equal(above + below, 2 * plain)  # what is added is the music alone
    assert told_above == told
    assert quiet_above == quiet


@settings(max_examples=30, deadline=None)
@given(plan=plans, sizes=st.lists(st.integers(1, 4000), min_size=8, max_size=40))
def test_the_size_of_the_blocks_does_not_change_the_music(plan, sizes):
    one, other = Numbered(), Numbered()

    assert np.array_equal(record(one, plan, sizes)[0], record(other, plan)[0])
    assert one.given == other.given


@settings(max_examples=40, deadline=None)
@given(plan=plans, late=st.lists(st.integers(0, 900), max_size=40))
def test_music_never_clicks(plan, late):
    plan = [each for each in plan if each[0] != "turn"]  # that jumps, words and music alike
    music = record(Band(LOUD, late), plan)[0] - record(None, plan)[0]

    assert np.abs(np.diff(music)).max(initial=0) <= STEEPEST


# --- when it sounds ---------------------------------------------------------------------


def test_it_sounds_only_while_the_tape_rolls():
    band = Band()
    deck = deck_with(band)
    assert not play(deck, 500).any()
    assert band.given == 0

    deck.roll(1, Ms(0))
    assert play(deck, 3000)[-1] == LOUD


@pytest.mark.parametrize("end", ["hold", "load"])
def test_with_the_tape_it_falls_silent_within_five_milliseconds(end):
    deck = deck_with(Band())
    deck.roll(1, Ms(0))
    play(deck, 3000)

    deck.hold() if end == "hold" else deck.load(Reel([], [], RATE))
    sound = play(deck, 2000)

    assert not sound[FADE * MS :].any()
    assert sound[0] > LOUD / 2


def test_it_comes_back_softly_and_goes_on_where_it_was():
    band = Numbered()
    deck = deck_with(band)
    deck.roll(1, Ms(0))
    play(deck, 1500)
    deck.hold()
    given = band.given
    play(deck, 5000)
    assert band.given == given

    deck.roll(2, Ms(0))
    sound = play(deck, 2000)
    assert np.abs(sound[: UP * MS // 10]).max() < given / 80
    assert sound[UP * MS :].tolist() == list(range(given + UP * MS, given + 2000 * MS))


def test_for_somebody_who_speaks_it_is_gone_at_once_and_is_back_a_second_later():
    deck = deck_with(Band())
    deck.roll(1, Ms(0))
    play(deck, 3000)

    deck.duck(on=True)
    assert not play(deck, 500)[AT_ONCE * MS :].any()
    deck.duck(on=False)
    back = play(deck, UP)
    assert back[UP // 3 * MS] < LOUD / 4
    assert back[-1] == LOUD


def test_switched_off_it_is_silent_and_keeps_its_place():
    band = Band()
    deck = deck_with(band)
    deck.roll(1, Ms(0))
    play(deck, 3000)

    deck.play_music(on=False)
    assert not play(deck, 500)[AT_ONCE * MS :].any()
    given = band.given
    play(deck, 5000)
    assert band.given == given
    deck.play_music(on=True)
    assert play(deck, 2000)[-1] == LOUD


# --- giving way -------------------------------------------------------------------------


def music_over(clips, length, start=0):
    """Return the music alone, of a tape that rolls from ``start``."""
    sounds = []
    for band in (Band(), None):
        deck = deck_with(band, *clips)
        deck.roll(1, Ms(start))
        sounds.append(play(deck, length))
    return sounds[0] - sounds[1]


def test_it_gives_way_before_a_word_of_the_tape_and_is_low_under_all_of_it():
    music = music_over([(5000, tone(700))], 10_000)

    assert music[(5000 - DOWN) * MS - 1] == LOUD
    assert music[5000 * MS : 5700 * MS].max() <= LOW
    assert music[(5700 + UP) * MS + 1] == LOUD


def test_it_does_not_come_back_between_two_counts():
    music = music_over([(at, tone(300)) for at in range(2000, 12_000, 2000)], 12_000)

    assert music[2000 * MS : 10_300 * MS].max() <= LOW


def test_where_the_tape_begins_with_a_word_it_is_low_from_the_first_sample():
    clips = [(5000, tone(700)), (6000, tone(700))]
    music = music_over(clips, 1700, start=5000)

    assert music.max() <= LOW


@pytest.mark.parametrize("what", ["answer", "chime"])
def test_it_gives_way_at_once_to_what_comes_unannounced(what):
    bands, sounds = (Band(), None), []
    for band in bands:
        deck = deck_with(band)
        deck.roll(1, Ms(0))
        play(deck, 3000)
        deck.say([tone(600)], 1) if what == "answer" else deck.ring(Chime.OK)
        sounds.append(play(deck, 4000))
    music = sounds[0] - sounds[1]

    assert music[AT_ONCE * MS : 120 * MS].max() <= LOW
    assert music[-1] == LOUD


def test_louder_and_quieter_act_on_the_music_too():
    for gain in (-6.0, 6.0):
        deck = deck_with(Band())
        deck.turn(gain)
        deck.roll(1, Ms(0))
        assert play(deck, 3000)[-1] == pytest.approx(LOUD * 10 ** (gain / 20), abs=1)


@pytest.mark.parametrize("voice", [9000, 16_000, 30_000])
def test_at_the_top_of_the_volume_music_makes_no_word_crackle(voice):
    sounds = []
    for music in (8000, -8000, 0):
        deck = deck_with(Band(music), (0, tone(3000, voice)))
        deck.turn(9.0)
        deck.roll(1, Ms(0))
        sounds.append(play(deck, 3000))

    assert np.array_equal(sounds[0] + sounds[1], 2 * sounds[2])
    assert sounds[0].max() > sounds[2].max() or voice > 20_000


# --- late and ended ---------------------------------------------------------------------


def test_music_that_has_ended_is_silence():
    deck = deck_with(Band(late=[400, 400, 17, *[0] * 500]))
    deck.roll(1, Ms(0))

    assert not play(deck, 3000, block_ms=50)[3 * 50 * MS :].any()


def test_music_that_was_late_rises_anew():
    deck = deck_with(Band(late=[400] * 60 + [100]))
    deck.roll(1, Ms(0))
    before = play(deck, 3000, block_ms=50)
    sound = play(deck, 1500, block_ms=50)

    assert np.abs(np.diff([before[-1], *sound])).max() <= STEEPEST
    assert not sound[100 : 50 * MS].any()
    assert sound[60 * MS] < LOUD / 50
    assert sound[-1] == LOUD


def test_music_put_under_a_tape_that_is_loaded_gives_way_too():
    deck = deck_with(None, (5000, tone(700, 0)))
    deck.underlay(Band())
    deck.roll(1, Ms(0))

    assert play(deck, 6000)[5000 * MS : 5700 * MS].max() <= LOW
