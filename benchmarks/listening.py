"""Measures how well the coach hears: every figure of the goals for listening, with its goal.

    python benchmarks/listening.py [--data FOLDER] [--recognizer NAME,...] [--only NAME,...]

Rooms, breathing, music and echo are simulated (scripts/lab; needs scipy). Recordings are those
of held-out speakers: nothing was trained or tuned on them; thresholds were set on others.
Seeds are fixed: two runs give the same, but for the times.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from listening_parts import ROOT
from listening_parts.bench import DIGITS, ECHO_DBFS, MAIN, Bench
from listening_parts.cost import cost
from listening_parts.crew import Crew, make_recognizer
from listening_parts.false_commands import false_commands
from listening_parts.figures import Row, plain, table
from listening_parts.near_misses import near_miss
from listening_parts.recall import latency, numbers, recall
from listening_parts.recordings import Recording, load, told
from listening_parts.self_triggers import self_triggers
from listening_parts.speaking import spoken, working_voices
from listening_parts.talking import talking

from voicecoach.content.language import load_language
from voicecoach.core.catalogue import Catalogue
from voicecoach.errors import VoicecoachError
from voicecoach.registry import RECOGNIZERS, names, recognizer_engine, status_of

SECTIONS: dict[str, Callable[[Bench], list[Row]]] = {
    "recall": recall,
    "numbers": numbers,
    "near-miss": near_miss,
    "false": false_commands,
    "latency": latency,
    "echo": talking,
    "self": self_triggers,
    "cost": cost,
}
LIMIT = 12
"""Clips per condition and label, if nothing else is asked for."""
NEEDS_VARIANT = "sr"
"""Names an engine of its own after a colon: only on request."""


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    data = ROOT.parent / "shared" / "data"
    made.add_argument("--data", type=Path, help=f"folder with manifest.csv; default {data}")
    made.add_argument("--all-held", action="store_true", help="every speaker there is held out")
    made.add_argument("--recognizer", default="", help="names; default all offline ones that work")
    made.add_argument("--voice", default="", help="the coach's voices; default all that work")
    made.add_argument("--limit", type=int, help=f"clips per condition and label; default {LIMIT}")
    made.add_argument("--only", default="", help=f"some of {', '.join(SECTIONS)}")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--processes", type=int, default=2)
    made.add_argument("--full", action="store_true", help="all clips, whole levels: takes hours")
    made.add_argument("--whole", action="store_true", help="whole levels in the section self")
    made.add_argument("--fast", action="store_true", help="3 min of each level, even with --full")
    made.add_argument(
        "--echo",
        type=float,
        default=ECHO_DBFS,
        metavar="DBFS",
        help=f"the coach at the microphone in the section self; default {ECHO_DBFS:g}",
    )
    made.add_argument("--fsdd", action="store_true", help="numbers at 8 kHz too, told apart")
    made.add_argument("--json", type=Path, help="write all figures to this file")
    return made


def main() -> int:
    args = parser().parse_args()
    chosen = _sections(args.only)
    book = load_language("en")
    recognizers = _recognizers(args.recognizer, book)
    voices = working_voices(args.voice)
    limit = args.limit if args.limit is not None else 0 if args.full else LIMIT
    recordings = _recordings(args.data, voices, all_held=args.all_held)
    crew = Crew(recognizers, args.seed, args.processes)
    bench = Bench(
        recordings,
        recognizers,
        crew,
        book,
        limit,
        args.seed,
        voices,
        full=args.full,
        whole=(args.full or args.whole) and not args.fast,
        fsdd=args.fsdd,
        echo_dbfs=args.echo,
    )
    print(f"seed {args.seed}, limit {limit or 'none'}, voices {', '.join(voices) or 'none'}")
    rows: list[Row] = []
    try:
        for name in chosen:
            rows += _run(name, bench)
    finally:
        crew.close()
    print("\nThe goals; intervals are of 95 percent, shares of 1.\n")
    print(table((row for row in rows if row.goal), recognizers))
    if args.json:
        facts = {"seed": args.seed, "limit": limit, "recognizers": recognizers}
        args.json.write_text(json.dumps(facts | {"rows": [plain(row) for row in rows]}, indent=1))
    return 0


def _run(name: str, bench: Bench) -> list[Row]:
    began = time.monotonic()
    print(f"\n{name}", flush=True)
    rows = SECTIONS[name](bench)
    print(table(rows, bench.recognizers))
    print(f"{name}: took {(time.monotonic() - began) / 60:.1f} min", flush=True)
    return rows


def _sections(only: str) -> list[str]:
    wanted = [name for name in only.split(",") if name] or list(SECTIONS)
    if unknown := [name for name in wanted if name not in SECTIONS]:
        sys.exit(f"There is no section {unknown[0]}; there are {', '.join(SECTIONS)}.")
    return wanted


def _recognizers(wanted: str, book: Catalogue) -> tuple[str, ...]:
    """Return those that can be made here, and say why others cannot."""
    found = []
    asked = [name for name in wanted.split(",") if name]
    offered = [name for name in names(RECOGNIZERS) if name != NEEDS_VARIANT]
    for name in asked or sorted(offered, key=lambda each: (each != "moonshine", each)):
        engine, status = status_of(recognizer_engine, name.partition(":")[0])
        if engine is None or not status.ready:
            print(f"recognizer {name}: {status.detail} {status.remedy}")
        elif engine.online and not asked:
            print(f"recognizer {name}: sends sound over the internet; only if it is named")
        elif _works(name, book):
            found.append(name)
            if engine.online:
                print(f"recognizer {name}: {engine.summary}")
    if not found:
        sys.exit("No recognizer works here: there is nothing to measure.")
    return tuple(found)


def _works(name: str, book: Catalogue) -> bool:
    try:
        make_recognizer(name, book).close()
    except VoicecoachError as error:
        print(f"recognizer {name}: {error}")
        return False
    return True


def _recordings(folder: Path | None, voices: tuple[str, ...], *, all_held: bool) -> list[Recording]:
    """Return the held-out recordings; the project's own voices where there is no folder."""
    usual = ROOT.parent / "shared" / "data"
    if folder is None and not (usual / "manifest.csv").is_file():
        print("No recordings (--data): commands and numbers are said by the project's own voices.")
        words = {label: label.replace("_", " ") for label in (*MAIN, *DIGITS)}
        return list(spoken(voices, words))
    every = load(folder or usual, all_held=all_held)
    held = [each for each in every if each.part == "held"]
    if all_held:
        print(f"recordings: all held out: {told(held)}")
    else:
        print(f"recordings, held out for this table: {told(held)}")
        print(f"recordings, for thresholds: {told(e for e in every if e.part == 'dev')}")
    return held


if __name__ == "__main__":
    sys.exit(main())
