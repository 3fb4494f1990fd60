"""One measurement in a process of its own; `costs` starts it and reads its answer.

    python child.py ORDER

ORDER is JSON: ``voice``, ``profile``, ``clips`` (folder), and ``job``: ``write`` (with ``format``,
``phrases``, ``out`` and ``minutes``, null for all), ``distinct`` or ``samples``. Prints JSON:
seconds of processor time for the ``material`` and for the ``job``, seconds by the clock of both,
and the ``peak`` of memory in megabytes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from export_parts.material import Material, lasting
from export_parts.memory import peak
from voicecoach.adapters.codecs import mp3
from voicecoach.adapters.codecs._blocks import blocks
from voicecoach.adapters.codecs._encoding import frames
from voicecoach.adapters.codecs._phrases import Phrases
from voicecoach.registry import codec_engine


def main() -> None:
    sys.modules["scipy"] = None  # hibari would take it, but only the tests bring it, with 30 MB
    order = json.loads(sys.argv[1])
    began, spent = time.perf_counter(), time.process_time()
    material = Material(order["voice"], Path(order["clips"]), order["profile"])
    made = time.process_time()
    JOBS[order["job"]](material, order)
    answer = {
        "material": made - spent,
        "job": time.process_time() - made,
        "all": time.process_time(),
        "clock": time.perf_counter() - began,
        "peak": peak(),
    }
    print(json.dumps(answer))


def write(material: Material, order: dict[str, Any]) -> None:
    codec = codec_engine(order["format"]).make(Path(order["phrases"]))
    minutes = order["minutes"]
    recording = lasting(material.whole, minutes) if minutes else material.whole
    codec.write(material.take(recording), Path(order["out"]))


def distinct(material: Material, _order: dict[str, Any]) -> None:
    """Encode each distinct phrase once, alone: resampled, and nothing more."""
    encoding = mp3.encoding(material.profile.bitrate)
    phrases = Phrases(material.take(material.whole), encoding.rate)
    texts = {cue.text: index for index, cue in enumerate(material.whole.cues)}
    for index in texts.values():
        for _frame in frames(encoding, [phrases.pcm(index)]):
            pass


def samples(material: Material, _order: dict[str, Any]) -> None:
    """Assemble all samples of the session, as WAV holds them."""
    for _block in blocks(material.take(material.whole), material.library.voice.rate, 1 << 16):
        pass


JOBS = {"write": write, "distinct": distinct, "samples": samples}

if __name__ == "__main__":
    main()
