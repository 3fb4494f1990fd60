"""Sets voicecoach up where needed and starts it: ``python3 scripts/coach.py [ARGUMENTS ...]``.

Needs Python 3.11 and pip, no root. The arguments are those of the installed
command ``voicecoach``.
"""

import _python_version  # noqa: F401 - ends an old Python with one sentence; must come first
from _setup import PROJECT, run, start

if __name__ == "__main__":
    run(lambda: start(PROJECT))
