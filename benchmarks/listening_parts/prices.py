"""What listening costs, of ours and of the peer: shares of a core, and memory of a process."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path

import numpy as np

from lab.mixing import to_pcm
from listening_parts.bench import Bench
from listening_parts.cost import SECONDS, share_of_core, streams
from listening_parts.crew import Kit
from listening_parts.hearing import RATE, Floats
from listening_parts.peer import PHRASES, works

STREAMS = {
    "speech_echo": "coach silent, a command each 3 s",
    "both_echo": "coach speaking, a command each 3 s",
}
TIMES = 3
HERE = Path(__file__).parents[1]


def shares(bench: Bench, kit: Kit) -> dict[str, dict[str, list[float]]]:
    """Return percent of one core, by stream and recognizer, each measured `TIMES` times."""
    heard = streams(bench, kit)
    return {
        key: {
            name: [share_of_core(kit, recognizer, *heard[key]) for _ in range(TIMES)]
            for name, recognizer in kit.recognizers.items()
        }
        for key in STREAMS
    }


def shares_of_peer(bench: Bench, kit: Kit) -> dict[str, list[float]]:
    """Return the same of the peer, by stream; nothing if it does not work here."""
    from baselines.listen_and_recognize import hear

    def one(sound: Floats) -> float:
        began = time.process_time()
        hear(to_pcm(sound).tobytes(), list(PHRASES))
        return 100 * (time.process_time() - began) / SECONDS

    heard = streams(bench, kit) if works() else {}
    return {key: [one(heard[key][0]) for _ in range(TIMES)] for key in STREAMS if key in heard}


def memory(recognizer: str) -> float:
    """Return the most MB that a fresh process takes that loads all that listens."""
    return _peak(f"import listening_parts.fresh as fresh; fresh.tell({recognizer!r})")


def memory_of_peer(bench: Bench, kit: Kit) -> float:
    """Return the most MB of the baseline as a program; not a number if it does not work here."""
    if not works():
        return math.nan
    sound = streams(bench, kit)["speech"][0]
    with tempfile.TemporaryDirectory() as folder:
        path, phrases = Path(folder) / "heard.wav", Path(folder) / "phrases.json"
        _write(path, sound)
        phrases.write_text(json.dumps(list(PHRASES)), encoding="utf-8")
        program = HERE / "baselines" / "listen_and_recognize.py"
        argv = [str(program), str(path), str(phrases)]
        run = f"runpy.run_path({str(program)!r}, run_name='__main__')"
        return _peak(f"import runpy, sys; sys.argv = {argv!r}; {run}")


def _write(path: Path, sound: Floats) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.ascontiguousarray(to_pcm(sound)).tobytes())


def _peak(code: str) -> float:
    """Return the peak memory in MB of a Python process that runs ``code``.

    The process reads it itself, for what the system tells its parent includes that parent's own.
    Not a number where there is no /proc, and where ``code`` fails.
    """
    if not Path("/proc/self/status").exists():
        return math.nan
    told = "line for line in open('/proc/self/status') if line.startswith('VmHWM')"
    path = os.pathsep.join([str(HERE), str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint(next({told}))"],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": path},
    )  # fmt: skip
    if done.returncode:
        print(f"listening, memory: a fresh process failed: {done.stderr.splitlines()[-1]}")
        return math.nan
    return int(done.stdout.split()[-2]) / 1024
