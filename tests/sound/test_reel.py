import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levels import BOOK, level
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import Chime
from voicecoach.core.timeline import Cue, CueKind, Segment, SegmentKind, Timeline
from voicecoach.core.units import Ms
from voicecoach.sound.chimes import make_chime
from voicecoach.sound.clip import Clip
from voicecoach.sound.reel import Reel, blank_reel, clip_start, make_reel, samples
from voicecoach.testing import RATE, BeepVoice

VOICE = BeepVoice()


def tone(length, value=1000, attack=0, rate=RATE):
    return Clip(np.full(length, value, np.int16), rate, attack)


def cue(start, text="x", kind=CueKind.TALK, beat=None):
    return Cue(Ms(start), Ms(100), text, kind, beat=None if beat is None else Ms(beat))


REEL = Reel([100, 300, 1000], [tone(100, 1), tone(500, 2), tone(50, 3)], 1200)


def test_a_reel_is_silent_but_for_its_clips():
    whole = REEL.read(0, REEL.length)

    assert [(int(whole[i]), i) for i in np.flatnonzero(np.diff(whole)) + 1] == [
        (1, 100), (0, 200), (2, 300), (0, 800), (3, 1000), (0, 1050),
    ]  # fmt: skip


@given(st.integers(0, 1300), st.integers(0, 1300))
def test_any_stretch_of_a_reel_is_the_same_stretch_of_the_whole(start, count):
    whole = np.concatenate([REEL.read(0, REEL.length), np.zeros(2600, np.int16)])

    assert np.array_equal(REEL.read(start, count), whole[start : start + count])


@pytest.mark.parametrize(
    ("start", "first"), [(0, 0), (100, 0), (101, 1), (300, 1), (301, 2), (1001, 3)]
)
def test_the_first_clip_from_a_sample_on_is_one_that_is_not_cut(start, first):
    assert REEL.first_from(start) == first


def test_clips_before_the_first_are_left_out():
    assert REEL.read(350, 400, first=2).any() == False  # noqa: E712 - a numpy bool
    assert REEL.read(350, 700, first=2)[-50:].tolist() == [3] * 50


def test_past_its_end_a_reel_is_silent():
    assert not REEL.read(5000, 100).any()
    assert not blank_reel().read(0, 100).any()


@given(st.integers(0, 10**7), st.integers(0, 2000), st.sampled_from([8000, 22050, 24000]))
def test_the_attack_of_a_clip_falls_on_the_very_sample_of_its_beat(beat, attack, rate):
    clip = tone(2500, attack=attack, rate=rate)

    assert clip_start(cue(0, beat=beat + 3000), clip) + attack == round((beat + 3000) * rate / 1000)


def test_a_clip_without_a_beat_starts_where_its_cue_does():
    assert clip_start(cue(1500), tone(10, attack=5)) == 12_000


@pytest.mark.parametrize("rate", [8000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("end", [1, 999, 1001, 245_317])
def test_a_playhead_at_the_end_of_the_reel_reads_as_the_end(rate, end):
    talk = Segment(SegmentKind.TALK, "Welcome", Ms(0), Ms(end), block=0)
    reel = make_reel(Timeline((), (talk,), ("Welcome",)), VOICE.render, rate)

    assert reel.length * 1000 // rate >= end
    assert (reel.length - 1) * 1000 // rate < end


def test_chimes_of_the_timeline_are_chimes_and_no_words():
    timeline = compile_level(level(), BOOK, VOICE.measure)
    reel = make_reel(timeline, VOICE.render, RATE)

    index = next(i for i, c in enumerate(timeline.cues) if c.kind is CueKind.CHIME)
    assert np.array_equal(reel.clips[index].pcm, make_chime(Chime.OK, RATE).pcm)


@pytest.mark.parametrize("rate", [8000, 22_050, 24_000])
def test_no_clip_of_a_session_reaches_into_the_next(rate):
    def voice(text):
        return Clip(np.full(len(text) * rate * 3 // 100, 9, np.int16), rate, rate // 25)

    def measure(text):
        clip = voice(text)
        return type(VOICE.measure("a"))(clip.length, clip.attack_ms)

    reel = make_reel(compile_level(level(), BOOK, measure), voice, rate)
    ends = [start + len(clip.pcm) for start, clip in zip(reel.starts, reel.clips, strict=True)]

    assert all(end <= start for end, start in zip(ends, reel.starts[1:], strict=False))
    assert ends[-1] <= reel.length


def test_a_time_falls_on_the_nearest_sample():
    assert [samples(Ms(at), 22_050) for at in (0, 1, 2, 1000)] == [0, 22, 44, 22_050]
