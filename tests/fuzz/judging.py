"""What became of one input: accepted, refused in our words, or a fault."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from fuzz.loaders import Loader
from voicecoach.errors import VoicecoachError

ACCEPTED, REFUSED, CHANGED, LONG = "accepted", "refused", "changed", "long"
LONGEST = 600
"""Characters of one line of a refusal, its path left out."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one input."""

    fate: str
    """`ACCEPTED` and `REFUSED` are right; anything else is a fault, and names its kind."""
    seconds: float
    trace: str = ""

    @property
    def right(self) -> bool:
        """Whether it is as it should be."""
        return self.fate in {ACCEPTED, REFUSED}


def judge(loader: Loader, data: bytes, folder: Path) -> Judgement:
    """Have ``loader`` read a file with ``data`` in ``folder``, which is made."""
    path = folder / loader.file
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    start = perf_counter()
    trace, fate = "", ACCEPTED
    try:
        loader.load(path)
    except VoicecoachError as error:
        fate, trace = _words(str(error), str(path)), str(error)
    except Exception as error:  # noqa: BLE001 - that there is none is what is looked for
        fate, trace = type(error).__name__, traceback.format_exc()
    seconds = perf_counter() - start
    if loader.keeps and path.read_bytes() != data:
        fate = CHANGED
    return Judgement(fate, seconds, trace)


def judged(loader: Loader, data: bytes, folder: Path) -> None:
    """Raise AssertionError if `judge` finds a fault."""
    found = judge(loader, data, folder / "x")
    assert found.right, f"{found.fate} of {loader.name}\n{found.trace[-2000:]}\n{data[:500]!r}"


def _words(message: str, path: str) -> str:
    lines = message.replace(path, "").splitlines()
    if not lines or not all(line.strip() for line in lines):
        return "silent"
    return REFUSED if all(len(line) <= LONGEST for line in lines) else LONG
