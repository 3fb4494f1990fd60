"""Freed memory goes back to the system, also from between what is in use."""

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes
from voicecoach.adapters.support.freed import give_back
def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
if not hasattr(ctypes.CDLL(None), "malloc_trim"):
    raise SystemExit(3)
blocks = [b"x" * (10_000 + at % 2) for at in range(6_000)]
kept = blocks[::100]
before = held()
del blocks
give_back()
print(before - held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere: only glibc keeps it so")
def test_what_was_freed_between_what_is_kept_is_given_back():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    if done.returncode == 3:
        pytest.skip("elsewhere: this C library is not glibc")

    assert float(done.stdout) > 40


def test_elsewhere_nothing_happens(monkeypatch):
    from voicecoach.adapters.support import freed

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(freed, "ctypes", None)
    freed.give_back()
