"""The live way: a microphone's thread, the queue, SpeechRecognition's source, the listener."""

import threading
import time

import numpy as np
import pytest
import speech_recognition

from listening_sounds import IN_A_SET, pcm, say, stream
from voicecoach.adapters.listeners import _scorer
from voicecoach.adapters.listeners import listener as listener_module
from voicecoach.adapters.listeners.ear import Ear, Listening
from voicecoach.adapters.listeners.listener import Listener, Report
from voicecoach.adapters.microphones.source import audio_source
from voicecoach.adapters.support.blocks import MOST, BlockQueue
from voicecoach.core.commands import Command
from voicecoach.errors import DeviceError
from voicecoach.ports import Coach, Hypothesis


class Recorded:
    """A microphone that hands over all of its sound at once, then stays open or is gone."""

    name = "recorded"
    problem = ""

    def __init__(self, samples, stays=False):
        self._blocks = [pcm(samples[at : at + 512]) for at in range(0, len(samples), 512)]
        self._stays = stays
        self._thread = None
        self.closed = 0

    def start(self, on_block):
        self._thread = threading.Thread(target=lambda: [on_block(b) for b in self._blocks])
        self._thread.start()

    def alive(self):
        return (self._thread.is_alive() or self._stays) and not self.closed

    def close(self):
        self.closed += 1


class Missing(Recorded):
    def start(self, on_block):
        raise DeviceError("There is no microphone; plug one in.")


class Obedient:
    name = "obedient"
    online = False

    def __init__(self, error=None):
        self.error = error

    def decide(self, audio, allowed):
        if self.error:
            raise self.error
        return Hypothesis(Command.STOP, "stop", 0.0)

    def close(self):
        pass


def listen(microphone, recognizer, coach=lambda _samples: Coach()):
    """Listen until the microphone is gone; return what was heard, told and what failed."""
    heard, told, failed, done = [], [], [], threading.Event()

    def on_failed(message):
        failed.append(message)
        done.set()

    def on_verdict(verdict):
        heard.append(verdict.hypothesis.command)
        told.append(verdict.hypothesis.command)

    ear = Ear(Listening.HALF)
    ear.allow(IN_A_SET)
    report = Report(on_verdict, on_failed, told.append)
    listener = Listener(ear, recognizer, microphone, report, coach)
    listener.start()
    assert done.wait(20)
    listener.close()
    return heard, told, failed


def quiet(microphone, failed):
    """Return a listener that is told nothing but failures."""
    return Listener(Ear(), Obedient(), microphone, Report(print, failed))


class TestListener:
    def test_what_is_heard_arrives_and_a_microphone_that_goes_is_reported_once(self):
        microphone = Recorded(stream(1.0, say("Stop."), 1.0))
        microphone.problem = "The microphone was unplugged."

        heard, told, failed = listen(microphone, Obedient())

        assert heard == [Command.STOP]
        assert told == [True, Command.STOP, False]
        assert failed == ["The microphone was unplugged."]
        assert microphone.closed

    def test_a_recognizer_that_hangs_is_left_behind(self, monkeypatch):
        monkeypatch.setattr(_scorer, "ENDS_WITHIN", 0.1)
        monkeypatch.setattr(listener_module, "ENDS_WITHIN", 0.1)
        deciding, go, told = threading.Event(), threading.Event(), []

        class Hanging(Obedient):
            def decide(self, audio, allowed):
                deciding.set()
                go.wait(20)
                return super().decide(audio, allowed)

        ear = Ear(Listening.HALF)
        ear.allow(IN_A_SET)
        report = Report(told.append, told.append, told.append)
        microphone = Recorded(stream(1.0, say("Stop."), 1.0), stays=True)
        listener = Listener(ear, Hanging(), microphone, report)
        assert listener.busy_for() == 0
        listener.start()
        assert deciding.wait(20)
        while listener.busy_for() < 0.05:
            threading.Event().wait(0.01)
        before = time.monotonic()
        listener.close()
        left_after = time.monotonic() - before
        go.set()

        assert left_after < 5
        assert microphone.closed
        assert told == [True, False]

    def test_who_is_to_blame_is_told_apart(self):
        blamed, done = [], threading.Event()

        def blame(who):
            return lambda _message: (blamed.append(who), done.set())

        for microphone, recognizer in (
            (Recorded(stream(1.0)), Obedient()),
            (Recorded(stream(1.0, say("Stop."), 1.0), stays=True), Obedient(DeviceError("Gone."))),
        ):
            ear = Ear(Listening.HALF)
            ear.allow(IN_A_SET)
            report = Report(print, blame("microphone"), broken=blame("recognizer"))
            listener = Listener(ear, recognizer, microphone, report)
            done.clear()
            listener.start()
            assert done.wait(20)
            listener.close()

        assert blamed == ["microphone", "recognizer"]

    def test_the_coach_is_asked_about_as_each_block_arrives(self):
        asked = []

        def coach(samples):
            asked.append(samples)
            return Coach(audible=True)

        heard, told, _ = listen(Recorded(stream(1.0, say("Stop."), 1.0)), Obedient(), coach)

        assert heard == told == []
        assert set(asked[:-1]) == {512}

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (DeviceError("The model is gone; install it."), "The model is gone"),
            (ZeroDivisionError("oops"), "fault in voicecoach"),
        ],
    )
    def test_an_error_in_the_thread_becomes_one_sentence(self, error, words):
        heard, told, failed = listen(Recorded(stream(1.0, say("Stop."), 1.0)), Obedient(error))

        assert heard == []
        assert told == [True, False]
        assert len(failed) == 1
        assert words in failed[0]

    def test_closing_ends_the_thread_without_a_word_and_twice_is_no_harm(self):
        failed = []
        microphone = Recorded(stream(0.5), stays=True)
        listener = quiet(microphone, failed.append)
        listener.start()
        before = threading.active_count()
        listener.close()
        listener.close()

        assert threading.active_count() < before
        assert failed == []

    def test_closing_one_that_was_never_started_does_nothing(self):
        quiet(Recorded(stream(0.1)), print).close()

    def test_a_missing_microphone_is_told_at_the_start(self):
        with pytest.raises(DeviceError, match="no microphone"):
            quiet(Missing(stream(0.1)), print).start()

    def test_a_fault_of_the_ear_becomes_one_sentence_too(self):
        class Broken:
            def feed(self, block, coach):
                raise ZeroDivisionError("oops")

        failed, done = [], threading.Event()

        def on_failed(message):
            failed.append(message)
            done.set()

        microphone = Recorded(stream(1.0), stays=True)
        listener = Listener(Broken(), Obedient(), microphone, Report(print, on_failed))
        listener.start()
        assert done.wait(20)
        listener.close()

        assert len(failed) == 1
        assert "fault in voicecoach" in failed[0]
        assert microphone.closed

    def test_that_somebody_speaks_is_told_while_the_word_before_is_still_scored(self):
        told, second = [], threading.Event()

        class Slow(Obedient):
            def decide(self, audio, allowed):
                assert second.wait(20)  # the ear must go on meanwhile, to the next word
                return super().decide(audio, allowed)

        class Watched(Ear):
            def feed(self, block, coach):
                found = super().feed(block, coach)
                if any(sign.number == 2 for sign in found):
                    second.set()
                return found

        done = threading.Event()
        ear = Watched()
        ear.allow(IN_A_SET)
        report = Report(
            lambda verdict: told.append(verdict.number), lambda _message: done.set(), told.append
        )
        word = say("Stop.")
        microphone = Recorded(stream(1.0, word, 1.0, word, 1.0))
        listener = Listener(ear, Slow(), microphone, report)
        listener.start()
        assert done.wait(20)
        listener.close()

        assert told in ([True, 1, 2, False], [True, 1, False, True, 2, False])


def len_of(samples):
    return samples


class TestBlockQueue:
    def test_a_slow_reader_loses_the_newest_blocks_and_knows_how_many(self):
        microphone = Recorded(np.zeros(512 * (MOST + 7)))
        queue = BlockQueue(microphone, len_of)
        queue.start()
        microphone._thread.join(5)

        assert queue.lost == 7
        assert len(queue.read(512 * 2 * MOST)) == 2 * 512 * MOST
        queue.close()

    def test_the_mark_is_that_of_the_moment_the_block_came(self):
        marks = iter([True, False, True])
        queue = BlockQueue(Recorded(np.ones(512 * 3)), lambda samples: (samples, next(marks)))
        queue.start()

        marks = [queue.next_block()[1] for _ in range(3)]
        assert marks == [(512, True), (512, False), (512, True)]
        assert queue.next_block() is None

    def test_a_microphone_that_slept_with_the_machine_is_not_gone(self):
        class Sleepy(Recorded):
            def alive(self):
                if not self.asked:
                    self.asked = True
                    self.on_block(b"\1\0" * 512)
                    return False
                return True

            def start(self, on_block):
                self.asked, self.on_block = False, on_block

        queue = BlockQueue(Sleepy(np.zeros(0)), len_of)
        queue.start()

        assert queue.next_block() is not None
        queue.close()

    def test_closing_wakes_a_reader(self):
        queue = BlockQueue(Recorded(np.zeros(0), stays=True), len_of)
        queue.start()
        threading.Timer(0.05, queue.close).start()

        assert queue.next_block() is None


class TestSpeechRecognition:
    """Its own recorder works over our microphones, without PyAudio."""

    def test_it_records(self):
        samples = stream(0.5, say("Stop."), 0.5)
        with audio_source(Recorded(samples)) as source:
            audio = speech_recognition.Recognizer().record(source)

        assert (audio.sample_rate, audio.sample_width) == (16_000, 2)
        assert audio.frame_data == pcm(samples)

    def test_it_listens(self):
        recognizer = speech_recognition.Recognizer()
        with audio_source(Recorded(stream(2.0, say("How many left?"), 2.0))) as source:
            recognizer.adjust_for_ambient_noise(source, duration=1)
            audio = recognizer.listen(source, timeout=5)

        assert 0.6 < len(audio.frame_data) / 32_000 < 3.5

    def test_the_microphone_is_closed_when_the_source_is_left(self):
        microphone = Recorded(stream(0.1))
        with audio_source(microphone) as source:
            assert source.stream is not None

        assert microphone.closed == 1
        assert source.stream is None

    def test_a_missing_microphone_is_our_error(self):
        with pytest.raises(DeviceError, match="no microphone"), audio_source(Missing(stream(0.1))):
            pass
