"""Scores what was cut: likelihoods by the exported heads, and by Moonshine of the best phrases."""

from __future__ import annotations

import json
import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lab.clips import Clips, Note, load_clips
from lab.encoding import Encoder
from lab.trials import SINGLE
from lab.work import Work, whole
from voicecoach.adapters.recognizers._grammar import spell
from voicecoach.adapters.recognizers._moonshine_model import Heard, MoonshineModel

Floats = npt.NDArray[np.float32]
Pcm = npt.NDArray[np.int16]

LIKED = 8
"""Phrases, the best by the head, that Moonshine scores, too."""
SHORTEST = 2400
"""Samples; what is shorter was not heard."""
NOT_HEARD = -30.0


class Scorer:
    """The exported weights, which are the mean of all heads, beside Moonshine."""

    def __init__(self, weights: Path) -> None:
        import onnxruntime

        labels = json.loads((weights / "commands-en.json").read_text(encoding="utf-8"))
        self.phrases: list[str] = labels["phrases"]
        path = str(weights / "commands-en.onnx")
        self._head: Any = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        self._encoder, self._moonshine = Encoder(), MoonshineModel()
        tokens = self._moonshine.tokens
        self._spellings = [tokens.spellings(spell(phrase)) for phrase in self.phrases]

    def score(self, pcm: Pcm) -> tuple[Floats, Floats]:
        """Return log P by the head (phrases and other), and by Moonshine (NaN: not scored)."""
        theirs = np.full(len(self.phrases), np.nan, np.float32)
        if len(pcm) < SHORTEST:
            return np.full(len(self.phrases) + 1, NOT_HEARD, np.float32), theirs
        states = self._encoder.alone(pcm)
        ours: Floats = self._head.run(None, {"states": states})[0][0]
        liked = [int(at) for at in np.argsort(-ours[:-1])[:LIKED]]
        texts = [(at, spelling) for at in liked for spelling in self._spellings[at]]
        scores = Heard(self._moonshine, states).score([spelling for _, spelling in texts])
        for (at, _), score in zip(texts, scores, strict=True):
            theirs[at] = score if np.isnan(theirs[at]) else np.logaddexp(theirs[at], score)
        return ours, theirs


def score_all(work: Work, weights: Path) -> None:
    """Score each file of ``WORK/cut`` into ``WORK/cut/NAME.scores.npz`` and say what is known."""
    scorer = Scorer(weights)
    for path in sorted(work.cut.glob("*.npz")):
        if path.name.endswith(".scores.npz"):
            continue
        clips, began = load_clips(path), time.monotonic()
        scores = []
        for number, pcm in enumerate(clips.pcm):
            scores.append(scorer.score(pcm))
            if number % 500 == 499:
                spent = time.monotonic() - began
                print(f"score: {path.name}: {number + 1} of {len(clips.pcm)}, {spent:.0f} s")
        ours = np.array([each for each, _ in scores]).reshape(-1, len(scorer.phrases) + 1)
        theirs = np.array([each for _, each in scores]).reshape(-1, len(scorer.phrases))
        done = path.with_suffix(".scores.npz")
        whole(done, partial(np.savez, head=ours, moonshine=theirs))
        for line in summary(clips, ours, scorer.phrases):
            print(f"score: {path.stem}: {line}")


def summary(clips: Clips, head: Floats, phrases: list[str]) -> list[str]:
    """Return what the head alone makes of trials, a line for each kind and scene.

    Single commands: how often the best of the 27 is what was said. All else: how often
    the likeliest class is right, which for words to be refused is the last one.
    """
    single = [at for at, phrase in enumerate(phrases) if phrase in SINGLE]
    right: dict[tuple[str, str], list[bool]] = {}
    for pcm, note, scores in zip(clips.pcm, clips.notes, head, strict=True):
        best = single[int(scores[single].argmax())] if note.kind == "word" else int(scores.argmax())
        said = phrases.index(note.said) if note.said in phrases else len(phrases)
        heard = len(pcm) > 0 or said == len(phrases)
        right.setdefault((_kind(note), note.scene), []).append(heard and best == said)
    return [
        f"{kind}, {scene}: {sum(each) / len(each):.3f} of {len(each)} right"
        for (kind, scene), each in sorted(right.items())
    ]


def _kind(note: Note) -> str:
    who = "people" if note.person else "voices"
    return f"{note.kind} of {who}" if note.kind else "to be refused"
