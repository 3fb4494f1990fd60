"""Every sentence that names a side is heard with that side by a recognizer, not with the other."""

import re

import numpy as np
import pytest
import soxr

from levels import BOOK
from voicecoach.adapters.recognizers._moonshine_model import MoonshineModel, find_model
from voicecoach.cli.content import with_relatives
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.job import Options
from voicecoach.flows.prepare import Library, draft_texts
from voicecoach.ports import VoiceChoice
from voicecoach.registry import voice_engine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_model() is None, reason="elsewhere: there is no moonshine model here"),
]
SIDES = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
A_SIDE = re.compile(r"\b(left|right)\b", re.IGNORECASE)
RATE = 16000


@pytest.fixture(scope="module")
def heard():
    """Return a function from a text, spoken by the default voice, to likelihoods of other texts."""
    library = Library(voice_engine("hibari").make(VoiceChoice()))
    model = MoonshineModel()

    def score(text, others):
        clip = library.clip(text)
        sound = soxr.resample(clip.pcm.astype(np.float32) / 32768, clip.rate, RATE)
        quiet = np.zeros(RATE // 5, np.float32)
        piece = model.hear(np.concatenate([quiet, sound.astype(np.float32), quiet]))
        plain = [each.rstrip(".") for each in others]
        return piece.score([model.tokens.encode(each) for each in plain])

    yield score
    library.voice.close()


def swapped(text):
    """Return ``text`` with one side after the other swapped, and with all of them."""
    places = list(A_SIDE.finditer(text))
    single = [text[: hit.start()] + SIDES[hit[0]] + text[hit.end() :] for hit in places]
    return [*single, A_SIDE.sub(lambda hit: SIDES[hit[0]], text)]


def sided():
    """Return all sentences of the shipped levels that name a side, each once."""
    shelf = find_levels([shipped_folder()])
    texts = [
        text
        for level in shelf.levels
        for text in draft_texts(with_relatives(level, shelf.levels), BOOK, Options())
    ]
    return [text for text in dict.fromkeys(texts) if A_SIDE.search(text)]


def test_each_sentence_that_names_a_side_sounds_like_it_and_not_like_the_other(heard):
    wrong = []
    for text in sided():
        right, *others = heard(text, [text, *swapped(text)])
        if max(others) >= right:
            wrong.append(text)

    assert wrong == []


def test_a_side_that_is_said_wrong_is_noticed(heard):
    said = "Place your left elbow directly under your left shoulder."
    right, *others = heard(said, [swapped(said)[-1], said])

    assert max(others) > right
