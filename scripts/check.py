"""What must hold before a change lands: ``python3 scripts/check.py [--fix] [STEP ...]``.

Steps: format, lint, types, docs, lock, audit, tests (all of them without an argument),
and bench, only by name. With --fix, format, lint and docs mend what they can.
"""

import _python_version  # noqa: F401 - ends an old Python with one sentence; must come first
from _checks import main
from _setup import PROJECT, run

if __name__ == "__main__":
    run(lambda: main(PROJECT))
