"""The program is killed at random instants; what it said was done is in the log."""

import random
import sys

import pytest

from killing import killed, undisturbed

KILLS = 36
"""Here; `benchmarks/kills.py` does 200."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere: SIGKILL is POSIX")
def test_killed_at_any_instant_every_completed_set_is_logged_and_none_twice(tmp_path):
    chance, whole = random.Random(7), undisturbed(tmp_path)

    found = [killed(tmp_path, str(number), chance, whole) for number in range(KILLS)]

    assert sum(each.lost for each in found) == 0
    assert sum(each.doubled for each in found) == 0
    assert not any(each.false for each in found)
    assert sum(each.sets for each in found) > KILLS / 2
    cut = sum(each.outcome == "interrupted" for each in found)
    assert cut > KILLS / 4, "most were over before they were killed"
