"""The loudness of a recording from its phrases, against that of all its samples."""

import math
from dataclasses import replace

import numpy as np
import pytest

from taking import recordings_of, session, take_of
from voicecoach.adapters.codecs._blocks import blocks
from voicecoach.sound.loudness import loudness
from voicecoach.sound.metering import measured
from voicecoach.sound.peaks import true_peak


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return session(tmp_path_factory.mktemp("level"))


@pytest.mark.parametrize("index", [1, 2])
def test_it_is_that_of_the_samples_within_a_tenth(made, index):
    part, rate = recordings_of(made)[1][index], made.library.voice.rate
    pcm = np.concatenate(list(blocks(take_of(made, part), rate, 1 << 16)))
    meter = measured(part, made.library.clip, rate, ceiling=-3.0)

    assert meter.loudness == pytest.approx(loudness(pcm, rate), abs=0.1)
    assert meter.true_peak == pytest.approx(true_peak(pcm / np.float32(32768)), abs=0.1)
    assert meter.true_peak <= -3.0


def test_a_lower_ceiling_makes_it_quieter_and_no_words_make_silence(made):
    part, rate = recordings_of(made)[1][-1], made.library.voice.rate
    usual = measured(part, made.library.clip, rate, ceiling=-3.0)
    lower = measured(part, made.library.clip, rate, ceiling=-12.0)
    nothing = measured(replace(part, cues=()), made.library.clip, rate, ceiling=-3.0)

    assert lower.loudness < usual.loudness - 3
    assert lower.true_peak <= -12
    assert nothing.loudness == nothing.true_peak == -math.inf
