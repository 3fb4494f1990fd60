"""How loud a session is, measured once: it takes as long as all else of an export from caches."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from voicecoach.adapters.support.whole_file import replace_whole
from voicecoach.sound.metering import Metering

QUIETEST = -200.0
"""In place of minus infinity, which JSON does not know."""
_LOUDEST = 20.0
_NOTE = re.compile(r"(-?\d{1,3}\.\d) (-?\d{1,3}\.\d)\n")
_LONGEST = 20
"""Bytes of a note."""


def loudness(folder: Path, key: str, measure: Callable[[], Metering]) -> tuple[float, float]:
    """Return loudness in LUFS and true peak in dBTP, to a tenth; from `QUIETEST` on.

    Args:
        folder: cache; where it cannot be used, it is measured each time.
        key: hash of all that decides the sound; may be part of a file's name.
        measure: measures.
    """
    path = folder / f"{key}.loudness"
    found = read(path)
    if found is None:
        meter = measure()
        found = (_rounded(meter.loudness), _rounded(meter.true_peak))
        with suppress(OSError):  # encoded phrases meet the same disk and say so
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            replace_whole(path, f"{found[0]:.1f} {found[1]:.1f}\n".encode())
    return found


def read(path: Path) -> tuple[float, float] | None:
    """Return what a note says; None if there is none, or it is damaged."""
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST + 1).decode("ascii")
    except (OSError, UnicodeDecodeError):
        return None
    note = _NOTE.fullmatch(text)
    if note is None:
        return None
    found = (float(note[1]), float(note[2]))
    return found if all(QUIETEST <= each <= _LOUDEST for each in found) else None


def _rounded(level: float) -> float:
    return round(max(QUIETEST, level), 1)
