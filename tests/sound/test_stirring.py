import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening_sounds import RATE, pcm, person, say
from voicecoach.sound.level import level_dbfs
from voicecoach.sound.segmenter import CHUNK
from voicecoach.sound.stirring import PATIENCE, ROOM, SOFT, SOFT_EACH, Stirring

NOTHING = -120.0


class Room:
    """Feeds sounds to `Stirring`, with what else is known of each chunk."""

    def __init__(self, seconds=2.0):
        self.stirring = Stirring()
        self.chance = np.random.default_rng(1)
        self.quiet(seconds)

    def quiet(self, seconds, **more):
        return self.hear(np.zeros(round(seconds * RATE)), **more)

    def hear(self, sound, *, rest=NOTHING, hidden=False, likelihood=0.0, speaking=False):
        """Return `on` after each chunk."""
        found = []
        for at in range(0, len(sound) - CHUNK + 1, CHUNK):
            chunk = pcm(sound[at : at + CHUNK] + 20 * self.chance.standard_normal(CHUNK))
            found.append(
                self.stirring.push(
                    chunk,
                    rest_dbfs=rest,
                    presence_dbfs=-90.0 if hidden else level_dbfs(chunk),
                    likelihood=likelihood,
                    speaking=speaking,
                )
            )
        return found

    def breath(self, seconds=0.5, loud=600.0):
        return loud * self.chance.standard_normal(round(seconds * RATE))


def vowel(seconds=0.3, loud=3000.0, pitch=130):
    at = np.arange(round(seconds * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * pitch * k * at + k) / k for k in range(1, 16))
    return loud * tone / 2


def test_a_voice_is_noticed_with_its_second_chunk():
    assert any(Room().hear(vowel())[:2])


@pytest.mark.parametrize("word", ["Next.", "Repeat.", "Pause.", "Back."])
def test_a_word_is_noticed_within_a_tenth_of_a_second_of_its_start(word):
    found = Room().hear(say(word))
    loud = np.abs(say(word)) > 300

    assert found.index(True) * CHUNK <= int(loud.argmax()) + RATE // 10


def test_the_room_itself_and_what_is_hardly_louder_are_nobody():
    room = Room()

    assert not any(room.quiet(20.0))
    assert not any(room.hear(vowel(loud=20.0)))


def test_breath_is_believed_only_a_few_times():
    room = Room()
    often = 0
    for _ in range(10):
        often += any(room.hear(room.breath(loud=2000.0)))
        room.quiet(3.0)

    assert often == SOFT


def test_a_soft_first_sound_that_becomes_speech_costs_nothing():
    room = Room()
    for _ in range(6):
        assert any(room.hear(room.breath(0.15)))
        room.hear(vowel(), likelihood=0.95, speaking=True)
        room.quiet(3.0)


def test_another_soft_sound_is_believed_after_a_minute():
    room = Room()
    for _ in range(4):
        room.hear(room.breath())
        room.quiet(3.0)
    assert not any(room.hear(room.breath()))
    room.quiet(SOFT_EACH * CHUNK / RATE)

    assert any(room.hear(room.breath()))


def test_what_was_loud_lately_and_no_speech_does_not_count_again_but_a_louder_voice_does():
    room = Room()
    tone = vowel(0.2, loud=800.0)
    first = [any(room.hear(tone)) for _ in range(8) if room.quiet(0.4) is not None]

    assert first[0]
    assert not any(first[2:])
    assert any(room.hear(vowel(loud=3000.0)))


class TestCoach:
    def test_what_is_usually_left_of_the_coach_is_nobody(self):
        level = level_dbfs(pcm(vowel()))

        assert not any(Room().hear(vowel(), rest=level - 5))
        assert any(Room().hear(vowel(), rest=level - 12))

    def test_what_the_suppressor_takes_for_the_coach_is_nobody(self):
        level = level_dbfs(pcm(vowel()))

        assert not any(Room().hear(vowel(), rest=level - 12, hidden=True))
        assert any(Room().hear(vowel(), hidden=True))  # nothing is left: it has nothing to say


class TestPiece:
    def test_nothing_comes_of_it(self):
        room = Room()
        room.hear(vowel(0.1))
        after = room.quiet(1.0)

        assert after[0]
        assert not any(after[PATIENCE + 2 :])

    def test_a_piece_with_a_voice_lasts_until_it_is_over(self):
        room = Room()
        room.hear(vowel(0.1))
        assert all(room.quiet(3.0, speaking=True))
        assert not any(room.quiet(0.5))

    def test_a_piece_of_breath_is_nobody_unless_the_model_is_sure(self):
        for likelihood, on in ((0.6, False), (0.95, True)):
            room = Room()
            for _ in range(5):  # no soft sound is believed any more
                room.hear(room.breath())
                room.quiet(2.0)
            found = room.hear(room.breath(), likelihood=likelihood, speaking=True)
            assert any(found) is on

    def test_the_room_that_rings_after_a_piece_is_nobody(self):
        room = Room()
        room.hear(vowel(0.1))
        room.hear(vowel(0.4), likelihood=0.9, speaking=True)
        ring = vowel(0.4) * np.exp(-np.arange(round(0.4 * RATE)) / (0.08 * RATE))

        assert not any(room.hear(ring))


def test_after_a_rest_it_begins_anew_and_still_knows_the_room():
    room = Room()
    room.hear(vowel(0.1))
    room.stirring.rest()

    assert not room.stirring.on
    assert any(room.hear(vowel())[:2])


def test_a_noise_that_stays_becomes_the_room():
    room = Room()
    steady = room.breath(ROOM * CHUNK / RATE + 3)
    found = room.hear(steady)

    assert not any(found[-30:])


@given(st.lists(st.tuples(st.floats(0, 4000), st.booleans()), min_size=20, max_size=80))
def test_it_is_given_up_soon_after_the_last_sound(parts):
    room = Room(0.5)
    for loud, voiced in parts:
        room.hear(vowel(0.032, loud) if voiced else room.breath(0.032, loud))
    after = room.quiet(2.0)

    assert not any(after[PATIENCE + 4 :])


def test_a_person_is_noticed_before_the_word_is_over():
    word = person("stop-cd85758f.wav")

    assert any(Room().hear(word))
