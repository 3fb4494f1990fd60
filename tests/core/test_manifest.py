"""What an export notes of its files: read as it was written, and never led elsewhere."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.manifest import Made, Manifest, Written, document, parse
from voicecoach.core.units import Ms

FILE = Written("mp3/01 Welcome.mp3", 12, "ab")
FULL = Manifest(
    "low-back-1", "Lower back", "en", "Our own.", "hibari", Ms(1000), "sound", -16.6, -3.0,
    (Made("m4b", "key", (Written("low-back-1.m4b", 3, "cd"),)), Made("mp3", "key", (FILE,))),
)  # fmt: skip
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def test_it_is_read_as_it_was_written():
    assert parse(json.loads(json.dumps(document(FULL)))) == FULL


def test_a_format_made_again_takes_the_place_of_the_one_before():
    again = Made("mp3", "new", ())

    assert FULL.having(again).find("mp3") == again
    assert FULL.having(again).find("m4b") == FULL.find("m4b")
    assert set(FULL.known) == {"low-back-1.m4b", "mp3/01 Welcome.mp3"}


@given(data=json_values)
def test_what_is_none_is_empty(data):
    assert parse(data) == Manifest()


@given(key=st.sampled_from(list(document(FULL))), value=json_values)
def test_a_damaged_one_is_read_in_full_or_not_at_all(key, value):
    data = document(FULL) | {key: value}

    assert parse(data) in {Manifest(), *_with(key, value)}


def _with(key, value):
    """Return what it would be if ``value`` were good for ``key``."""
    texts = {"level", "title", "language", "source", "voice", "sound"}
    levels = {"loudness_lufs": "loudness", "true_peak_dbtp": "true_peak"}
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if key in texts and isinstance(value, str):
        yield replace(FULL, **{key: value})
    if key == "length_ms" and isinstance(value, int):
        yield replace(FULL, length=Ms(value))
    if key in levels and number and -200 <= value <= 0:
        yield replace(FULL, **{levels[key]: float(value)})
    if key == "made" and value == []:
        yield replace(FULL, made=())
    if key in {"format", "version"} and value == document(FULL)[key]:
        yield FULL


@pytest.mark.parametrize("path", ["", "/etc/x", "../x", "a/../../x", "C:x", "a\\b", "a//b", "."])
def test_a_path_that_leads_elsewhere_is_not_believed(path):
    data = document(FULL)
    data["made"][0]["files"][0]["path"] = path

    assert parse(data) == Manifest()
