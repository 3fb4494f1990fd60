"""Section costs: processor time cold and warm, memory, growth, and the plain way beside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from export_parts import ROOT
from export_parts.material import Material
from export_parts.rows import Row, at_least, at_most, under
from voicecoach.core.recordings import Recording

CHILD = Path(__file__).with_name("child.py")
NAIVE = ROOT / "benchmarks" / "baselines" / "naive_export.py"
HALF = 12.5
"""Minutes; half of the level."""
Answer = dict[str, float]


def costs(voice: str, work: Path, *, naive: bool) -> list[Row]:
    """Return what a session in ``voice`` costs; ``work`` keeps clips and files for others."""
    clips, phrases, out = work / "clips", work / "phrases", work / "session.mp3"
    cold = ask(voice, clips, job="write", phrases=phrases, out=out)
    warm = ask(voice, clips, job="write", phrases=phrases, out=out)
    plain = ask(voice, clips, job="distinct")
    samples = ask(voice, clips, job="samples")
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder)
        whole = ask(voice, clips, job="write", phrases=other / "1", out=other / "x.mp3")
        part = ask(
            voice, clips, job="write", phrases=other / "2", out=other / "y.mp3", minutes=HALF
        )
    bound = (cold["material"] + cold["job"]) / (cold["material"] + plain["job"])
    rows = [
        Row(
            "samples of the whole session, cpu", f"{samples['job']:.2f} s", under(samples["job"], 1)
        ),
        Row("synthesis and compiling, cpu", f"{cold['material']:.2f} s"),
        Row("chaptered MP3, cold, cpu", f"{cold['job']:.2f} s"),
        Row("each distinct phrase encoded alone, cpu", f"{plain['job']:.2f} s"),
        Row("cold against synthesis and distinct phrases", f"{bound:.3f}", at_most(bound, 1.15)),
        Row("chaptered MP3, warm, codec, cpu", f"{warm['job']:.2f} s", under(warm["job"], 2)),
        Row("the same with start and compiling, cpu", f"{warm['all']:.2f} s"),
        Row(
            "peak of memory, encoding, the voice not loaded",
            f"{whole['peak']:.0f} MB",
            under(whole["peak"], 250),
        ),
        Row(
            "peak of memory, cold, with the voice",
            f"{cold['peak']:.0f} MB",
            under(cold["peak"], 250),
        ),
        Row("peak of memory, warm", f"{warm['peak']:.0f} MB", under(warm["peak"], 250)),
        Row(
            "whole against half session, cold, cpu",
            f"{whole['job'] / part['job']:.2f}",
            under(whole["job"] / part["job"], 2.5),
        ),
    ]
    return rows + (_against_naive(voice, clips, cold, warm) if naive else [])


def ask(voice: str, clips: Path, **order: object) -> Answer:
    """Return what one job costs in a process of its own; see `child.py` for ``order``."""
    wanted: dict[str, object] = {
        "voice": voice,
        "profile": "plain",
        "clips": str(clips),
        "minutes": None,
        "format": "mp3",
    } | order
    text = json.dumps(wanted, default=str)
    told = subprocess.run(
        [sys.executable, str(CHILD), text], stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    answer: Answer = json.loads(told)
    return answer


def naive_way(recording: Recording) -> Answer:
    """Return the seconds by the clock that the plain way takes, and its peak of memory."""
    cues = [(cue.start, cue.text) for cue in recording.cues if cue.kind != "chime"]
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "cues.json"
        listed.write_text(json.dumps(cues), encoding="utf-8")
        told = subprocess.run(
            [sys.executable, str(NAIVE), str(listed), str(Path(folder) / "naive.mp3")],
            capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        ).stdout  # fmt: skip
    answer: Answer = json.loads(told.splitlines()[-1])
    return answer


def _against_naive(voice: str, clips: Path, cold: Answer, warm: Answer) -> list[Row]:
    """Return how much longer the plain way takes, by the clock of this machine."""
    if not shutil.which("ffmpeg"):
        return [Row("the plain way", "needs ffmpeg on the PATH, which is not there")]
    spent = naive_way(Material(voice, clips).whole)
    spent.pop("peak")
    took = sum(spent.values())
    parts = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in spent.items())
    return [
        Row("the plain way, whole session, by the clock", f"{took:.1f} s ({parts})"),
        Row("ours, cold and warm, by the clock", f"{cold['clock']:.1f} s, {warm['clock']:.2f} s"),
        Row("the plain way against ours, cold", f"{took / cold['clock']:.1f}",
            at_least(took / cold["clock"], 20)),
        Row("the plain way against ours, warm", f"{took / warm['clock']:.0f}",
            at_least(took / warm["clock"], 100)),
    ]  # fmt: skip
