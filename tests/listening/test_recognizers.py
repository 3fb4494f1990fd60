"""What every recognizer must do, for each that is ready here; and what each is for."""

import subprocess
import sys

import numpy as np
import pytest
import speech_recognition
from speech_recognition import AudioData

from listening_sounds import (
    ENGINES,
    EVERYTHING,
    IN_A_SET,
    PHRASES,
    RECORDINGS,
    SETUP,
    pcm,
    person,
    say,
    stream,
)
from voicecoach.adapters.recognizers import google, moonshine, sphinx, vosk, whisper
from voicecoach.adapters.recognizers import speechrecognition as library
from voicecoach.adapters.recognizers._moonshine_model import find_model
from voicecoach.adapters.recognizers._tokens import Tokens, read_pieces
from voicecoach.core.commands import Command
from voicecoach.errors import ConfigError, DeviceError, VoicecoachError
from voicecoach.ports import RecognizerSetup

MODULES = {
    each.__name__.rpartition(".")[2]: each for each in (google, moonshine, sphinx, vosk, whisper)
}
READY = [
    name
    for name, module in MODULES.items()
    if not module.ENGINE.online and module.ENGINE.status().ready
]


def audio(samples, rate=16_000):
    return AudioData(pcm(samples), rate, 2)


def alone(sound):
    """Return a word as the segmenter hands it over."""
    return audio(stream(0.2, sound, 0.13))


@pytest.fixture(scope="module", params=READY)
def recognizer(request):
    made = MODULES[request.param].ENGINE.make(SETUP)
    yield made
    made.close()


@pytest.fixture(scope="module")
def best():
    if not moonshine.ENGINE.status().ready:
        pytest.skip("moonshine has no wheel for this machine")
    made = moonshine.ENGINE.make(SETUP)
    yield made
    made.close()


class TestEveryRecognizer:
    @pytest.mark.parametrize("file", sorted(p.name for p in RECORDINGS.glob("*.wav")))
    def test_only_what_is_allowed_comes_back(self, recognizer, file):
        sound = alone(person(file))

        for allowed in (frozenset({Command.NEXT}), frozenset({Command.YES, Command.NO}), IN_A_SET):
            assert recognizer.decide(sound, allowed).command in allowed | {None}

    def test_silence_and_noise_are_no_command(self, recognizer):
        for level in (0.0, 15.0, 1000.0):
            assert recognizer.decide(audio(stream(1.0, level=level)), EVERYTHING).command is None

    def test_the_same_sound_gives_the_same_answer(self, recognizer):
        word, other = alone(say("Next.")), alone(say("Slow down."))
        first = recognizer.decide(word, EVERYTHING)
        recognizer.decide(other, IN_A_SET)

        assert recognizer.decide(word, EVERYTHING) == first

    def test_a_whole_sentence_is_no_command(self, recognizer):
        sentence = "Next comes the bridge, lift your hips and hold them for ten seconds."

        assert recognizer.decide(audio(say(sentence)), EVERYTHING).command is None

    def test_nothing_is_allowed_and_nothing_comes_back(self, recognizer):
        assert recognizer.decide(alone(say("Stop.")), frozenset()).command is None

    def test_a_very_short_sound_is_no_command(self, recognizer):
        assert recognizer.decide(audio(np.ones(100)), EVERYTHING).command is None

    def test_another_sample_rate_is_understood(self, recognizer):
        twice = np.repeat(stream(0.2, say("Stop."), 0.13), 2)
        expected = recognizer.decide(alone(say("Stop.")), EVERYTHING).command

        assert recognizer.decide(audio(twice, 32_000), EVERYTHING).command is expected

    def test_a_closed_one_says_so_and_closing_twice_does_nothing(self, recognizer):
        made = MODULES[recognizer.name].ENGINE.make(SETUP)
        made.close()
        made.close()

        with pytest.raises(DeviceError, match="closed"):
            made.decide(alone(say("Stop.")), EVERYTHING)


@pytest.mark.parametrize("name", MODULES)
def test_an_engine_says_what_it_is_and_what_it_needs(name):
    engine = MODULES[name].ENGINE
    status = engine.status()

    assert engine.name == name
    assert engine.summary.endswith(".")
    assert status.detail.endswith(".")
    assert status.ready == (not status.remedy)


@pytest.mark.parametrize("name", [n for n, m in MODULES.items() if not m.ENGINE.status().ready])
def test_one_that_is_not_ready_refuses_with_its_remedy(name):
    engine = MODULES[name].ENGINE

    with pytest.raises(DeviceError) as caught:
        engine.make(SETUP)

    assert engine.status().remedy in str(caught.value)


def test_a_folder_without_a_model_does_not_make_one_ready(monkeypatch, tmp_path):
    monkeypatch.setenv(vosk.MODEL, str(tmp_path))
    monkeypatch.setenv(whisper.MODEL, str(tmp_path))

    assert not vosk.ENGINE.status().ready
    assert not whisper.ENGINE.status().ready


def test_only_google_is_online_and_it_warns():
    assert [n for n, m in MODULES.items() if m.ENGINE.online] == ["google"]
    assert "Privacy" in google.ENGINE.summary
    assert google.ENGINE.make(SETUP).online


class TestAnyOfSpeechRecognition:
    """Its methods by name; `Recognizer` itself is given a method that needs no network."""

    def make(self, monkeypatch, answer, variant="echo", language="en"):
        def recognize(self, audio, key=None, language="en-US"):
            return answer(key, language)

        monkeypatch.setattr(speech_recognition.Recognizer, f"recognize_{variant}", recognize, False)
        setup = RecognizerSetup(PHRASES, language=language, variant=variant)
        return library.ENGINE.make(setup)

    def test_a_method_is_a_recognizer_and_online_unless_known_to_be_offline(self, monkeypatch):
        made = self.make(monkeypatch, lambda *_: "Stop.")

        assert (made.name, made.online) == ("sr:echo", True)
        assert made.decide(alone(say("Next.")), IN_A_SET).command is Command.STOP
        setup = RecognizerSetup(PHRASES, variant="sphinx")
        assert not library.ENGINE.make(setup).online

    def test_a_method_that_tells_how_sure_it_is_gives_its_text_all_the_same(self, monkeypatch):
        made = self.make(monkeypatch, lambda *_: ("next", 0.9))

        assert made.decide(alone(say("Next.")), IN_A_SET).command is Command.NEXT

    def test_not_to_understand_is_no_failure(self, monkeypatch):
        def nothing(*_):
            raise speech_recognition.UnknownValueError

        made = self.make(monkeypatch, nothing)
        assert made.decide(alone(say("Next.")), IN_A_SET).command is None

    def test_a_service_that_fails_is_a_device_error(self, monkeypatch):
        def refused(*_):
            raise speech_recognition.RequestError("no network")

        with pytest.raises(DeviceError, match="no network"):
            self.make(monkeypatch, refused).decide(alone(say("Next.")), IN_A_SET)

    def test_a_key_and_the_language_reach_the_method(self, monkeypatch):
        got = []
        monkeypatch.setenv(library.OPTIONS, '{"key": "k"}')
        made = self.make(monkeypatch, lambda *args: got.append(args) or "", language="nb")
        made.decide(alone(say("Next.")), IN_A_SET)

        assert got == [("k", "nb")]

    @pytest.mark.parametrize("text", ["[1]", "{", "key"])
    def test_options_that_are_no_object_are_told(self, monkeypatch, text):
        monkeypatch.setenv(library.OPTIONS, text)

        with pytest.raises(ConfigError, match=library.OPTIONS):
            self.make(monkeypatch, lambda *_: "")

    @pytest.mark.parametrize(
        ("name", "words"), [("gogle", "did you mean 'sr:google'"), ("", "choose one of")]
    )
    def test_a_name_that_it_does_not_know_is_told(self, name, words):
        with pytest.raises(ConfigError, match=words):
            library.ENGINE.make(RecognizerSetup(PHRASES, variant=name))


@pytest.mark.parametrize("name", ["moonshine", "sphinx"])
def test_a_language_that_a_recognizer_cannot_hear_is_refused(name):
    if name not in READY:
        pytest.skip(f"{name} is not installed")
    with pytest.raises(ConfigError, match="English"):
        MODULES[name].ENGINE.make(RecognizerSetup(PHRASES, language="nb"))


def test_asking_for_statuses_loads_no_library():
    names = ", ".join(f"voicecoach.adapters.recognizers.{name}" for name in MODULES)
    code = (
        f"import sys, {names}\n"
        f"for m in [m for n, m in sys.modules.items() if hasattr(m, 'ENGINE')]: m.ENGINE.status()\n"
        "heavy = {'onnxruntime', 'moonshine_voice', 'sounddevice', 'pocketsphinx', "
        "'speech_recognition', 'vosk', 'faster_whisper'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    path = str(RECORDINGS.parent.parent / "src")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {path!r})\n{code}"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


class TestMoonshine:
    def test_people_are_understood(self, best):
        files = sorted(RECORDINGS.glob("*.wav"))
        heard = [best.decide(alone(person(p.name)), EVERYTHING).command for p in files]
        right = [
            command == p.name.partition("-")[0] for command, p in zip(heard, files, strict=True)
        ]

        assert len(files) == 12
        assert sum(right) >= 11

    @pytest.mark.parametrize("command", [c for c in PHRASES if c not in {Command.YES, Command.NO}])
    def test_each_command_is_understood_by_one_of_its_phrases_at_least(self, best, command):
        heard = [best.decide(alone(say(f"{p}.")), IN_A_SET).command for p in PHRASES[command]]

        assert command in heard
        assert set(heard) <= {command, None}

    @pytest.mark.parametrize(
        "word", ["step", "best", "box", "paws", "post", "slow", "rest", "necks"]
    )
    def test_words_that_sound_like_commands_are_none(self, best, word):
        heard = best.decide(
            alone(say(f"{word}.")),
            frozenset({Command.STOP, Command.PAIN, Command.RESUME, Command.BACK, Command.SLOWER}),
        )

        assert heard.command is None

    def test_a_robotic_voice_is_understood_more_often_than_not_and_never_wrongly(self, best):
        if not ENGINES["espeak"].status().ready:
            pytest.skip("espeak is not installed")
        said = {c: PHRASES[c][0] for c in IN_A_SET & PHRASES.keys()}
        heard = {
            c: best.decide(alone(say(f"{text}.", "espeak")), IN_A_SET).command
            for c, text in said.items()
        }

        assert sum(heard[c] is c for c in said) > len(said) / 2
        assert all(heard[c] in {c, None} for c in said)

    def test_what_was_heard_is_told_in_words(self, best):
        heard = best.decide(alone(say("How many left?")), EVERYTHING)

        assert heard.words == "how many left"
        assert heard.score > heard.threshold
        assert heard.runner_up
        assert heard.runner_up_score < heard.score

    def test_why_a_word_was_refused_is_told(self, best):
        heard = best.decide(alone(say("Television.")), EVERYTHING)

        assert heard.command is None
        assert heard.refusal

    def test_a_damaged_answer_of_the_library_is_a_device_error(self, best, monkeypatch):
        monkeypatch.setattr(best._model, "_encoder", None)

        with pytest.raises(VoicecoachError, match="moonshine"):
            best.decide(alone(say("Stop.")), EVERYTHING)


@pytest.fixture(scope="module")
def tokens():
    folder = find_model()
    if folder is None:
        pytest.skip("moonshine has no wheel for this machine")
    return Tokens(read_pieces(folder / "tokenizer.bin"))


class TestTokens:
    @pytest.mark.parametrize("text", ["Stop.", "I can't get up", "Quieter", "How many left?"])
    def test_text_comes_back_from_each_of_its_spellings(self, tokens, text):
        assert all(tokens.decode(each) == text for each in tokens.spellings(text))

    def test_letters_are_pieces_and_not_raw_bytes(self, tokens):
        """The model gives its full stop a likelihood of about 1, the raw byte 0.001."""
        assert all(token > 258 for token in tokens.encode("Stop. I can't!"))

    def test_a_common_word_is_one_piece(self, tokens):
        assert len(tokens.encode("Stop")) == 1
