import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening_sounds import EVERYTHING, IN_A_SET, RATE, RECORDINGS, SETUP, pcm, person, say, stream
from voicecoach.adapters.listeners._gate import SETTLING, TAIL, Gate
from voicecoach.adapters.listeners.ear import (
    Began,
    Calmed,
    Dropped,
    Ear,
    Listening,
    Piece,
    Stirred,
)
from voicecoach.adapters.listeners.in_step import InStep
from voicecoach.adapters.recognizers import moonshine
from voicecoach.core.commands import SAFETY, Command
from voicecoach.ports import Coach, Hypothesis
from voicecoach.sound.echo import Cancelled, EchoState
from voicecoach.sound.segmenter import CHUNK

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


def signs(ear, samples, audible=(), block=BLOCK, says=()):
    """Feed samples in blocks; return the signs of pieces of speech: see `every_sign`."""
    found = every_sign(ear, samples, audible, block, says)
    return [sign for sign in found if not isinstance(sign, Stirred | Calmed)]


def every_sign(ear, samples, audible=(), block=BLOCK, says=()):
    """Feed samples in blocks; return the signs.

    ``audible`` are spans in seconds in which the coach sounds, ``says`` (from, to, commands).
    """
    found = []
    for at in range(0, len(samples), block):

        def now(start, end, at=at):
            return start * RATE < at + block and at < end * RATE

        coach = Coach(
            any(now(*span) for span in audible),
            saying=frozenset(c for *span, commands in says for c in commands if now(*span)),
        )
        found += ear.feed(pcm(samples[at : at + block]), coach)
    return found


def verdicts(recognizer, signs):
    """Return what a recognizer makes of the signs of an ear."""
    made = InStep(_Told(signs), recognizer).feed(b"")
    return [each for each in made if not isinstance(each, bool)]


class _Told:
    """An ear that has heard it all."""

    def __init__(self, signs):
        self.signs = signs

    def feed(self, block, coach):
        return self.signs

    def flush(self):
        return []


def feed(ear, recognizer, samples, audible=(), block=BLOCK):
    """Feed samples in blocks; return the verdicts."""
    return verdicts(recognizer, signs(ear, samples, audible, block))


def pieces(found):
    """Return the pieces that are final."""
    return [sign for sign in found if isinstance(sign, Piece) and sign.final]


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
    ear = Ear()
    ear.allow(IN_A_SET)

    found = feed(ear, recognizer, stream(*parts, 1.0))
    found = [verdict for verdict in found if verdict.hypothesis.command]

    assert commands(found) == [command for _, command in words]
    for verdict, end in zip(found, ends, strict=True):
        assert abs(verdict.segment.speech_end / RATE - end) < 0.3
        assert 0 < verdict.segment.length < 2


def test_people_are_heard_in_another_room_noise_and_level(recognizer):
    ear = Ear()
    ear.allow(EVERYTHING)
    parts = []
    for file in ("stop-cd85758f.wav", "yes-4845bb10.wav", "no-d0faf7e4.wav", "stop-beb458a4.wav"):
        word = person(file)
        parts += [1.2, word * (2500 / np.abs(word).max())]

    assert commands(feed(ear, recognizer, stream(*parts, 1.2, level=30.0))) == [
        Command.STOP,
        Command.YES,
        Command.NO,
        Command.STOP,
    ]


def test_blocks_of_any_size_give_the_same():
    samples = stream(1.0, say("Next."), 1.0, say("It hurts."), 1.0)
    answers = []
    for block in (160, 512, 800, len(samples)):
        ear = Ear()
        ear.allow(IN_A_SET)
        answers.append(signs(ear, samples, block=block))

    assert len(pieces(answers[0])) == 2
    assert all(answer == answers[0] for answer in answers)


def test_that_somebody_speaks_is_told_before_what_was_said():
    ear = Ear(detector=Counting())
    found = signs(ear, stream(1.0, person("no-84d1e469.wav"), 1.0), block=CHUNK)

    assert [type(sign) for sign in found] == [Began, Piece, Piece]
    assert [sign.number for sign in found] == [1, 1, 1]
    assert [sign.final for sign in found[1:]] == [False, True]
    assert found[1].segment == found[2].segment


class TestStirring:
    @pytest.mark.parametrize("word", ["Stop.", "Pause.", "Next."])
    def test_the_coach_makes_way_before_it_is_told_that_speech_began(self, word):
        ear, start, times = Ear(), round(1.5 * RATE), {}
        samples = stream(1.5, say(word), 1.0)
        for at in range(0, len(samples), CHUNK):
            for sign in ear.feed(pcm(samples[at : at + CHUNK])):
                times.setdefault(type(sign), (at + CHUNK - start) / RATE)
        quiet = float((np.abs(say(word)) > 200).argmax()) / RATE

        assert times[Stirred] <= times[Began]
        assert times[Stirred] <= quiet + 0.15

    def test_a_sound_that_no_piece_comes_of_is_taken_back(self):
        hum = 2000 * np.sin(2 * np.pi * 150 * np.arange(RATE // 16) / RATE)
        hum += np.sin(2 * np.pi * 450 * np.arange(RATE // 16) / RATE) * 1000

        class Deaf(Counting):
            def __call__(self, audio):
                return 0.0

        found = every_sign(Ear(detector=Deaf()), stream(1.5, hum, 1.0))
        assert found == [Stirred(1), Calmed(1)]

    def test_the_same_at_the_end_of_the_stream(self):
        class Deaf(Counting):
            def __call__(self, audio):
                return 0.0

        hum = 2000 * np.sin(2 * np.pi * 150 * np.arange(2 * CHUNK) / RATE)
        ear = Ear(detector=Deaf())
        ear.feed(pcm(stream(1.024)))

        assert every_sign(ear, hum, block=CHUNK) == [Stirred(1)]
        assert ear.flush() == [Calmed(1)]

    def test_it_is_silent_while_nothing_may_be_heard(self):
        word = say("Stop.")
        samples = stream(1.0, word, 1.0)

        assert every_sign(Ear(Listening.HALF), samples, [(0.0, 9.0)]) == []
        assert every_sign(Ear(Listening.OFF), samples) == []

    @settings(max_examples=40)
    @given(st.lists(st.tuples(st.floats(0.02, 1.5), st.sampled_from([0, 1, 2])), max_size=12))
    def test_what_stirs_becomes_a_piece_or_is_taken_back(self, parts):
        chance = np.random.default_rng(len(parts))
        sounds = [1.0]
        for seconds, kind in parts:
            count = round(seconds * RATE)
            tone = 3000 * np.sin(2 * np.pi * 140 * np.arange(count) / RATE)
            sounds.append([np.zeros(count), 800 * chance.standard_normal(count), tone][kind])
        ear = Ear(detector=Counting())
        found = [*every_sign(ear, stream(*sounds)), *ear.flush()]

        open_ = set()
        for sign in found:
            match sign:
                case Stirred(number):
                    assert not open_
                    open_ = {number}
                case Calmed(number):
                    assert open_ == {number}
                    open_ = set()
                case Dropped(number) | Piece(number=number, final=True):
                    open_.discard(number)
        assert not open_


def test_a_click_and_talk_are_told_and_dropped():
    loud = np.full(RATE, 5000.0)
    ear = Ear(detector=Counting())
    found = signs(ear, stream(1.0, loud[:700], 1.0, *[loud] * 4, 1.0))

    assert [type(sign) for sign in found] == [Began, Dropped, Began, Dropped]
    assert [sign.talk for sign in found[1::2]] == [False, True]


def test_what_comes_soon_after_other_speech_does_not_stand_alone():
    ear = Ear(detector=Counting())
    word = say("Stop.")
    found = pieces(signs(ear, stream(1.0, word, 0.5, word, 1.5, word, 1.0)))

    assert [piece.alone for piece in found] == [True, False, True]


def test_a_word_still_running_at_the_end_is_given_by_flush():
    ear = Ear()

    assert pieces(signs(ear, stream(1.0, say("Stop.")))) == []
    assert len(pieces(ear.flush())) == 1
    assert ear.flush() == []


def test_what_is_allowed_when_the_word_ends_is_what_counts():
    ear = Ear()
    ear.allow(frozenset({Command.YES}))
    first = pieces(signs(ear, stream(1.0, say("Stop."), 1.0)))
    ear.allow(IN_A_SET)
    second = pieces(signs(ear, stream(say("Stop."), 1.0)))

    assert [piece.allowed for piece in first + second] == [frozenset({Command.YES}), IN_A_SET]


class TestWhatTheCoachSays:
    def test_a_word_is_not_taken_for_what_the_coach_says_in_that_time(self):
        ear = Ear(detector=Counting())
        ear.allow(IN_A_SET)
        said = frozenset({Command.STOP, Command.NEXT})
        word = say("Stop.")
        both = stream(1.0, word, 2.0, word, 1.0)
        (during, after) = pieces(signs(ear, both, says=[(1.1, 1.2, said)]))

        assert during.allowed == IN_A_SET - said
        assert during.masked == said
        assert after.allowed == IN_A_SET
        assert after.masked == frozenset()

    @given(st.floats(0, 4), st.floats(0.05, 2))
    def test_just_the_words_that_overlap_it_are_masked(self, start, length):
        ear = Ear(detector=Counting())
        ear.allow(IN_A_SET)
        loud, says = np.full(RATE // 2, 5000.0), frozenset({Command.STOP})
        samples = stream(*[0.5, loud] * 4, 0.5)
        for piece in pieces(signs(ear, samples, block=CHUNK, says=[(start, start + length, says)])):
            begin, end = piece.segment.speech_start / RATE, piece.segment.speech_end / RATE
            if start + length < begin - 0.04 or start > end + 0.04:
                assert piece.masked == frozenset()
            elif start < end - 0.04 and start + length > begin + 0.04:
                assert piece.masked == says


def test_the_recognizer_gets_sixteen_bit_audio_at_16_khz_of_just_the_word():
    scribe = Scribe()
    samples = stream(1.0, say("Stop."), 1.0)
    (verdict,) = feed(Ear(), scribe, samples)
    ((audio, _),) = scribe.got

    assert (audio.sample_rate, audio.sample_width) == (RATE, 2)
    assert pcm(samples)[2 * verdict.segment.start :].startswith(audio.frame_data)


def test_digital_silence_is_not_shown_to_the_detector():
    detector = Counting()
    signs(Ear(detector=detector), np.zeros(60 * RATE))

    assert detector.asked == 0


def test_the_detector_is_reset_after_each_second_of_quiet():
    detector = Counting()
    signs(Ear(detector=detector), stream(10.0, level=40.0))

    assert 9 <= detector.resets <= 11


def test_the_level_of_the_room_is_known():
    ear = Ear(detector=Counting())
    signs(ear, stream(5.0, say("Stop."), 5.0, level=30.0))

    assert abs(ear.room_dbfs - 20 * np.log10(30 / 32768)) < 1


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

    heard = pieces(signs(Ear(), samples + 400 * breathing(len(samples))))

    spans = [(piece.segment.start, piece.segment.end) for piece in heard]
    found = [time for time in times if any(start < time * RATE < end for start, end in spans)]
    assert len(found) >= 23


def breathing(n):
    """Return noise that swells for 1.5 s in every 2.5 s."""
    at = np.arange(n) % round(2.5 * RATE)
    swell = np.where(at < 1.5 * RATE, np.sin(np.pi * at / (1.5 * RATE)) ** 2, 0)
    noise = np.random.default_rng(3).standard_normal(n)
    return swell * np.convolve(noise, np.ones(4) / 4, "same")


class TestHalf:
    def test_the_coach_itself_gives_no_command(self):
        word = say("Stop.")
        ear = Ear(Listening.HALF)

        assert signs(ear, stream(1.0, word, 2.0), [(1.0, 1.0 + len(word) / RATE)]) == []

    @pytest.mark.parametrize(
        ("word", "command"),
        [
            (lambda: person("stop-beb458a4.wav"), Command.STOP),
            (lambda: person("stop-cd85758f.wav"), Command.STOP),
            (lambda: say("Pause.", "espeak"), Command.PAUSE),
        ],
        ids=["stop", "another stop", "pause"],
    )
    def test_stop_and_pause_are_heard_between_two_counts(self, recognizer, word, command):
        ear = Ear(Listening.HALF)
        ear.allow(IN_A_SET)
        samples, audible, at = [], [], 0.0
        for count in ("One.", "Two.", "Three."):
            said, answer = say(count), word() if count == "Two." else np.zeros(RATE)
            audible.append((at, at + len(said) / RATE))
            gap = 3.0 - (len(said) + len(answer)) / RATE - 0.6
            samples += [said, 0.6, answer, gap]
            at += 3.0

        assert commands(feed(ear, recognizer, stream(*samples), audible)) == [command]

    def test_the_room_that_still_rings_after_the_coach_is_no_speech(self):
        ring = say("Stop.")[: RATE // 5]
        ear = Ear(Listening.HALF, detector=Counting())
        assert pieces(signs(ear, stream(ring, 0.5, ring, 0.5), [(0.5, 0.7)])) != []

        ear = Ear(Listening.HALF, detector=Counting())
        assert signs(ear, stream(1.0, ring * 8, 0.5), [(0.2, 1.0)]) == []

    def test_a_chunk_counts_as_the_coach_if_any_block_in_it_does(self):
        detector = Counting()
        ear = Ear(Listening.HALF, detector=detector)
        for at in range(0, RATE, 512):
            for part, coach in ((100, False), (112, True), (300, False)):
                ear.feed(pcm(np.full(part, 5_000.0)), Coach(coach and at < RATE))

        assert detector.asked == 0

    def test_speech_that_the_coach_interrupts_is_still_decided(self):
        word = say("Stop.")
        ear = Ear(Listening.HALF, detector=Counting())
        samples = stream(1.0, word, say("Three."), 1.0)

        assert len(pieces(signs(ear, samples, [(1.0 + len(word) / RATE, 9.0)]))) == 1

    @settings(max_examples=30)
    @given(st.lists(st.tuples(st.floats(0, 4), st.floats(0.05, 1)), max_size=4))
    def test_nothing_that_overlaps_the_coach_is_ever_scored(self, spans):
        audible = [(start, start + length) for start, length in spans]
        ear = Ear(Listening.HALF, detector=Counting())
        samples = stream(*[0.3, say("Stop.")] * 6, 0.5)

        for piece in pieces(signs(ear, samples, audible) + ear.flush()):
            for start, end in audible:
                first, last = piece.segment.start / RATE, piece.segment.end / RATE
                assert last <= start + 0.01 or first >= end


class Wall:
    """A canceller that says what it is told to, and takes the microphone apart from its noise."""

    def __init__(self, *states):
        self.states = list(states)
        self.played = []

    def cancel(self, microphone, played):
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        self.played.append(played)
        return Cancelled(microphone, bytes(len(microphone)), -120.0, -50.0, state)


SEARCHING, TRACKING, LOST = EchoState.SEARCHING, EchoState.TRACKING, EchoState.LOST


class TestEcho:
    WORD = np.full(RATE // 2, 5000.0)
    SAMPLES = stream(1.0, WORD, 1.0)
    ALL = ((0.0, 9.0),)

    def hear(self, state, listening=Listening.AUTO):
        wall = Wall(state)
        wall.cancel = lambda mic, _: Cancelled(mic, mic, -120.0, -50.0, state)
        ear = Ear(listening, wall, detector=Counting())
        return ear, pieces(signs(ear, self.SAMPLES, self.ALL))

    @pytest.mark.parametrize(
        ("state", "half"),
        [(EchoState.NONE, False), (TRACKING, False), (SEARCHING, False), (LOST, True)],
    )
    def test_by_itself_it_is_half_only_while_the_echo_cannot_be_removed(self, state, half):
        ear, found = self.hear(state)

        assert ear.half is half
        assert len(found) == (not half)

    @pytest.mark.parametrize(
        ("state", "loudness", "noticed"),
        [(TRACKING, 2.0, False), (TRACKING, 4.0, True), (EchoState.NONE, 2.0, True)],
    )
    def test_over_the_coach_speech_must_stand_out_of_the_room(self, state, loudness, noticed):
        class Wakeful(Counting):
            def __call__(self, audio):
                return 0.9 if len(told) > 60 else 0.0

        told = []
        wall = Wall(state)
        wall.cancel = lambda mic, _: told.append(mic) or Cancelled(mic, mic, -120.0, -50.0, state)
        ear = Ear(Listening.AUTO, wall, detector=Wakeful())
        signs(ear, stream(60 * CHUNK / RATE, level=100.0), block=CHUNK)  # the room alone
        word = stream(0.5, level=100.0 * loudness)

        assert bool(signs(ear, word, self.ALL, block=CHUNK)) is noticed

    @pytest.mark.parametrize("state", [LOST, TRACKING])
    def test_music_alone_is_no_coach_it_closes_no_ear_and_changes_no_level_of_it(self, state):
        """Where it cannot be removed it is heard as any music in a room is."""
        wall = Wall(state)
        wall.cancel = lambda mic, _: Cancelled(mic, mic, -30.0, -20.0, state)
        ear = Ear(Listening.AUTO, wall, detector=Counting())

        assert len(pieces(signs(ear, self.SAMPLES))) == 1
        assert ear.levels.coach is None

    @pytest.mark.parametrize("state", [SEARCHING, TRACKING])
    def test_before_the_room_is_known_only_a_clear_safety_word_is_taken_over_the_coach(self, state):
        wall = Wall(SEARCHING)
        wall.cancel = lambda mic, _: Cancelled(mic, mic, -120.0, -50.0, SEARCHING)
        ear = Ear(Listening.AUTO, wall, detector=Counting())
        ear.allow(IN_A_SET)
        signs(ear, stream(0.2), self.ALL)
        wall.cancel = lambda mic, _: Cancelled(mic, mic, -120.0, -50.0, state)
        over, between = (
            pieces(signs(ear, self.SAMPLES, spans))[-1] for spans in (self.ALL, [(0.0, 0.5)])
        )

        assert over.allowed == SAFETY
        assert over.doubtful
        assert not over.faint
        assert between.allowed == IN_A_SET
        assert not between.doubtful

    def test_what_is_softer_than_the_coach_is_nobody_before_the_room_is_known(self):
        faint = []
        for clean in (-30.0, -40.0):
            wall = Wall(SEARCHING)
            wall.cancel = lambda mic, _, clean=clean: Cancelled(mic, mic, -33.0, clean, SEARCHING)
            ear = Ear(Listening.AUTO, wall, detector=Counting())
            faint += [piece.faint for piece in pieces(signs(ear, self.SAMPLES, self.ALL))]

        assert faint == [False, True]

    def test_the_coach_does_not_make_way_before_the_room_is_known(self):
        wall = Wall(SEARCHING)
        wall.cancel = lambda mic, _: Cancelled(mic, mic, -120.0, -50.0, SEARCHING)
        word = stream(1.0, say("Next."), 1.0)
        ear = Ear(Listening.AUTO, wall)
        found = every_sign(ear, word, self.ALL)

        assert not any(isinstance(sign, Stirred) for sign in found)
        assert any(isinstance(sign, Stirred) for sign in every_sign(ear, word))

    def test_a_way_that_was_just_found_is_trusted_when_the_coach_pauses_or_three_seconds_later(
        self,
    ):
        for audible, sure_from in ((True, SETTLING), (False, TAIL)):
            gate = Gate(Listening.AUTO)
            for _ in range(10):
                assert not gate.shut(coach=True, echo=SEARCHING, speaking=False)
                assert gate.unsure
            count = 0
            while True:
                gate.shut(coach=audible, echo=TRACKING, speaking=False)
                if not gate.unsure:
                    break
                count += 1
            assert sure_from - 1 <= count <= sure_from

    def test_full_stays_full_whatever_is_left_of_the_echo(self):
        assert len(self.hear(LOST, Listening.FULL)[1]) == 1

    def test_speech_is_noticed_in_the_one_signal_and_cut_from_the_other(self):
        ear = Ear(Listening.AUTO, Wall(TRACKING), detector=Counting())
        assert signs(ear, self.SAMPLES) == []  # the presence of this wall is silence

        wall = Wall(TRACKING)
        wall.cancel = lambda mic, _: Cancelled(bytes(len(mic)), mic, -120.0, -50.0, TRACKING)
        (piece,) = pieces(signs(Ear(Listening.AUTO, wall, detector=Counting()), self.SAMPLES))
        assert not any(piece.segment.pcm)

    @given(st.lists(st.integers(1, 2000), min_size=1, max_size=20))
    def test_what_was_played_reaches_the_canceller_beside_what_was_heard(self, lengths):
        wall = Wall(TRACKING)
        ear = Ear(Listening.AUTO, wall, detector=Counting())
        heard = np.arange(sum(lengths), dtype=np.int16)
        at = 0
        for length in lengths:
            part = heard[at : at + length]
            ear.feed(part.tobytes(), Coach(played=(part + 1).tobytes()))
            at += length

        whole = (heard[: len(heard) // CHUNK * CHUNK] + 1).astype(np.int16).tobytes()
        assert b"".join(wall.played) == whole

    def test_a_loss_is_told_once_and_so_is_its_end(self):
        told = []
        wall = Wall(SEARCHING, TRACKING, LOST, LOST, SEARCHING, LOST, TRACKING, TRACKING)
        ear = Ear(Listening.AUTO, wall, on_echo=told.append, detector=Counting())
        signs(ear, stream(1.0))

        assert told == [False, True, False, True]

    def test_a_mode_that_does_not_depend_on_it_tells_nothing(self):
        told = []
        ear = Ear(Listening.FULL, Wall(LOST), on_echo=told.append, detector=Counting())
        signs(ear, stream(1.0))

        assert told == []


class TestPush:
    WORD = np.full(RATE // 2, 5000.0)

    def test_nothing_is_heard_before_a_push_and_for_five_seconds_after_one(self):
        ear = Ear(Listening.PUSH, detector=Counting())
        assert signs(ear, stream(1.0, self.WORD, 1.0)) == []

        ear.push()
        assert len(pieces(signs(ear, stream(1.0, self.WORD, 1.0)))) == 1
        assert len(pieces(signs(ear, stream(1.0, self.WORD, 1.0)))) == 1
        assert signs(ear, stream(1.0, self.WORD, 1.0)) == []

    def test_what_was_begun_in_time_is_heard_to_its_end(self):
        ear = Ear(Listening.PUSH, detector=Counting())
        ear.push()

        assert len(pieces(signs(ear, stream(4.8, self.WORD, 1.0)))) == 1


def test_off_hears_nothing():
    assert signs(Ear(Listening.OFF, detector=Counting()), stream(1.0, say("Stop."), 1.0)) == []
