"""Inputs of atheris, which looks at the code that they reach: each reader for its share of time.

libFuzzer ends its process at the first fault, so each reader has one of its own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from fuzz.judging import judge
from fuzz.loaders import LOADERS, Loader


def guided(chosen: Sequence[Loader], seconds: float) -> int:
    """Fuzz each of ``chosen`` for its share of ``seconds``; return 1 if one has a fault."""
    faults = []
    for loader in chosen:
        share = max(5, round(seconds / len(chosen)))
        command = [sys.executable, "-m", "fuzz_parts.guided", loader.name, str(share)]
        here = Path(__file__).parents[1]
        done = subprocess.run(command, cwd=here, capture_output=True, check=False, text=True)
        told = [line for line in done.stderr.splitlines() if line.startswith(("Done", "stat::"))]
        print(f"{loader.name}: {'; '.join(told) or 'ended early'}", flush=True)
        if done.returncode:
            faults.append(loader.name)
            print(done.stdout[-3000:], done.stderr[-3000:], flush=True)
    print(f"faults in: {', '.join(faults) or 'none'}")
    return 1 if faults else 0


def _fuzz(name: str, seconds: int) -> None:
    import atheris

    loader = next(each for each in LOADERS if each.name == name)
    root = Path(tempfile.mkdtemp(prefix="voicecoach-guided-"))
    seeds = root / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(loader.seeds()):
        (seeds / str(number)).write_bytes(seed)

    def one(data: bytes) -> None:
        for each in (data, loader.seal(data)) if loader.seal else (data,):
            found = judge(loader, each, root / "x")
            shutil.rmtree(root / "x")
            if not found.right:
                raise RuntimeError(f"{found.fate}: {found.trace}\n{each!r}")

    atheris.instrument_all()
    options = [
        "-print_final_stats=1",
        f"-max_total_time={seconds}",
        "-max_len=30000",
        "-timeout=20",
    ]
    atheris.Setup([name, str(seeds), *options, f"-artifact_prefix={root}/"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    _fuzz(sys.argv[1], int(sys.argv[2]))
