"""What the section export is made of: sessions of any length, peaks of memory, the plain way."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from export_parts.decoding import decoded
from export_parts.material import lasting
from export_parts.memory import peak

from voicecoach.core.recordings import Depth, Mark, Recording
from voicecoach.core.timeline import Cue, CueKind

NAIVE = Path(__file__).parents[2] / "benchmarks" / "baselines" / "naive_export.py"
CUES = (
    Cue(1_000, 500, "Lift.", CueKind.TALK),
    Cue(30_000, 400, "one", CueKind.COUNT, beat=30_100),
    Cue(50_000, 400, "Bye.", CueKind.TALK),
)


def recording():
    marks = (Mark(0, "Start", Depth.PART), Mark(40_000, "End", Depth.PART))
    return Recording("All", 1, 1, CUES, marks, 60_000)


def test_a_session_is_cut_to_what_ends_before():
    cut = lasting(recording(), 0.6)

    assert (cut.length, cut.cues) == (36_000, CUES[:2])
    assert [mark.title for mark in cut.marks] == ["Start"]


def test_a_longer_session_says_the_same_again_with_its_beats():
    long = lasting(recording(), 2.6)

    assert long.length == 156_000
    assert [cue.text for cue in long.cues] == ["Lift.", "one", "Bye."] * 2 + ["Lift.", "one"]
    assert [cue.beat for cue in long.cues if cue.kind is CueKind.COUNT] == [
        30_100, 90_100, 150_100,
    ]  # fmt: skip
    assert [mark.start for mark in long.marks] == [0, 40_000, 60_000, 100_000, 120_000]


def test_the_peak_of_memory_is_of_this_process_in_megabytes():
    script = (
        "import sys; sys.path.append(sys.argv[1]); from export_parts.memory import peak;"
        "held = b'x' * 50_000_000; print(peak())"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(NAIVE.parents[1])],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip

    assert 50 < float(told) < 120
    assert peak() > 20


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="elsewhere: needs ffmpeg")
def test_the_plain_way_speaks_each_phrase_at_its_time_and_tells_what_it_took(tmp_path):
    cues, out = tmp_path / "cues.json", tmp_path / "out.mp3"
    cues.write_text(json.dumps([[500, "Lift your hips."], [4000, "One."]]))
    told = subprocess.run(
        [sys.executable, str(NAIVE), str(cues), str(out)],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    sound, rate = decoded(out)
    heard = abs(sound) > 0.02

    assert set(json.loads(told.splitlines()[-1])) == {"speaking", "appending", "encoding", "peak"}
    assert heard[: round(0.45 * rate)].sum() == 0
    assert heard[round(0.5 * rate) : round(0.8 * rate)].any()
    assert heard[round(2.5 * rate) : round(3.9 * rate)].sum() == 0
    assert heard[round(4.0 * rate) : round(4.4 * rate)].any()
