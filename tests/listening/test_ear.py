import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening_sounds import EVERYTHING, IN_A_SET, RATE, RECORDINGS, SETUP, pcm, person, say, stream
from voicecoach.adapters.listeners.ear import Duplex, Ear
from voicecoach.adapters.recognizers import moonshine
from voicecoach.core.commands import Command
from voicecoach.ports import Hypothesis

BLOCK = 800
"""Samples of a block, 50 ms: no multiple of what the detector takes."""


class Scribe:
    """A recognizer that takes everything for STOP and keeps what it got."""

    name = "scribe"
    online = False

    def __init__(self):
        self.got = []

    def decide(self, audio, allowed):
        self.got.append((audio, allowed))
        return Hypothesis(Command.STOP, "stop", 0.0)

    def close(self):
        pass


class Counting:
    """A detector that hears speech where it is loud, and counts what it is asked."""

    def __init__(self):
        self.asked = self.resets = 0

    def __call__(self, audio):
        self.asked += 1
        return 0.9 if np.abs(np.frombuffer(audio, np.int16)).max() > 1000 else 0.0

    def reset(self):
        self.resets += 1


def feed(ear, samples, audible=(), block=BLOCK):
    """Feed samples in blocks; ``audible`` are spans in seconds in which the coach sounds."""
    found = []
    for at in range(0, len(samples), block):
        coach = any(a * RATE < at + block and at < b * RATE for a, b in audible)
        found += ear.feed(pcm(samples[at : at + block]), coach)
    return found


@pytest.fixture(scope="module")
def recognizer():
    if not moonshine.ENGINE.status().ready:
        pytest.skip("moonshine has no wheel for this machine")
    made = moonshine.ENGINE.make(SETUP)
    yield made
    made.close()


def commands(found):
    return [each.hypothesis.command for each in found if each.hypothesis.command]


def test_commands_are_heard_in_order_and_at_their_time(recognizer):
    words = [
        ("Pause.", Command.PAUSE),
        ("Resume.", Command.RESUME),
        ("Next.", Command.NEXT),
        ("Repeat.", Command.REPEAT),
        ("How many left?", Command.HOW_MANY_LEFT),
        ("Stop.", Command.STOP),
    ]
    parts, ends, at = [], [], 0.0
    for text, _ in words:
        parts += [1.5, say(text)]
        at += 1.5 + len(say(text)) / RATE
        ends.append(at)
    ear = Ear(recognizer, Duplex.FULL)
    ear.allow(IN_A_SET)

    found = [u for u in feed(ear, stream(*parts, 1.0)) if u.hypothesis.command]

    assert commands(found) == [command for _, command in words]
    for utterance, end in zip(found, ends, strict=True):
        assert abs(utterance.end / RATE - end) < 0.3
        assert 0 < utterance.end - utterance.start < 2 * RATE


def test_people_are_heard_in_another_room_noise_and_level(recognizer):
    ear = Ear(recognizer, Duplex.FULL)
    ear.allow(EVERYTHING)
    parts = []
    for file in ("stop-cd85758f.wav", "yes-4845bb10.wav", "no-d0faf7e4.wav", "stop-beb458a4.wav"):
        word = person(file)
        parts += [1.2, word * (2500 / np.abs(word).max())]

    assert commands(feed(ear, stream(*parts, 1.2, level=30.0))) == [
        Command.STOP,
        Command.YES,
        Command.NO,
        Command.STOP,
    ]


def test_blocks_of_any_size_give_the_same(recognizer):
    samples = stream(1.0, say("Next."), 1.0, say("It hurts."), 1.0)
    answers = []
    for block in (160, 512, 800, len(samples)):
        ear = Ear(recognizer, Duplex.FULL)
        ear.allow(IN_A_SET)
        answers.append(feed(ear, samples, block=block))

    assert commands(answers[0]) == [Command.NEXT, Command.PAIN]
    assert all(answer == answers[0] for answer in answers)


def test_a_word_still_running_at_the_end_is_given_by_flush():
    scribe = Scribe()
    ear = Ear(scribe, Duplex.FULL)

    assert feed(ear, stream(1.0, say("Stop."))) == []
    assert len(ear.flush()) == 1
    assert ear.flush() == []


def test_what_is_allowed_when_the_word_ends_is_what_counts():
    scribe = Scribe()
    ear = Ear(scribe, Duplex.FULL)
    ear.allow(frozenset({Command.YES}))
    feed(ear, stream(1.0, say("Stop."), 1.0))
    ear.allow(IN_A_SET)
    feed(ear, stream(say("Stop."), 1.0))

    assert [allowed for _, allowed in scribe.got] == [frozenset({Command.YES}), IN_A_SET]


def test_the_recognizer_gets_sixteen_bit_audio_at_16_khz_of_just_the_word():
    scribe = Scribe()
    samples = stream(1.0, say("Stop."), 1.0)
    (utterance,) = feed(Ear(scribe, Duplex.FULL), samples)
    ((audio, _),) = scribe.got

    assert (audio.sample_rate, audio.sample_width) == (RATE, 2)
    assert pcm(samples)[2 * utterance.start :].startswith(audio.frame_data)


def test_digital_silence_is_not_shown_to_the_detector():
    detector = Counting()
    feed(Ear(Scribe(), Duplex.FULL, detector=detector), np.zeros(60 * RATE))

    assert detector.asked == 0


def test_the_detector_is_reset_after_each_second_of_quiet():
    detector = Counting()
    feed(Ear(Scribe(), Duplex.FULL, detector=detector), stream(10.0, level=40.0))

    assert 9 <= detector.resets <= 11


def test_the_ear_does_not_go_deaf_in_a_long_stream():
    """Soft words over two minutes of breathing: 27 of 36 with the reset, 17 without it."""
    files = sorted(path.name for path in RECORDINGS.glob("*.wav"))
    parts, times, at = [], [], 0.0
    for file in files * 3:
        word = person(file)
        times.append(at + 2.6 + len(word) / RATE / 2)
        at += 2.6 + len(word) / RATE
        parts += [2.6, word * (1000 / np.abs(word).max())]
    samples = stream(*parts, 2.0, level=60.0)

    heard = feed(Ear(Scribe(), Duplex.FULL), samples + 400 * breathing(len(samples)))

    found = [time for time in times if any(u.start < time * RATE < u.end for u in heard)]
    assert len(found) >= 23


def breathing(n):
    """Return noise that swells for 1.5 s in every 2.5 s."""
    at = np.arange(n) % round(2.5 * RATE)
    swell = np.where(at < 1.5 * RATE, np.sin(np.pi * at / (1.5 * RATE)) ** 2, 0)
    noise = np.random.default_rng(3).standard_normal(n)
    return swell * np.convolve(noise, np.ones(4) / 4, "same")


class TestHalfDuplex:
    def test_the_coach_itself_gives_no_command(self, recognizer):
        ear = Ear(recognizer, Duplex.HALF)
        ear.allow(EVERYTHING)
        word = say("Stop.")
        length = len(word) / RATE

        assert feed(ear, stream(1.0, word, 2.0), audible=[(1.0, 1.0 + length)]) == []

    @pytest.mark.parametrize(
        ("text", "command"), [("Stop.", Command.STOP), ("Pause.", Command.PAUSE)]
    )
    def test_stop_and_pause_are_heard_between_two_counts(self, recognizer, text, command):
        ear = Ear(recognizer, Duplex.HALF)
        ear.allow(IN_A_SET)
        samples, audible, at = [], [], 0.0
        for count in ("One.", "Two.", "Three."):
            said, answer = say(count), say(text) if count == "Two." else np.zeros(RATE)
            audible.append((at, at + len(said) / RATE))
            gap = 3.0 - (len(said) + len(answer)) / RATE - 0.6
            samples += [said, 0.6, answer, gap]
            at += 3.0

        assert commands(feed(ear, stream(*samples), audible)) == [command]

    def test_the_room_that_still_rings_after_the_coach_is_no_speech(self):
        ear = Ear(Scribe(), Duplex.HALF, detector=Counting())
        ring = say("Stop.")[: RATE // 5]

        assert feed(ear, stream(ring, 0.5, ring, 0.5), [(0.5, 0.7)]) != []
        ear = Ear(Scribe(), Duplex.HALF, detector=Counting())
        assert feed(ear, stream(1.0, ring * 8, 0.5), [(0.2, 1.0)]) == []

    def test_a_chunk_counts_as_the_coach_if_any_block_in_it_does(self):
        detector = Counting()
        ear = Ear(Scribe(), Duplex.HALF, detector=detector)
        for at in range(0, RATE, 512):
            for part, coach in ((100, False), (112, True), (300, False)):
                ear.feed(pcm(np.full(part, 5_000.0)), coach and at < RATE)

        assert detector.asked == 0

    def test_speech_that_the_coach_interrupts_is_still_decided(self):
        scribe = Scribe()
        ear = Ear(scribe, Duplex.HALF, detector=Counting())
        found = feed(
            ear,
            stream(1.0, say("Stop."), say("Three."), 1.0),
            audible=[(1.0 + len(say("Stop.")) / RATE, 9.0)],
        )

        assert len(found) == 1

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.tuples(st.floats(0, 4), st.floats(0.05, 1)), max_size=4))
    def test_nothing_that_overlaps_the_coach_is_ever_given_to_the_recognizer(self, spans):
        audible = [(start, start + length) for start, length in spans]
        ear = Ear(Scribe(), Duplex.HALF, detector=Counting())
        samples = stream(*[0.3, say("Stop.")] * 6, 0.5)

        for utterance in feed(ear, samples, audible) + ear.flush():
            for start, end in audible:
                assert utterance.end / RATE <= start + 0.01 or utterance.start / RATE >= end


class TestAutoDuplex:
    COACH = (
        "Lie on your back with your knees bent and your feet flat on the floor. "
        "Breathe out, lift your hips slowly, and hold them there for three seconds."
    )

    def run(self, echo, rounds=3):
        changes = []
        ear = Ear(Scribe(), Duplex.AUTO, changes.append)
        speech = say(self.COACH)
        length = len(speech) / RATE
        parts, audible, at = [2.0], [], 2.0
        for _ in range(rounds):
            parts += [speech * echo, 3.0]
            audible.append((at, at + length))
            at += length + 3.0
        feed(ear, stream(*parts), audible)
        return ear, changes

    def test_it_begins_with_half(self):
        assert Ear(Scribe(), Duplex.AUTO).duplex is Duplex.HALF

    def test_with_headphones_it_goes_full_and_says_so_once(self):
        ear, changes = self.run(echo=0.0)

        assert ear.duplex is Duplex.FULL
        assert changes == [Duplex.FULL]

    @pytest.mark.parametrize("echo", [1.0, 0.1, 0.03])
    def test_with_a_loudspeaker_it_stays_half(self, echo):
        ear, changes = self.run(echo=echo)

        assert ear.duplex is Duplex.HALF
        assert changes == []

    def test_when_the_headphones_are_taken_off_it_goes_back_to_half(self):
        ear, changes = self.run(echo=0.0)
        speech = say(self.COACH)
        feed(ear, stream(speech, 2.0), [(0, len(speech) / RATE)])

        assert ear.duplex is Duplex.HALF
        assert changes == [Duplex.FULL, Duplex.HALF]

    @pytest.mark.parametrize("duplex", [Duplex.HALF, Duplex.FULL])
    def test_a_mode_that_was_asked_for_stays(self, duplex):
        ear = Ear(Scribe(), duplex)
        speech = say(self.COACH)
        feed(ear, stream(2.0, speech, 3.0, speech), [(2.0, 2.0 + len(speech) / RATE)])

        assert ear.duplex is duplex
