"""sphinx: pocketsphinx with a grammar of what can be said now; small, offline, everywhere.

A decoder that is kept needs 15 to 40 ms for a command; SpeechRecognition's own
wrapper builds a new one each time and needs seconds. It hears near speech
well, far or noisy speech badly, and rejects badly: a fallback.
"""

from __future__ import annotations

from importlib.util import find_spec
from math import inf
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from voicecoach.adapters.recognizers._foils import FOILS
from voicecoach.core.commands import SAFETY, Command
from voicecoach.core.matching import plain
from voicecoach.errors import ConfigError, DeviceError
from voicecoach.ports import Hypothesis, RecognizerEngine, RecognizerSetup, Status

if TYPE_CHECKING:
    from pocketsphinx import Decoder
    from speech_recognition import AudioData

RATE = 16_000
REMEDY = "pip install 'voicecoach[sphinx]'"
LEAST = 0.75
"""Likelihood a frame, as pocketsphinx gives it, from which a command is believed."""
LEAST_SAFETY = 0.70
"""The same for `SAFETY`."""
LONGEST = 2.6
"""Seconds of a segment; what is longer was no command."""


class SphinxRecognizer:
    """Keeps a decoder whose dictionary holds only the words of the setup and some foils."""

    name = "sphinx"
    online = False

    def __init__(self, setup: RecognizerSetup) -> None:
        """Load the acoustic model and the words.

        Raises:
            ConfigError: another language than English.
            DeviceError: pocketsphinx is missing or does not load.
        """
        if setup.language.split("-")[0].lower() != "en":
            raise ConfigError(f"The recognizer sphinx hears English only, not {setup.language}.")
        self._owner = {
            phrase: command
            for command, phrases in setup.phrases.items()
            for phrase in map(plain, phrases)
        }
        self._foils = [word for word in FOILS if word not in self._owner]
        words = {word for text in (*self._owner, *self._foils) for word in text.split()}
        self._decoder: Decoder | None
        self._decoder, self._known = _load(words)
        self._grammars: set[str] = set()
        self._lock = Lock()

    def decide(self, audio: AudioData, allowed: frozenset[Command]) -> Hypothesis:
        """Return the best phrase of the grammar; no command if it is a foil or not likely enough.

        Raises:
            DeviceError: the decoder is closed or fails.
        """
        data = audio.get_raw_data(convert_rate=RATE, convert_width=2)
        if not any(data) or len(data) > 2 * RATE * LONGEST:
            return Hypothesis(None, "", -inf)
        with self._lock:
            if self._decoder is None:
                raise DeviceError("The recognizer sphinx is closed; start the session again.")
            try:
                words, score = self._best(self._decoder, data, allowed)
            except RuntimeError as exc:
                raise DeviceError(f"The recognizer sphinx failed ({exc}); {REMEDY}") from exc
        command = self._owner.get(words)
        sure = command in allowed and score >= (LEAST_SAFETY if command in SAFETY else LEAST)
        return Hypothesis(command if sure else None, words, score)

    def close(self) -> None:
        """Free the decoder; a second call does nothing."""
        with self._lock:
            self._decoder = None

    def _best(
        self, decoder: Decoder, data: bytes, allowed: frozenset[Command]
    ) -> tuple[str, float]:
        decoder.activate_search(self._grammar(decoder, allowed))
        decoder.reinit_feat()  # else the piece before changes this one's answer
        decoder.start_utt()
        decoder.process_raw(data, full_utt=True)
        decoder.end_utt()
        found = decoder.hyp()
        return (str(found.hypstr), float(found.score)) if found else ("", -inf)

    def _grammar(self, decoder: Decoder, allowed: frozenset[Command]) -> str:
        name = "g" + "".join("01"[command in allowed] for command in Command)
        if name not in self._grammars:
            said = [p for p, owner in self._owner.items() if owner in allowed and self._can(p)]
            choice = " | ".join([*said, *(foil for foil in self._foils if self._can(foil))])
            text = f"#JSGF V1.0; grammar {name}; public <{name}> = {choice} ;"
            decoder.add_jsgf_string(name, text)
            self._grammars.add(name)
        return name

    def _can(self, phrase: str) -> bool:
        return all(word in self._known for word in phrase.split())


def _load(words: set[str]) -> tuple[Decoder, set[str]]:
    try:
        import pocketsphinx

        folder = Path(pocketsphinx.get_model_path()) / "en-us"
        sounds = _pronunciations(folder / "cmudict-en-us.dict", words)
        decoder = pocketsphinx.Decoder(
            hmm=str(folder / "en-us"), dict=None, lm=None, loglevel="FATAL"
        )
    except (ImportError, OSError, RuntimeError, ValueError) as exc:
        raise DeviceError(f"The recognizer sphinx cannot be loaded ({exc}); {REMEDY}") from exc
    for place, (word, sound) in enumerate(sounds.items(), 1):
        decoder.add_word(word, sound, place == len(sounds))
    return decoder, set(sounds)


def _pronunciations(path: Path, words: set[str]) -> dict[str, str]:
    found = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, _, sounds = line.partition(" ")
            if word.partition("(")[0] in words:
                found[word] = sounds.strip()
    return found


def _status() -> Status:
    if find_spec("pocketsphinx") is None:
        return Status(ready=False, detail="The package pocketsphinx is missing.", remedy=REMEDY)
    return Status(ready=True, detail="Offline, model included; for quiet rooms and near speech.")


ENGINE = RecognizerEngine(
    "sphinx",
    "Small, offline; for quiet rooms and where moonshine is not available.",
    online=False,
    status=_status,
    make=SphinxRecognizer,
)
