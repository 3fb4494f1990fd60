"""Section export: audio to take along, against the plain way; growth; how exact it is."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tables import scale
from tables.figure import Figure, Goal, Value, at_least, at_most, repeated, under

if TYPE_CHECKING:
    from export_parts.command import Run
    from export_parts.costs import Answer
    from export_parts.material import Material

TITLE = "Audio to take along"
ABOUT = " ".join(
    (
        "Level 1, 25 minutes, of which about 10 are speech. Cold: nothing has been spoken or",
        "encoded before. Warm: all phrases are in the cache.",
        "The plain way speaks each phrase by pyttsx3 when it comes, appends it by += of pydub,",
        "and hands all of it to ffmpeg. It speaks with the synthesizer of our voice espeak;",
        "its numbers lie where they fall, and its file has no chapters.",
        "Both clocks run from when the libraries are loaded to when the file is written.",
        "Growth: the same session cut short, or said again and again.",
        "All other times are of the command as it is typed, with the start of Python,",
        "on one session. How exact files are is found in the decoded files of that command.",
        "hibari computes as it does where it is installed for use: without scipy, which the tests",
        "bring, and with which it would be faster and need 30 MB more.",
    )
)
WARM = 5
MINUTES = (1.0, 12.5, 100.0)
FULL_MINUTES = 30.0
"""Of the plain way, only with --full: it grows with the square."""
FORMATS = ("mp3", "m4b", "opus")
"""mp3 is a file for each part, and one of all."""
MORE = ("flac", "wav", "daisy", "epub", "web")
NAIVE = "naive_export"
MEMORY = under(250)


def measure(*, full: bool) -> list[Figure]:
    """Return the figures; ``full`` adds 30 minutes of the plain way, and all formats."""
    from export_parts.command import caches
    from export_parts.material import Material

    with tempfile.TemporaryDirectory(prefix="vc-export-") as folder:
        work = Path(folder)
        figures = [*_against(work, full=full)]
        home = work / "espeak"
        figures += _typed(home, (*FORMATS, *MORE) if full else FORMATS)
        # espeak is never quite the same twice: the plan is that of the clips which it spoke
        material = Material("espeak", caches(home)[0])
        figures += _exact(material, home / "out" / "low-back-1-espeak")
        return [*figures, *_neural(work / "hibari")]


def _against(work: Path, *, full: bool) -> Iterator[Figure]:
    """Yield what one MP3 with chapters takes, ours and the plain way."""
    from export_parts.costs import ask
    from export_parts.material import Material, lasting

    clips = work / "clips"
    job = {"job": "write", "phrases": work / "phrases", "out": work / "session.mp3"}
    cold = ask("espeak", clips, **job)
    warm = [ask("espeak", clips, **job) for _ in range(WARM)]
    whole = Material("espeak", clips).whole
    plain = _plain(whole)
    took = Value(_took(plain)) if plain else None
    against = {"other": took, "baseline": NAIVE if took else ""}
    warm_clock = repeated([each["clock"] for each in warm])
    yield Figure("25 minutes as MP3 with chapters, cold", "s", Value(cold["clock"]), **against)
    yield Figure("the same, warm", "s", warm_clock, **against)
    for how, clock, least in (("cold", cold["clock"], 20), ("warm", warm_clock.middle, 100)):
        times = _took(plain) / clock if plain else math.nan
        yield Figure(f"times faster than the plain way, {how}", "times",
                     Value(times, count=1 if plain else 0), goal=at_least(least), more=True,
                     note="" if plain else "Needs ffmpeg on the PATH.")  # fmt: skip
    yield from _processor(clips, cold, warm)
    yield Figure("peak of memory, cold, voice espeak", "MB", Value(cold["peak"]),
                 Value(plain["peak"]) if plain else None, NAIVE if plain else "",
                 MEMORY)  # fmt: skip
    grown = {}
    for minutes in MINUTES:
        name = f"{minutes:g}"
        grown[minutes] = ask("espeak", clips, job="write", phrases=work / name,
                             out=work / f"{name}.mp3", minutes=minutes)  # fmt: skip
        theirs = _plain(lasting(whole, minutes)) if minutes < 25 else None
        yield Figure(f"growth: {name} minutes, cold, phrases spoken already", "s",
                     Value(grown[minutes]["clock"]), Value(_took(theirs)) if theirs else None,
                     NAIVE if theirs else "")  # fmt: skip
    half = cold["job"] / grown[12.5]["job"]
    yield Figure("growth: processor of the whole level against half of it", "times", Value(half),
                 goal=under(2.5))  # fmt: skip
    yield Figure("growth: peak of memory, 100 minutes against 1", "times",
                 Value(grown[100.0]["peak"] / grown[1.0]["peak"]))  # fmt: skip
    if full and (theirs := _plain(lasting(whole, FULL_MINUTES))):
        yield Figure("growth: 30 minutes of the plain way", "s", Value(_took(theirs)))


def _processor(clips: Path, cold: Answer, warm: list[Answer]) -> Iterator[Figure]:
    from export_parts.costs import ask

    distinct = ask("espeak", clips, job="distinct")
    samples = ask("espeak", clips, job="samples")
    bound = (cold["material"] + cold["job"]) / (cold["material"] + distinct["job"])
    yield Figure("processor, cold, against speaking and encoding each distinct phrase once",
                 "times", Value(bound), goal=at_most(1.15))  # fmt: skip
    yield Figure("processor, warm, with the start of Python", "s",
                 repeated([each["all"] for each in warm]), goal=under(2))  # fmt: skip
    yield Figure("processor, all samples of the session laid out", "s", Value(samples["job"]),
                 goal=under(1))  # fmt: skip


def _plain(recording) -> Answer | None:  # noqa: ANN001
    from export_parts.costs import naive_way

    return naive_way(recording) if shutil.which("ffmpeg") else None


def _took(answer: Answer) -> float:
    return sum(seconds for name, seconds in answer.items() if name != "peak")


def _typed(home: Path, formats: tuple[str, ...]) -> Iterator[Figure]:
    """Yield what the command takes for each format, cold and warm; leave the files."""
    from export_parts.command import caches, export

    home.mkdir()
    for name in formats:
        options = ("--level", "1", "--voice", "espeak", "--format", name, "--output",
                   str(home / "out"))  # fmt: skip
        first = name == formats[0]
        if not first:
            for phrases in caches(home)[1].glob("*.runs"):
                phrases.unlink()
        new = "cold" if first else "spoken already"
        before = _size(home / "out")
        anew = export(home, *options)
        size = _size(home / "out") - before
        for how, run in ((new, anew), ("warm", _again(home, options))):
            yield Figure(scale.rate(name, how, "espeak"), "sessions",
                         Value(3600 / run.processor), more=True)  # fmt: skip
        yield Figure(scale.size(name), "MB", Value(size))


def _size(folder: Path) -> float:
    """Return the megabytes of all files below ``folder``."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6


def _again(home: Path, options: tuple[str, ...]) -> Run:
    """Let the command make all files once more, from what is in the caches."""
    from export_parts.command import export

    output = Path(options[-1])
    shutil.move(output, output.with_name("first"))
    try:
        return export(home, *options)
    finally:
        shutil.copytree(output.with_name("first"), output, dirs_exist_ok=True)
        shutil.rmtree(output.with_name("first"))


def _exact(material: Material, folder: Path) -> Iterator[Figure]:
    """Yield how exact and how loud the files of the command are."""
    from export_parts.accuracy import exactness
    from export_parts.decoding import metered

    paths = {name: folder / f"low-back-1.{name}" for name in FORMATS}
    found = {name: exactness(path, material.whole) for name, path in paths.items()}
    for name, exact in found.items():
        yield Figure(f"{name}: counts off their beat, decoded, the worst of all", "ms",
                     Value(max(exact.late), min(exact.late), max(exact.late), len(exact.late)),
                     goal=at_most(10))  # fmt: skip
    onsets = [each for exact in found.values() for each in exact.onsets]
    yield Figure("speech after each chapter mark, all formats", "ms",
                 Value(median(onsets), min(onsets), max(onsets), len(onsets)), goal=Goal(0, 60),
                 note="The range is to lie within the goal, too.")  # fmt: skip
    yield Figure("length away from the plan, the worst format", "ms",
                 Value(max(exact.longer for exact in found.values()), count=len(found)),
                 goal=at_most(60))  # fmt: skip
    yield Figure("chapters away from the plan, the worst of all", "ms",
                 Value(max(exact.chapters for exact in found.values()),
                       count=len(found) * len(material.whole.marks)), goal=at_most(1))  # fmt: skip
    levels = {name: metered(path) for name, path in paths.items()}
    loud = [level for level, _ in levels.values()]
    yield Figure("loudness, all formats", "LUFS", repeated(loud), goal=Goal(-17.5, -15.5))
    peak = max(peak for _, peak in levels.values())
    yield Figure("highest true peak of all formats", "dBTP", Value(peak, count=len(levels)),
                 goal=at_most(-1))  # fmt: skip
    files = sorted((folder / "mp3").glob("*.mp3"))
    parts = [metered(path)[0] for path, part in zip(files, material.parts, strict=True)
             if part.exercise]  # fmt: skip
    spread = round(max(parts) - min(parts), 2)
    yield Figure("loudness between exercises", "LU", Value(spread, count=len(parts)),
                 goal=at_most(0.5))  # fmt: skip


def _neural(home: Path) -> Iterator[Figure]:
    """Yield what the command takes with the default voice."""
    from export_parts.command import export

    home.mkdir()
    options = ("--level", "1", "--voice", "hibari", "--format", "m4b", "--output",
               str(home / "out"))  # fmt: skip
    for how, run in (("cold", export(home, *options)), ("warm", _again(home, options))):
        yield Figure(f"the command, m4b, {how}, voice hibari: by the clock", "s", Value(run.clock))
        yield Figure(scale.rate("m4b", how, "hibari"), "sessions", Value(3600 / run.processor),
                     more=True)  # fmt: skip
        yield Figure(scale.memory(how, "hibari"), "MB", Value(run.peak), goal=MEMORY)
