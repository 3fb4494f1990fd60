"""Kills the program with SIGKILL at random instants, and looks what its logs hold then.

    python benchmarks/kills.py [--kills 200] [--seed 1]

Each session is one over files with four sets. Printed, one fact a line: sessions, completed sets
that were told, lost and logged twice. Exit status 1 if any was lost, doubled, or a session is told
as it was not. POSIX only.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from killing import killed, undisturbed


def main() -> int:
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--kills", type=int, default=200)
    made.add_argument("--seed", type=int, default=1)
    args = made.parse_args()
    chance = random.Random(args.seed)
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        folder = Path(name)
        whole = undisturbed(folder)
        found = []
        for number in range(args.kills):
            found.append(killed(folder, str(number), chance, whole))
            if (number + 1) % 50 == 0:
                print(f"{number + 1} sessions killed.", file=sys.stderr, flush=True)
    lost, doubled = sum(each.lost for each in found), sum(each.doubled for each in found)
    false = sum(each.false for each in found)
    for line in (
        f"Sessions killed: {len(found)}",
        f"Cut short: {sum(each.outcome == 'interrupted' for each in found)}",
        f"Before the first entry of the log: {sum(not each.outcome for each in found)}",
        f"Sets in the logs: {sum(each.sets for each in found)}",
        f"Sets lost: {lost}",
        f"Sets logged twice: {doubled}",
        f"Sessions told as they were not: {false}",
    ):
        print(line)
    return int(bool(lost or doubled or false))


if __name__ == "__main__":
    sys.exit(main())
