"""The recordings in audio/ are what the program says today."""

import importlib.util
import sys
from pathlib import Path

import av
import numpy as np
import pytest

PROJECT = Path(__file__).parents[2]
LIMIT = 700_000
"""Bytes of a sample at most."""
STEP = 0.05
"""Seconds of sound whose loudness is one number of an outline."""
RATE = 48000


@pytest.fixture(scope="module")
def make_audio():
    path = PROJECT / "scripts" / "make_audio.py"
    spec = importlib.util.spec_from_file_location("make_audio", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


def outline(data):
    """Return how loud ``data``, an Opus file as bytes, is in each step; and its chapters."""
    import io

    with av.open(io.BytesIO(data)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
        marks = [(mark["start"], mark["metadata"]["title"]) for mark in container.chapters()]
    sound = np.concatenate(frames, axis=1)[0].astype(float)
    width = round(STEP * RATE)
    steps = sound[: len(sound) // width * width].reshape(-1, width)
    return np.sqrt((steps**2).mean(axis=1)), marks


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_sample_made_again_sounds_the_same(make_audio, cache, number):
    """Bytes may differ: a neural voice is not computed alike on every processor."""
    kept = (make_audio.AUDIO / f"low-back-{number}.opus").read_bytes()
    made = make_audio.sample(number, cache)

    assert len(kept) < LIMIT
    (old, old_marks), (new, new_marks) = outline(kept), outline(made)
    assert new_marks == old_marks
    assert len(new) == len(old)
    assert np.corrcoef(old, new)[0, 1] > 0.99


def test_there_is_a_sample_of_each_level_and_nothing_else_is_kept(make_audio):
    kept = {path.name for path in make_audio.AUDIO.glob("low-back-*.opus")}

    assert kept == {f"low-back-{number}.opus" for number in make_audio.SHOWN}
