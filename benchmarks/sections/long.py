"""Section long: half an hour of counts live, by itself, for it takes half an hour."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from tables.figure import Figure

from sections import Missing
from sections.beat import HALF_HOUR, LIVE, LONG, LONG_COUNTS, VOICES, Case, drift, felt

if TYPE_CHECKING:
    from sound_server import SoundServer

TITLE = "Beat for half an hour, live"
ABOUT = (
    "As in the section beat, the live sets: the real program on a virtual loudspeaker that is "
    "recorded, while it listens to a quiet room. Three exercises of 10 sets with 20 repetitions, "
    "at 3 s, with their rests. Without the baseline, which would take as long again. Leave the "
    "machine alone meanwhile: beside a test suite on two cores the sound fell half a second behind."
)


def measure(*, full: bool) -> list[Figure]:  # noqa: ARG001 - there is nothing more to measure
    """Return how far the counts are from their beats, and whether they drift."""
    from sound_server import MISSING, REASON, SoundServer

    if MISSING:
        raise Missing(f"{REASON}.")
    server = SoundServer()
    server.start()
    try:
        with tempfile.TemporaryDirectory(prefix="vc-long-") as folder:
            return list(_counted(Path(folder), server))
    finally:
        server.remove()


def _counted(folder: Path, server: SoundServer) -> Iterator[Figure]:
    from beat_parts import coaching

    path = coaching.level(folder, LONG)
    told, heard, lost = coaching.live(
        folder, path, VOICES[1], LONG_COUNTS, server=server, load=nullcontext
    )
    ours = coaching.beats(told, heard, felt, live=True)
    case = Case("30 minutes live", LONG_COUNTS, LIVE)
    note = f"Time that the device itself lost: {max(0.0, 1000 * lost):.0f} ms."
    yield from case.distances(ours.errors(), note=note)
    yield Figure(f"{case.where}: drift in 30 minutes", "ms", drift(ours, HALF_HOUR))
