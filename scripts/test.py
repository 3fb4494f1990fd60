"""Sets the tests up where needed and runs them: ``python3 scripts/test.py [PYTEST ARGUMENTS ...]``.

Without arguments: the whole suite, first what listens to a real clock, by itself,
then the rest on all cores. Where the variable CI is set, every extra must
install and a skipped test is a failure, unless its reason starts with
"elsewhere:" (it belongs to another platform).
"""

import _python_version  # noqa: F401 - ends an old Python with one sentence; must come first
from _setup import PROJECT, run
from _suite import main

if __name__ == "__main__":
    run(lambda: main(PROJECT))
