"""Moonshine tiny-en: how likely a text is, given a piece of speech.

The two model files come inside the package moonshine-voice (MIT); that package
itself is never imported, since it would load a sound device library.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from voicecoach.adapters.recognizers._tokens import END, START, Tokens, read_pieces
from voicecoach.adapters.support.inference import session
from voicecoach.errors import DeviceError

Floats = npt.NDArray[np.float32]
Past = dict[str, Floats]

REMEDY = "pip install moonshine-voice==0.0.73 onnxruntime"
_FILES = ("encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin")
_FULL_STOPS = (".", "!", "?", ",")
_BATCH = 24
"""Texts scored at once: each takes 130 kB a token for its 32 768 likelihoods."""
_LONGEST = 24
"""Tokens of a free transcript; 1.9 s of speech has no more."""


def find_model() -> Path | None:
    """Return the folder of the model files, or None if they are not installed."""
    spec = find_spec("moonshine_voice")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "assets" / "tiny-en"
        if all((folder / name).is_file() for name in _FILES):
            return folder
    return None


class Heard:
    """One piece of speech, taken in once and scored as often as wanted."""

    def __init__(self, model: MoonshineModel, states: Floats) -> None:
        self._model = model
        self._states = states
        logits, self._past = model.run(np.array([[START]], np.int64), states, None)
        self._first: Floats = _log_softmax(logits[0, -1])

    def first(self, token: int) -> float:
        """Return log P that the text begins with ``token``: no text that does is likelier."""
        return float(self._first[token])

    def score(self, texts: Sequence[tuple[int, ...]]) -> list[float]:
        """Return log P of each text (tokens without end), closed by any full stop or none."""
        batches = (texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH))
        return [score for batch in batches for score in self._score(batch)]

    def _score(self, texts: Sequence[tuple[int, ...]]) -> list[float]:
        width = max(len(text) for text in texts)
        ids = np.full((len(texts), width), END, np.int64)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = text
        past = {key: np.repeat(value, len(texts), 0) for key, value in self._past.items()}
        logits, _ = self._model.run(ids, self._states, past)
        return [
            self.first(text[0]) + self._rest(logits[row], text) for row, text in enumerate(texts)
        ]

    def transcript(self) -> tuple[tuple[int, ...], float]:
        """Return the likeliest text, word piece by word piece, and its log P."""
        tokens: list[int] = []
        chances, past, total = self._first, self._past, 0.0
        for _ in range(_LONGEST):
            token = int(chances.argmax())
            tokens.append(token)
            total += float(chances[token])
            if token == END:
                break
            logits, now = self._model.run(np.array([[token]], np.int64), self._states, past)
            past = {key: now[key] if ".decoder." in key else past[key] for key in past}
            chances = _log_softmax(logits[0, -1])
        return tuple(tokens), total

    def _rest(self, logits: Floats, text: tuple[int, ...]) -> float:
        chances = _log_softmax(logits[: len(text)])
        inner = sum(float(chances[at, text[at + 1]]) for at in range(len(text) - 1))
        ends = chances[len(text) - 1, list(self._model.ends)]
        return inner + float(np.logaddexp.reduce(ends))


class MoonshineModel:
    """The loaded model; one thread, about 10 ms of it for a second of speech, 40 with a grammar."""

    def __init__(self, *, writes: bool = True) -> None:
        """Load it.

        Args:
            writes: whether its decoder is needed, which tells how likely a text is: two thirds
                of the memory.

        Raises:
            DeviceError: the model is missing or does not load.
        """
        folder = find_model()
        if folder is None:
            raise DeviceError(f"The speech model moonshine is not installed; {REMEDY}")
        try:
            self._encoder = session(folder / _FILES[0])
            self._decoder = session(folder / _FILES[1]) if writes else None
            self.tokens = Tokens(read_pieces(folder / _FILES[2]))
        except Exception as exc:  # onnxruntime's errors share no base class of their own
            message = f"The speech model in {folder} cannot be loaded ({exc}); {REMEDY}"
            raise DeviceError(message) from exc
        inputs = self._decoder.get_inputs() if self._decoder else []
        outputs = self._decoder.get_outputs() if self._decoder else []
        self._past = [i for i in inputs if i.name.startswith("past")]
        self._inputs = {i.name for i in inputs}
        self._outputs = [o.name.replace("present", "past_key_values", 1) for o in outputs][1:]
        self.ends = (END, *(self.tokens.encode("a" + stop)[-1] for stop in _FULL_STOPS))

    def hear(self, samples: Floats) -> Heard:
        """Take in speech: 16 kHz, mono, -1 to 1, shape (n,), at least 0.1 s."""
        return Heard(self, self.encode(samples))

    def encode(self, samples: Floats) -> Floats:
        """Return the encoder's states, shape (1, frames, 288), 24 ms a frame."""
        feed = {
            "input_values": samples[None],
            "attention_mask": np.ones((1, len(samples)), np.int64),
        }
        states: Floats = self._encoder.run(None, feed)[0]
        return states

    def run(
        self, ids: npt.NDArray[np.int64], states: Floats, past: Past | None
    ) -> tuple[Floats, Past]:
        """Return the logits (texts, tokens, pieces) after ``ids``, and what was computed."""
        if self._decoder is None:
            raise DeviceError("The speech model was loaded without its decoder; start again.")
        count = len(ids)
        feed: dict[str, Any] = {
            "input_ids": ids,
            "encoder_hidden_states": np.repeat(states, count, 0),
            "encoder_attention_mask": np.ones((count, states.shape[1]), np.int64),
            "use_cache_branch": np.array([past is not None]),
        }
        for each in self._past:
            nothing = np.zeros((count, each.shape[1], 0, each.shape[3]), np.float32)
            feed[each.name] = nothing if past is None else past[each.name]
        known = {key: value for key, value in feed.items() if key in self._inputs}
        logits, *present = self._decoder.run(None, known)
        return logits, dict(zip(self._outputs, present, strict=True))


def _log_softmax(logits: Floats) -> Floats:
    top = logits.max(-1, keepdims=True)
    result: Floats = logits - top - np.log(np.exp(logits - top).sum(-1, keepdims=True))
    return result
