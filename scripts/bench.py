"""Measures what the README claims: ``python3 scripts/bench.py [NAME ...]``.

Sets up what the measurements need and hands over to benchmarks/all.py, which
writes benchmarks/RESULTS.md. Sections: beat, reaction, listening, start, export, voice.
"""

import _python_version  # noqa: F401 - ends an old Python with one sentence; must come first
from _bench import main
from _setup import PROJECT, run

if __name__ == "__main__":
    run(lambda: main(PROJECT))
