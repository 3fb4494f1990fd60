"""The peer of `baselines/listen_and_recognize.py` as a listener like the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec

import numpy as np

from lab.mixing import to_pcm
from listening_parts.bench import MAIN
from listening_parts.hearing import RATE, Decision
from listening_parts.loudspeaker import HISS_DBFS
from listening_parts.words import Span
from voicecoach.core.commands import Command

PEER = "listen_and_recognize"
PHRASES = {label.replace("_", " "): command for label, command in MAIN.items()}
"""What it is told to listen for: the 14 phrases that are said, and no other way to say them."""


def works() -> bool:
    """Return whether what the peer needs is installed."""
    return all(find_spec(name) for name in ("speech_recognition", "pocketsphinx"))


def hear_plainly(pcm: bytes, lead: float = 0.0) -> list[Decision]:
    """Return what the peer takes for commands in a stream.

    Args:
        pcm: 16 bit, 16 kHz, mono.
        lead: seconds of a quiet room to put before it: the peer takes the first second for quiet.
    """
    from baselines.listen_and_recognize import hear

    hiss = np.random.default_rng(0).standard_normal(round(lead * RATE)) * 10 ** (HISS_DBFS / 20)
    found = hear(to_pcm(hiss.astype(np.float32)).tobytes() + pcm, list(PHRASES))
    return decisions(found["rows"], PHRASES, lead)


def decisions(
    rows: Sequence[Mapping[str, float | str]], phrases: Mapping[str, Command], lead: float = 0.0
) -> list[Decision]:
    """Return the rows whose text is one of ``phrases``, in seconds since ``lead``."""
    return [
        Decision(
            phrases[str(row["text"])],
            Span(float(row["starts_s"]) - lead, float(row["ends_s"]) - lead),
            float(row["decided_s"]) - lead,
            float(row["decided_idle_s"]) - lead,
        )
        for row in rows
        if row["text"] in phrases
    ]
