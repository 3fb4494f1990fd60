"""The trained head: what it knows, how it chooses, and what happens without it."""

import json
from pathlib import Path

import numpy as np
import pytest
from speech_recognition import AudioData

from listening_sounds import pcm, say, stream
from voicecoach.adapters.recognizers import moonshine
from voicecoach.adapters.recognizers._head import Head, Marks, find_weights
from voicecoach.adapters.recognizers._moonshine_model import MoonshineModel, find_model
from voicecoach.content.language import load_language
from voicecoach.core import commands
from voicecoach.core.commands import SAFETY, Command
from voicecoach.errors import DeviceError
from voicecoach.ports import RecognizerSetup

BOOK = load_language("en")
NEXT, STOP = Command.NEXT, Command.STOP


@pytest.fixture(scope="module")
def folder():
    if not moonshine.ENGINE.status().ready:
        pytest.skip("moonshine has no wheel for this machine")
    found = find_weights("en")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def head(folder):
    return Head(folder, "en")


MORNINGS = {phrase for command in commands.MORNINGS for phrase in BOOK.phrases[command]}
UNTRAINED = (
    MORNINGS
    | set(BOOK.phrases[Command.MUSIC])
    | {"i can't breathe", "i'm going to be sick", "my leg is numb"}
)
"""Phrases that are newer than the weights: the decoder hears them until the next training."""


def states(text):
    """Return what the encoder makes of ``text``, said by the coach's voice."""
    model = MoonshineModel(writes=False)
    return model.encode(stream(0.2, say(text), 0.13).astype(np.float32) / 32768)


def alone(sound):
    return AudioData(pcm(stream(0.2, sound, 0.13)), 16_000, 2)


class TestTheShippedWeights:
    def test_every_phrase_of_the_language_was_trained(self, head):
        """One that was not is scored by the decoder, which hears worse: train again."""
        said = {phrase for phrases in BOOK.phrases.values() for phrase in phrases}

        assert {phrase for phrase in said if not head.knows(phrase)} <= UNTRAINED

    def test_they_are_small(self, folder):
        assert sum(path.stat().st_size for path in folder.iterdir()) < 3_000_000

    def test_safety_words_pass_at_a_lower_score(self, head):
        """Emergency is said in phrases, and "i fell" is like words of the coach: as any other."""
        usual = head.marks.of(Command.SLOWER)

        assert all(head.marks.of(each) < usual for each in SAFETY - {Command.EMERGENCY})
        assert head.marks.of(Command.EMERGENCY) <= usual

    def test_their_card_and_their_sources_lie_beside_them(self, folder):
        for name in ("README.md", "ATTRIBUTION.md"):
            assert "Speech Commands" in (folder / name).read_text("utf-8")

    def test_an_answer_is_a_distribution_over_the_phrases_and_none_of_them(self, head):
        chances = head.likelihoods(states("Slow down."))

        assert chances.shape == (len(head.phrases) + 1,)
        assert np.exp(chances.astype(float)).sum() == pytest.approx(1, abs=1e-3)


class TestChoosing:
    def test_all_phrases_of_a_command_speak_for_it(self, head):
        heard = states("Slow down.")
        one = head.choose(heard, [(Command.SLOWER, "slow down")])
        both = head.choose(heard, [(Command.SLOWER, "slow down"), (Command.SLOWER, "slower")])

        assert one is not None
        assert both is not None
        assert both.words == "slow down"
        assert both.score >= one.score

    def test_a_word_that_cannot_be_said_now_is_the_runner_up_and_not_the_choice(self, head):
        choice = head.choose(states("Slow down."), [(NEXT, "next"), (STOP, "stop")])

        assert choice is not None
        assert choice.command in {NEXT, STOP}
        assert choice.runner_up == "slow down"
        assert choice.score < head.marks.of(choice.command)

    def test_nothing_to_choose_from_is_no_choice(self, head):
        assert head.choose(states("Next."), []) is None
        assert head.choose(states("Next."), [(NEXT, "abracadabra")]) is None

    def test_a_command_may_have_a_mark_of_its_own(self):
        marks = Marks(1.0, 0.5, {"next": 3.0})

        assert [marks.of(each) for each in (NEXT, STOP, Command.BACK)] == [3.0, 0.5, 1.0]


class TestPhrasesOfOnesOwn:
    def test_they_are_heard_beside_the_trained_ones(self, folder):
        phrases = {NEXT: ("abracadabra please",), STOP: ("stop",)}
        made = moonshine.ENGINE.make(RecognizerSetup(phrases))
        try:
            own = made.decide(alone(say("Abracadabra, please.")), frozenset(phrases))
            trained = made.decide(alone(say("Stop.")), frozenset(phrases))
        finally:
            made.close()

        assert (own.command, trained.command) == (NEXT, STOP)

    def test_trained_phrases_alone_need_no_decoder(self, folder):
        made = moonshine.MoonshineRecognizer(RecognizerSetup({STOP: ("stop",)}))
        try:
            assert made._model is not None
            assert made._model._decoder is None
        finally:
            made.close()


class TestDamage:
    @pytest.mark.parametrize("name", ["commands-en.onnx", "commands-en.json"])
    def test_a_damaged_file_is_one_sentence_with_a_remedy(self, folder, tmp_path, name):
        for path in folder.glob("commands-en.*"):
            data = path.read_bytes()
            (tmp_path / path.name).write_bytes(data[:50] if path.name == name else data)

        with pytest.raises(DeviceError, match="install voicecoach again"):
            moonshine.MoonshineRecognizer(RecognizerSetup(BOOK.phrases), tmp_path)

    def test_phrases_without_marks_are_refused(self, folder, tmp_path):
        (tmp_path / "commands-en.onnx").write_bytes((folder / "commands-en.onnx").read_bytes())
        (tmp_path / "commands-en.json").write_text(json.dumps({"phrases": ["stop"]}), "utf-8")

        with pytest.raises(DeviceError, match="marks"):
            Head(tmp_path, "en")

    def test_a_language_without_weights_has_none(self):
        assert find_weights("xx") is None
        assert isinstance(find_model(), Path | None)
