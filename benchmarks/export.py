"""Measures the export: every figure of the goals for files of sound, with its goal.

    python benchmarks/export.py [--voice NAME,...] [--no-naive] [--only SECTION,...]

Level 1, whole, in each voice. Costs are measured in processes of their own, in processor time;
only the comparison with the plain way goes by the clock, in the same run. Nothing is kept.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from export_parts.accuracy import accuracy
from export_parts.costs import costs
from export_parts.levels import loudness

SECTIONS = ("costs", "accuracy", "loudness")


def main() -> int:
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--voice", default="espeak,hibari", help="default: espeak and hibari")
    made.add_argument("--only", default="", help=f"some of {', '.join(SECTIONS)}; each needs costs")
    made.add_argument("--no-naive", action="store_true", help="leave the plain way out")
    args = made.parse_args()
    chosen = set(args.only.split(",")) if args.only else set(SECTIONS)
    missed = 0
    for voice in args.voice.split(","):
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            for name in (each for each in SECTIONS if each in chosen):
                began = time.monotonic()
                if name == "costs":
                    rows = costs(voice, work, naive=not args.no_naive)
                else:
                    rows = (accuracy if name == "accuracy" else loudness)(voice, work)
                print(f"\n{voice}, {name} ({time.monotonic() - began:.0f} s)")
                print("\n".join(map(str, rows)), flush=True)
                missed += sum(row.goal is not None and not row.goal.met for row in rows)
    print(f"\nGoals not met: {missed}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
