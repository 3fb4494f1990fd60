"""Times handouts of all shipped levels; prints one fact a line.

    python benchmarks/handout.py [--large-print]

The time of a level is that of its drawings and its file, after the programs are loaded.
"""

from __future__ import annotations

import argparse
import time
from datetime import date

from voicecoach.adapters.handouts.html import html
from voicecoach.adapters.handouts.pdf import Sheet, pdf
from voicecoach.adapters.handouts.txt import txt
from voicecoach.cli.content import with_relatives
from voicecoach.cli.handout import handout
from voicecoach.cli.own_handout import Own
from voicecoach.config import Config
from voicecoach.content.levels import find_levels, shipped_folder

DAY = date(2027, 3, 2)


def main() -> None:
    """Print, for each level and format, how long it takes and how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large-print", action="store_true")
    large = parser.parse_args().large_print
    levels = find_levels([shipped_folder()]).levels
    makers = {
        "pdf": lambda made: pdf(made, Sheet(large=large)),
        "html": lambda made: html(made, large=large).encode(),
        "txt": lambda made: txt(made).encode(),
    }
    for level in levels:
        for name, make in makers.items():
            wall, cpu = time.monotonic(), time.process_time()
            made = make(handout(with_relatives(level, levels), Config(), DAY, Own()))
            wall, cpu = time.monotonic() - wall, time.process_time() - cpu
            print(f"{level.id}.{name}: {wall:.2f} s, {cpu:.2f} s of CPU, {len(made) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
