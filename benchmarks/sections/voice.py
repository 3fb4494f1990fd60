"""How well, how evenly and how fast the voices speak, against pyttsx3 as it comes."""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tables.figure import Figure, Value, repeated

from sections import ROOT, Missing

TITLE = "Voice"
ABOUT = """\
Instructions from the shipped levels, spoken by each voice and by pyttsx3 as it comes
(`save_to_file`, its default of 200 words a minute times the speed), numbers put in words,
and written down by the decoder that comes with moonshine.
It is a small model that makes mistakes where people make none, and it likes neural voices:
nothing but ratios means anything, and no person was asked.
In brackets of the word errors: the interval of 95 percent, by drawing sentences anew.
Loudness is that of BS.1770, of sentences and of counts and short cues; its spread goes from the
5th to the 95th percentile. One gain a voice levels voices, not words: a count keeps its place
among sentences, so the spread within a voice is the engine's own.
Silence is looked for by another rule than the one that cuts it, 35 dB below the loudest 5 ms.
A first sentence is timed from the start of a process to its end, Python included."""

ENGINES = ("hibari", "espeak", "system")
SPEEDS = (0.8, 1.0, 1.3, 1.6)
SENTENCES, FULL_SENTENCES = 24, 300
CUES = 20
STARTS = 5
PEER = "plain_voice"


def measure(*, full: bool) -> list[Figure]:
    """Return the figures."""
    if find_spec("moonshine_voice") is None:
        raise Missing("It needs moonshine: pip install moonshine-voice==0.0.73 onnxruntime.")
    from voice_parts import speaking

    said = speaking.texts(speaking.LONG, FULL_SENTENCES if full else SENTENCES)
    cues = speaking.texts(speaking.SHORT, CUES)
    working = [name for name in ENGINES if _works(name)]
    if not working:
        raise Missing(f"None of the voices {', '.join(ENGINES)} works here: see voicecoach doctor.")
    figures = [*_errors(working, said), *_levels(working, said[:CUES] + cues)]
    figures += [*_costs(working, said), *_firsts(working, said[0])]
    missing = [
        Figure(f"voice {name}", "", Value(math.nan, count=0), note="It does not work here.")
        for name in ENGINES
        if name not in working
    ]
    return figures + missing


def _works(name: str) -> bool:
    from voicecoach.errors import VoicecoachError
    from voicecoach.ports import VoiceChoice
    from voicecoach.registry import voice_engine

    try:
        voice_engine(name).make(VoiceChoice()).render("One.")
    except VoicecoachError:
        return False
    return True


def _peer() -> bool:
    """Return whether the baseline works here: where ours does that needs the same."""
    return _works("system")


def _errors(working: list[str], said: list[str]) -> Iterator[Figure]:
    from voice_parts import speaking
    from voice_parts.transcribing import Transcriber

    ears, peer = Transcriber(), _peer()
    for speed in SPEEDS:
        other, pace = (None, "")
        if peer:
            plain = speaking.plain(said, speed)
            other, pace = _written(ears, said, plain)
            pace = f"; {PEER} {pace}, {plain.empty} files empty at first"
        for name in working:
            value, own = _written(ears, said, speaking.ours(name, said, speed))
            yield Figure(
                f"word errors, {name}, speed {speed:g}", "%", value, other, PEER if other else "",
                note=f"{own} words a minute without pauses{pace}.",
            )  # fmt: skip


def _written(ears: object, said: list[str], spoken: object) -> tuple[Value, str]:
    """Return the word errors of ``spoken``, and words a minute."""
    from listening_parts.recordings import at_rate
    from voice_parts.errors import interval, mistakes, rate, words

    wrong, of = [], []
    for text, pcm in zip(said, spoken.sounds, strict=True):
        heard = ears.text(at_rate(pcm.astype("float32") / 32768, spoken.rate))
        wrong.append(mistakes(words(text), words(heard)))
        of.append(len(words(text)))
    low, high = interval(wrong, of)
    return Value(rate(wrong, of), low, high, sum(of)), f"{60 * sum(of) / spoken.seconds:.0f}"


def _levels(working: list[str], said: list[str]) -> Iterator[Figure]:
    from voice_parts import speaking
    from voice_parts.sounding import levels, silence_ms, spread

    spoken = {name: speaking.ours(name, said) for name in working}
    loud = {name: levels(each) for name, each in spoken.items()}
    before = {name: levels(speaking.raw(name, said)) for name in working}
    plain = speaking.plain(said) if _peer() else None
    peer = PEER if plain else ""
    yield _between(loud, before)
    for name in working:
        own, other = spread(loud[name]), Value(spread(levels(plain))) if plain else None
        yield Figure(
            f"loudness from clip to clip, {name}", "LU", Value(own, count=len(said)), other, peer,
            note=f"{spread(before[name]):.2f} as the engine gives it.",
        )  # fmt: skip
    for name in working:
        own, other = ([silence_ms(pcm, each.rate) for pcm in each.sounds] if each else []
                      for each in (spoken[name], plain))  # fmt: skip
        yield Figure(
            f"silence before the first sound, {name}", "ms", repeated(own),
            repeated(other) if plain else None, peer,
        )  # fmt: skip


def _between(loud: dict[str, list[float]], before: dict[str, list[float]]) -> Figure:
    """Return how far apart voices are in loudness, by the median of their clips."""
    after, raw = ([repeated(each).middle for each in of.values()] for of in (loud, before))
    return Figure(
        "loudness between voices, loudest less softest", "LU",
        Value(max(after) - min(after), count=len(after)),
        Value(max(raw) - min(raw), count=len(raw)), "the engines without levelling",
        note=f"Medians, {', '.join(loud)}: {_told(after)} LUFS; without: {_told(raw)}.",
    )  # fmt: skip


def _told(values: list[float]) -> str:
    return ", ".join(f"{value:.1f}" for value in values)


def _costs(working: list[str], said: list[str]) -> Iterator[Figure]:
    from voice_parts import speaking

    def cost(spoken: object) -> float:
        return 1000 * spoken.processor / spoken.seconds

    other = repeated([cost(speaking.plain(said)) for _ in range(3)]) if _peer() else None
    for name in working:
        yield Figure(
            f"processor time of a second of speech, {name}", "ms",
            repeated([cost(speaking.ours(name, said)) for _ in range(3)]), other,
            PEER if other else "", note="After loading, nothing cached.",
        )  # fmt: skip


def _firsts(working: list[str], text: str) -> Iterator[Figure]:
    from voice_parts import speaking

    with tempfile.TemporaryDirectory() as folder:
        command = speaking.baseline([text], Path(folder))
        other = repeated([_clocked(command) for _ in range(STARTS)]) if _peer() else None
    program = str(ROOT / "benchmarks" / "voice_parts" / "first.py")
    for name in working:
        cold, warm = [], []
        for _ in range(STARTS):
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, program, name, text, folder]
                cold.append(_clocked(command))
                warm.append(_clocked(command))
        peer, times = PEER if other else "", {"never said before": cold}
        if name == working[0]:
            times["said in a session before"] = warm
        for how, each in times.items():
            yield Figure(f"first sentence, {name}, {how}", "ms", repeated(each), other, peer)


def _clocked(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return 1000 * (time.perf_counter() - began)
