"""How well the coach hears, with each recognizer that works here, against listen and recognize."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tables.figure import Figure, Value, at_most, repeated, under

from sections import ROOT, Missing

if TYPE_CHECKING:
    from listening_parts.bench import Bench
    from listening_parts.recordings import Recording

TITLE = "Listening"
ABOUT = """\
The 14 main commands, said by held-out speakers: nothing was trained or tuned on them.
The first note says who was heard; people say only stop and pause, all else is synthetic.
Rooms, breathing, music and the coach's echo are made by arithmetic. No real room was used.
In brackets: for shares and for what is counted by the hour, the interval of 95 percent,
else the lowest and the highest; where little was heard, only the interval means anything.
"Of" is words, answers or minutes. Goals are those of docs/listening.md.
The baseline hears the same samples: SpeechRecognition's `listen`, told that words are short,
and `recognize_sphinx` with a grammar of the 14 phrases that are said.
It removes no echo. In a program it would be switched off while the coach speaks.
Ours may hear all phrases of the 14 commands; where nobody means the coach, all commands of a set.
All is fed as fast as it goes; times are stream time and processor time.
`benchmarks/listening.py` measures more of it, and numbers, near misses and single words."""

LIMIT, FULL_LIMIT = 4, 12
"""Clips of each word."""
A_LEVEL, A_FULL_LEVEL = 60.0, 300.0
"""Seconds of a session of each level, by each voice."""
ANSWERS = 40
"""Of each voice."""
PROCESSES = 2


def measure(*, full: bool) -> list[Figure]:
    """Return the figures, the default recognizer first."""
    if find_spec("scipy") is None:
        raise Missing("It needs scipy, which simulates rooms: pip install scipy.")
    from listening_parts.crew import Crew

    from voicecoach.content.language import load_language

    offered = dict(_offered())
    working = tuple(name for name, why in offered.items() if not why)
    if not working:
        raise Missing("No recognizer works here: pip install moonshine-voice==0.0.73 onnxruntime.")
    crew = Crew(working, 1, PROCESSES)
    try:
        bench, material = _bench(crew, working, load_language("en"), full=full)
        figures = [*_heard(bench, full=full), *_prices(bench)]
    finally:
        crew.close()
    figures[0] = replace(figures[0], note=f"Heard: {material}.")
    figures.sort(key=lambda figure: _place(figure, working))
    missing = [
        Figure(f"recognizer {name}", "", Value(math.nan, count=0), note=why)
        for name, why in offered.items()
        if why
    ]
    return figures + missing


def _offered() -> Iterator[tuple[str, str]]:
    """Yield each recognizer, the default first, and why it is not measured; empty if it is."""
    from voicecoach.registry import RECOGNIZERS, names, recognizer_engine, status_of

    offered = [name for name in names(RECOGNIZERS) if name != "sr"]  # needs a name of its own
    for name in sorted(offered, key=lambda each: (each != "moonshine", each)):
        engine, status = status_of(recognizer_engine, name)
        if engine is None or not status.ready:
            yield name, f"Not measured: {status.detail} {status.remedy}"
        elif engine.online:
            yield name, f"Not measured, for it goes online: {status.detail}"
        else:
            yield name, ""


def _bench(
    crew: object, working: tuple[str, ...], book: object, *, full: bool
) -> tuple[Bench, str]:
    from listening_parts.bench import MAIN, Bench
    from listening_parts.recordings import load, told
    from listening_parts.speaking import spoken, working_voices

    voices, folder = working_voices(), ROOT.parent / "shared" / "data"
    recordings: list[Recording]
    if (folder / "manifest.csv").is_file():
        recordings = [each for each in load(folder) if each.part == "held"]
        whose = "held-out speakers"
    else:
        whose = "no recordings are here, so the project's own voices, which prove little"
        recordings = list(spoken(voices, {label: label.replace("_", " ") for label in MAIN}))
    limit = FULL_LIMIT if full else LIMIT
    bench = Bench(recordings, working, crew, book, limit, 1, voices, full=full)  # type: ignore[arg-type]
    return bench, f"{whose}: {told(bench.clips(MAIN))}"


def _heard(bench: Bench, *, full: bool) -> Iterator[Figure]:
    from listening_parts import alone, conversing, false_commands, paired, summary
    from listening_parts.bench import MAIN

    clips, voice = bench.clips(MAIN), bench.voices[0] if bench.voices else ""
    voice = "hibari" if "hibari" in bench.voices else voice
    words = bench.crew.gather("words", paired.word, [paired.Said(each, 1) for each in clips])
    if voice:
        scenarios = conversing.scenarios(clips, voice, 1, (0,))
        words += bench.crew.gather("over the coach", paired.over_coach, scenarios)
    streams = false_commands.streams(replace(bench, limit=max(bench.limit, 6)))
    stretches = bench.crew.gather("nobody means the coach", paired.nobody, streams)
    jobs = list(alone.sessions(bench, A_FULL_LEVEL if full else A_LEVEL, ANSWERS))
    others = [
        replace(job, recognizer=name)
        for name in bench.recognizers[1:]
        for job in jobs
        if full or job.voice == voice
    ]
    stretches += bench.crew.gather("the coach alone", paired.by_itself, [*jobs, *others])
    for name in bench.recognizers:
        yield from summary.rows(words, stretches, name, beside=name == bench.recognizers[0])


def _prices(bench: Bench) -> Iterator[Figure]:
    from listening_parts import prices
    from listening_parts.crew import make_kit
    from listening_parts.peer import PEER

    kit = make_kit(bench.recognizers, bench.seed)
    ours, theirs = prices.shares(bench, kit), prices.shares_of_peer(bench, kit)
    peak, other = prices.memory_of_peer(bench, kit), PEER if theirs else ""
    for name in bench.recognizers:
        first = name == bench.recognizers[0]
        for key, what in prices.STREAMS.items():
            yield Figure(
                f"processor while listening, {what}, {name}", "% of a core",
                repeated(ours[key][name]),
                repeated(theirs[key]) if first and theirs else None,
                other if first else "", under(25) if first else None,
            )  # fmt: skip
        yield Figure(
            f"most memory of a process that only listens, {name}", "MB",
            Value(prices.memory(name)), Value(peak) if first and theirs else None,
            other if first else "", at_most(250) if first else None,
        )  # fmt: skip


def _place(figure: Figure, working: tuple[str, ...]) -> int:
    """Return which recognizer a row is about: its name ends the row."""
    return working.index(figure.measure.rpartition(", ")[2])
