"""Measures all that the README claims, each against what people would use instead.

    python3 scripts/bench.py [NAME ...] [--full] [--no-write]

Each section runs in a process of its own, one after the other, for they would disturb each other.
Results go to benchmarks/RESULTS.md and results.json, the chief ones to the README, others to
docs/scale.md; a section that is not asked for stays there as it was. All together take under
twenty minutes on two idle cores; with --full, hours. The section long is measured only by name.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from tables.machine import machine
from tables.page import line, page
from tables.readme import with_figures
from tables.scale import with_scale
from tables.section import Section, dump, load

HERE = Path(__file__).parent
LIMITS = {"beat": 270, "reaction": 210, "listening": 300, "start": 110, "export": 150, "voice": 150}
"""Seconds that each section may take, on two idle cores: 19.8 minutes in all."""
BY_NAME = {"long": 2100}
"""Those that are measured only when they are named."""
SECTIONS = LIMITS | BY_NAME
PATIENCE = 3
"""Times the limit after which a section is given up: machines differ."""
PAGE, DATA, README = HERE / "RESULTS.md", HERE / "results.json", HERE.parent / "README.md"
SCALE = HERE.parent / "docs" / "scale.md"
FILES = (PAGE, DATA, README, SCALE)


def main() -> int:
    made = argparse.ArgumentParser(
        prog="bench.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"{', '.join(SECTIONS)}; without a name all but {', '.join(BY_NAME)}",
    )
    made.add_argument("--full", action="store_true", help="all that can be measured; takes hours")
    made.add_argument("--no-write", action="store_true", help="leave the files as they are")
    made.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    args = made.parse_args()
    if unknown := set(args.names) - set(SECTIONS):
        there = ", ".join(SECTIONS)
        made.error(f"no such section: {', '.join(sorted(unknown))}; there are {there}")
    if args.child:
        measure(args.names[0], args.child, full=args.full)
        return 0
    return run(args.names or list(LIMITS), full=args.full, write=not args.no_write)


def run(names: list[str], *, full: bool, write: bool) -> int:
    """Measure, print, and write; return 1 if a section failed."""
    kept, failed = load(DATA), False
    for name in names:
        print(f"{name}: begins, about {SECTIONS[name]} s.", flush=True)
        section = in_a_child(name, full=full)
        for told in (*map(line, section.figures), *filter(None, [section.problem])):
            print(f"  {told}")
        print(f"{name}: took {section.seconds:.0f} s.", flush=True)
        failed |= bool(section.problem)
        if section.figures or name not in kept:
            kept[name] = section
        if write:  # after each: an interrupted run keeps what it has
            tell(kept)
    if write:
        print(f"Written: {', '.join(str(each.relative_to(HERE.parent)) for each in FILES)}.")
    return int(failed)


def tell(kept: dict[str, Section]) -> None:
    """Write all files anew from what is kept."""
    sections = [kept[each] for each in SECTIONS if each in kept]
    dump(sections, DATA)
    PAGE.write_text(page(sections), encoding="utf-8")
    for page_, filled in ((README, with_figures), (SCALE, with_scale)):
        text = filled(page_.read_text(encoding="utf-8"), sections)
        page_.write_text(text, encoding="utf-8")


def in_a_child(name: str, *, full: bool) -> Section:
    """Return what a section measured in a process of its own."""
    began, module = time.monotonic(), import_module(f"sections.{name}")
    empty = Section(name, module.TITLE, module.ABOUT, (), machine())
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "section.json"
        command = [sys.executable, __file__, name, "--child", str(answer)]
        try:
            subprocess.run(
                [*command, *(["--full"] if full else [])],
                check=True,
                timeout=None if full else SECTIONS[name] * PATIENCE,
                env=os.environ | {"OMP_NUM_THREADS": "1"},
            )
        except subprocess.CalledProcessError as exc:
            problem = f"the section ended with status {exc.returncode}; see what it printed above."
        except subprocess.TimeoutExpired as exc:
            problem = f"the section took more than {exc.timeout:.0f} s; run it on an idle machine."
        else:
            problem = ""
        took = time.monotonic() - began
        if problem:
            return replace(empty, problem=problem, seconds=took)
        return replace(load(answer)[name], machine=empty.machine, seconds=took)


def measure(name: str, answer: Path, *, full: bool) -> None:
    """Measure one section in this process, and write it to ``answer``."""
    from sections import Missing

    module = import_module(f"sections.{name}")
    figures, problem = (), ""
    try:
        figures = tuple(module.measure(full=full))
    except Missing as exc:
        problem = str(exc)
    dump([Section(name, module.TITLE, module.ABOUT, figures, problem=problem)], answer)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except (KeyboardInterrupt, json.JSONDecodeError) as error:
        raise SystemExit(f"Ended early: {error or 'interrupted'}.") from error
