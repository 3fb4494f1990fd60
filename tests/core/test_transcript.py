"""A recording as text, phrase by phrase, and as WebVTT, word by word."""

import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given, settings

from levels import BOOK, levels
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.profile import PROFILES
from voicecoach.core.recordings import Depth, Mark, Recording, parts, whole
from voicecoach.core.tape import Measured
from voicecoach.core.timeline import Cue, CueKind
from voicecoach.core.transcript import chapters, clock, plain_text
from voicecoach.core.units import Ms
from voicecoach.core.webvtt import captions, chapter_track


def measure(text):
    return Measured(Ms(90 + 40 * len(text)), Ms(60))


def recordings(plan):
    timeline = compile_level(plan, BOOK, lambda t: Measured(Ms(300), Ms(60)), Options(Medium.FILE))
    facts = (timeline, BOOK, measure, PROFILES["plain"])
    return (whole(*facts), *parts(*facts))


def spans(vtt):
    """Return start, end and text of each cue of a WebVTT file, times in milliseconds."""
    blocks = vtt.strip().split("\n\n")
    assert blocks[0] == "WEBVTT"
    found = []
    for number, block in enumerate(blocks[1:], 1):
        name, times, text = block.split("\n")
        assert name == str(number)
        match = re.fullmatch(
            r"(\d\d+):(\d\d):(\d\d\.\d{3}) --> (\d\d+):(\d\d):(\d\d\.\d{3})", times
        )
        start, end = (
            int(h) * 3_600_000 + int(m) * 60_000 + round(float(s) * 1000)
            for h, m, s in (match.groups()[:3], match.groups()[3:])
        )
        found.append((start, end, unescape(text)))
    return found


def cue(start, length, text, kind=CueKind.TALK, rep=0):
    return Cue(Ms(start), Ms(length), text, kind, rep=rep)


BRIDGE = Recording(
    "Bridge", 2, 3,
    (
        cue(500, 900, "Part two of three: bridge."),
        cue(2000, 900, "Lift  your\nhips."),
        cue(4000, 300, "And begin."),
        cue(4700, 120, "start", CueKind.CHIME),
        cue(6000, 300, "Lift", CueKind.PHASE, rep=1),
        cue(8000, 300, "One.", CueKind.COUNT, rep=1),
        cue(8310, 300, "Lift. Last one.", CueKind.PHASE, rep=2),
        cue(10_000, 300, "Two.", CueKind.COUNT, rep=2),
        cue(11_000, 500, "And rest."),
    ),
    (Mark(Ms(470), "Bridge", Depth.PART, "bridge"), Mark(Ms(3970), "Set 1", Depth.SET, "bridge")),
    Ms(12_000), "en", "bridge",
)  # fmt: skip


def test_a_transcript_has_a_heading_for_each_chapter_and_a_line_for_each_phrase():
    assert plain_text(BRIDGE, "From a source.") == (
        "Bridge\n"
        "From a source.\n"
        "Length: 12 seconds.\n"
        "\n\n"
        "Bridge (0:00)\n"
        "\n"
        "Part two of three: bridge.\n"
        "Lift your hips.\n"
        "\n"
        "Set 1 (0:03)\n"
        "\n"
        "And begin.\n"
        "(Sound: a set begins.)\n"
        "Lift. One.\n"
        "Lift. Last one. Two.\n"
        "And rest.\n"
    )


def test_a_phrase_begins_a_little_early_but_never_within_the_one_before():
    starts = [phrase.start for chapter in chapters(BRIDGE) for phrase in chapter.phrases]

    assert starts == [0, 1970, 3970, 4670, 5970, 8300, 10_970]


def test_captions_have_every_word_at_its_time():
    assert spans(captions(BRIDGE))[3:7] == [
        (4700, 4820, "(Sound: a set begins.)"),
        (6000, 6300, "Lift"),
        (8000, 8300, "One."),
        (8310, 8610, "Lift. Last one."),
    ]


def test_a_chapter_lasts_until_the_next():
    assert spans(chapter_track(BRIDGE)) == [(470, 3970, "Bridge"), (3970, 12_000, "Set 1")]


@pytest.mark.parametrize("text", ["a & b", "<v>bold</v>", "this --> that", "a\n\nb", "&amp;"])
def test_no_text_is_taken_for_markup(text):
    said = Recording("T", 1, 1, (cue(0, 100, text),), (Mark(Ms(0), text, Depth.PART),), Ms(100))
    flat = " ".join(text.split())

    assert spans(captions(said)) == spans(chapter_track(said)) == [(0, 100, flat)]
    assert captions(said).count("-->") == 1


def test_a_cue_without_a_length_ends_after_it_starts():
    said = Recording("T", 1, 1, (cue(50, 0, "Hm."),), (Mark(Ms(0), "T", Depth.PART),), Ms(100))

    assert spans(captions(said)) == [(50, 51, "Hm.")]


@settings(max_examples=40)
@given(levels)
def test_phrases_tile_every_recording_and_hold_every_word(plan):
    for recording in recordings(plan):
        found = [phrase for chapter in chapters(recording) for phrase in chapter.phrases]
        assert (found[0].start, found[-1].end) == (0, recording.length)
        assert all(one.end == other.start for one, other in pairwise(found))
        assert all(phrase.start < phrase.end and phrase.text for phrase in found)
        said = "".join(phrase.text for phrase in found)
        for each in recording.cues:
            if each.kind is not CueKind.CHIME:
                assert each.text in said


@settings(max_examples=40)
@given(levels)
def test_captions_are_in_order_within_the_recording(plan):
    for recording in recordings(plan):
        found = spans(captions(recording))
        assert len(found) == sum(bool(each.text) for each in recording.cues)
        assert all(0 <= start < end <= recording.length for start, end, _text in found)
        assert all(one[0] <= other[0] for one, other in pairwise(found))
        places = spans(chapter_track(recording))
        assert [place[2] for place in places] == [mark.title for mark in recording.marks]


@pytest.mark.parametrize(
    ("at", "shown"), [(0, "0:00"), (59_999, "0:59"), (172_060, "2:52"), (3_772_000, "1:02:52")]
)
def test_a_place_is_shown_as_players_do(at, shown):
    assert clock(Ms(at)) == shown
