"""Makes the lock files in ``requirements/`` anew: ``python3 scripts/lock.py [--check]``.

Asks the package index for the newest versions that pyproject.toml allows, for every platform
and Python that voicecoach runs on, with the hashes of all their files. Needs uv, which is
installed for the time being if it is not there. With --check nothing is made: the status is 1
if pyproject.toml has changed since.
"""

import _python_version  # noqa: F401 - ends an old Python with one sentence; must come first
from _locking import main
from _setup import PROJECT, run

if __name__ == "__main__":
    run(lambda: main(PROJECT))
