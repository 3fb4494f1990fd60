"""Who is on which side: nobody on two."""

import csv
from collections import defaultdict
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.corpus import DEV_VOICES, HELD_VOICES, UNHEARD_VOICES, load, part_of, part_of_voices
from lab.voices import espeak, flite, hibari, kokoro
from lab.voices.kokoro_model import Kokoro
from lab.words import load_words

COLUMNS = ("file", "label", "speaker", "kind", "licence", "seconds")


@pytest.fixture
def folder(tmp_path):
    """Eighty people and nine voices, each with three words; twenty sentences of unnamed people."""
    voices = [*HELD_VOICES, *DEV_VOICES, "kok_am_adam", "flite_awb", "held_somebody"]
    speakers = [(f"person{number}", "human") for number in range(80)]
    speakers += [(voice, "tts") for voice in sorted(voices)]
    rows = [
        (f"{word}-{speaker}.flac", word, speaker, kind, "CC-BY-4.0", "0.8")
        for speaker, kind in speakers
        for word in ("stop", "it_hurts", "other:left")
    ]
    rows += [
        (f"talk{number}.flac", "other", "many", "human", "Apache-2.0", "9.5")
        for number in range(20)
    ]
    rows.append(("7.flac", "seven", "person1", "human", "CC-BY-SA-4.0 Free Spoken Digit", "0.4"))
    with (tmp_path / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return tmp_path


def test_no_speaker_is_on_two_sides(folder):
    parts = defaultdict(set)
    for take in load(folder):
        parts[take.speaker].add(take.part)

    assert {len(each) for each in parts.values()} == {1}
    assert set.union(*parts.values()) == {"train", "dev", "held", "unheard"}


def test_most_people_are_trained_on_and_a_fifth_is_held_out(folder):
    people = {take.speaker: take.part for take in load(folder) if take.person}
    counts = [list(people.values()).count(part) for part in ("train", "dev", "held")]

    assert sum(counts) == 100
    assert 55 <= counts[0] <= 75
    assert 10 <= counts[2] <= 30


def test_share_alike_recordings_are_left_out(folder):
    assert not any(take.said == "seven" for take in load(folder))


def test_a_label_of_several_words_is_said_with_spaces_and_a_sentence_is_unknown(folder):
    said = {take.said for take in load(folder)}

    assert said == {"stop", "it hurts", "left", ""}


def test_a_folder_without_a_manifest_ends_in_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="--data"):
        load(tmp_path)


@given(st.text(min_size=1))
def test_a_person_stays_on_the_same_side(name):
    assert part_of(name, person=True) == part_of(name, person=True)
    assert part_of(name, person=True) in {"train", "dev", "held"}


def test_a_mix_is_as_strict_as_its_strictest_voice():
    assert part_of_voices(["kok_am_echo", "kok_zf_xiaoyi"]) == "train"
    assert part_of_voices(["kok_am_echo", "kok_am_eric"]) == "dev"
    assert part_of_voices(["kok_am_eric", "kok_bm_george"]) == "held"
    assert part_of_voices(["kok_bm_george", "kok_am_adam"]) == "unheard"


def test_the_voices_left_for_others_are_used_by_no_engine():
    words, unused = load_words(), {voice.removeprefix("kok_") for voice in UNHEARD_VOICES}

    assert len(unused) == 12
    assert not unused & {*kokoro.TRAINING, *kokoro.HELD, *kokoro.DEV}
    assert not UNHEARD_VOICES & {voice for order in _all_orders(words) for voice in order.voices}


def test_no_near_miss_that_is_kept_from_training_is_said_by_a_training_voice():
    words = load_words()

    taught = {order.text for order in _all_orders(words) if part_of_voices(order.voices) == "train"}
    assert not taught & words.kept
    assert set(words.phrases) <= taught


def test_the_orders_of_an_engine_are_the_same_again():
    words = load_words()

    first, second = (
        [(order.text, order.voices, order.speed) for order in islice(_all_orders(words), 500)]
        for _ in range(2)
    )
    assert first == second


def test_near_misses_are_no_commands():
    words = load_words()

    assert not set(words.near) & set(words.phrases)
    assert words.kept < set(words.near)
    assert {"text", "best", "step", "held", "box"} <= set(words.taught)


def _all_orders(words):
    plans = [espeak.orders, flite.orders, hibari.orders, kokoro.plan(Kokoro(None))]
    for plan in plans:
        yield from plan(words, np.random.default_rng(1))
