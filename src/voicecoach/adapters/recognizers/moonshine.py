"""moonshine: scores what can be said now against the audio; offline, from pip alone.

Free text from a small model is right for half of the commands at 2 m. Asking the same model
how likely each allowed phrase is, is right for four fifths. A head of our own on what its
encoder hears is right for 19 of 20, also where there is breath and music (docs/listening.md).
"""

from __future__ import annotations

import platform
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.adapters.recognizers._foils import FOILS
from voicecoach.adapters.recognizers._grammar import Text, best_text, spell
from voicecoach.adapters.recognizers._head import Choice, Head, find_weights
from voicecoach.adapters.recognizers._moonshine_model import (
    REMEDY,
    Floats,
    Heard,
    MoonshineModel,
    find_model,
)
from voicecoach.core.commands import SAFETY, Command
from voicecoach.errors import ConfigError, DeviceError
from voicecoach.ports import Hypothesis, RecognizerEngine, RecognizerSetup, Status

if TYPE_CHECKING:
    from speech_recognition import AudioData

RATE = 16_000
LEAST = -5.0
"""log P of a phrase from which a command is believed."""
LEAST_SAFETY = -6.0
"""The same for `SAFETY`: a false stop is cheap, a missed one is not."""
LEAD = 0.5
"""How much likelier (log P) a foil must be than a word before it wins; `LEAD_SURE` for
safety words and phrases, which nobody says by chance. Read off 300 near commands and 160
single words that are none: without foils 23 of the words were taken for a command and
93 % of the commands were heard; with these figures 2 words and 86 %."""
LEAD_SURE = 2.0
LONGEST_WORD = 1.9
"""Seconds of a segment for a command of one word; what is longer was not one word."""
LONGEST_PHRASE = 2.6
"""Seconds of a segment for a phrase of several words."""
SURE = 1.0
"""How far above its threshold a score of the head must be for nothing to be in doubt."""
LIKE = -0.7
"""Share, as a natural logarithm, of all that was refused from which a word is named: a half."""
SHORTEST = 0.15
"""Seconds; the model needs more than one of its frames."""


class MoonshineRecognizer:
    """Keeps the model, and the head for the phrases that it was trained on.

    Phrases that the head does not know, in words of the user's own or behind a wake word,
    are scored by the model itself.
    """

    name = "moonshine"
    online = False

    def __init__(self, setup: RecognizerSetup, weights: Path | None = None) -> None:
        """Load the model and warm it up, so that the first command is not the slow one.

        Args:
            setup: the phrases, and their language.
            weights: folder of the head; None for the one that comes with voicecoach.

        Raises:
            ConfigError: another language than English.
            DeviceError: the model is missing or does not load.
        """
        language = setup.language.split("-")[0].lower()
        if language != "en":
            raise ConfigError(
                f"The recognizer moonshine hears English only, not {setup.language}; "
                f"choose another one with --recognizer."
            )
        folder = weights or find_weights(language)
        self._head = Head(folder, language) if folder else None
        said = [(command, each) for command, texts in setup.phrases.items() for each in texts]
        self._known = tuple(one for one in said if self._head and self._head.knows(one[1]))
        strange = [one for one in said if one not in self._known]
        self._model: MoonshineModel | None = MoonshineModel(writes=bool(strange))
        self._lock = Lock()
        spelling = self._model.tokens.spellings
        self._texts = tuple(
            Text(command, phrase, spelling(spell(phrase))) for command, phrase in strange
        )
        phrases = {phrase for _, phrase in said}
        self._foils = tuple(
            Text(None, word, spelling(spell(word))) for word in FOILS if word not in phrases
        )
        silence: Floats = np.zeros(RATE, np.float32)
        self._decide(silence, frozenset(setup.phrases))

    def decide(self, audio: AudioData, allowed: frozenset[Command]) -> Hypothesis:
        """Return the likeliest command; none if it is not likely enough.

        Raises:
            DeviceError: the model is closed or fails.
        """
        data = audio.get_raw_data(convert_rate=RATE, convert_width=2)
        samples = np.frombuffer(data, np.int16).astype(np.float32) / np.float32(32768)
        if len(samples) < SHORTEST * RATE or len(samples) > LONGEST_PHRASE * RATE:
            return Hypothesis(None, "", -np.inf)
        try:
            return self._decide(samples, allowed)
        except DeviceError:
            raise
        except Exception as exc:  # onnxruntime's errors share no base class of their own
            raise DeviceError(f"The recognizer moonshine failed ({exc}); {REMEDY}") from exc

    def close(self) -> None:
        """Free the model; a second call does nothing."""
        with self._lock:
            self._model = None

    def _decide(self, samples: Floats, allowed: frozenset[Command]) -> Hypothesis:
        with self._lock:
            if self._model is None:
                raise DeviceError("The recognizer moonshine is closed; start the session again.")
            states = self._model.encode(samples)
            known = self._by_head(states, allowed)
            if known.command is not None:
                return known
            strange = self._by_text(self._model, states, len(samples), allowed)
        return known if strange.command is None and known.words else strange

    def _by_head(self, states: Floats, allowed: frozenset[Command]) -> Hypothesis:
        said = [one for one in self._known if one[0] in allowed]
        choice = self._head.choose(states, said) if self._head else None
        if self._head is None or choice is None:
            return Hypothesis(None, "", -np.inf)
        least = self._head.marks.of(choice.command)
        heard = choice.score >= least
        return Hypothesis(
            choice.command if heard else None,
            choice.words,
            choice.score,
            least,
            choice.runner_up,
            choice.runner_up_score,
            "" if heard else _refusal(choice),
            sure=choice.score >= least + SURE,
        )

    def _by_text(
        self, model: MoonshineModel, states: Floats, length: int, allowed: frozenset[Command]
    ) -> Hypothesis:
        one_word = length <= LONGEST_WORD * RATE
        texts = [
            text
            for text in self._texts
            if text.command in allowed and (one_word or " " in text.words)
        ]
        if not texts:
            return Hypothesis(None, "", -np.inf)
        heard = Heard(model, states)
        best, score = best_text(heard, texts, LEAST_SAFETY)
        if best is None:
            return Hypothesis(None, "", score)
        least = LEAST_SAFETY if best.command in SAFETY else LEAST
        if score < least:
            return Hypothesis(None, best.words, score, least, refusal="is not likely enough")
        sure = best.command in SAFETY or " " in best.words
        lead = LEAD_SURE if sure else LEAD
        foil, foil_score = best_text(heard, self._foils, score + lead)
        if foil is not None and foil_score > score + lead:
            refusal = f"sounds more like {foil.words}"
            return Hypothesis(None, best.words, score, least, foil.words, foil_score, refusal)
        return Hypothesis(best.command, best.words, score, least)


def _refusal(choice: Choice) -> str:
    if choice.runner_up_score > LIKE:
        return f"sounds more like {choice.runner_up}"
    return "is not like any command"


def _status() -> Status:
    if find_spec("onnxruntime") is None:
        return Status(
            ready=False,
            detail="The package onnxruntime is missing.",
            remedy="pip install onnxruntime",
        )
    if find_model() is None:
        where = f"{platform.system()} on {platform.machine()}"
        detail = f"The speech model moonshine-voice is missing; it may not exist for {where}."
        return Status(ready=False, detail=detail, remedy=f"{REMEDY}, or use --recognizer sphinx")
    return Status(ready=True, detail="Offline recognizer, model included.")


ENGINE = RecognizerEngine(
    "moonshine",
    "Neural, offline: scores what can be said now. The default.",
    online=False,
    status=_status,
    make=MoonshineRecognizer,
)
