"""Files of sound read back by PyAV, and ffmpeg's meter."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import av
import av.filter
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def decoded(path: Path) -> tuple[Floats, int]:
    """Return the samples of ``path``, -1 to 1, and their rate."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        rate = stream.rate
        sound = np.concatenate(
            [frame.to_ndarray().reshape(-1) for frame in container.decode(stream)]
        )
    return sound.astype(np.float32) / (32768 if sound.dtype == np.int16 else 1), rate


def metered(path: Path) -> tuple[float, float]:
    """Return integrated loudness in LUFS and true peak in dBTP, by ebur128 of ffmpeg."""
    loudness, peak = -70.0, -np.inf
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        graph = av.filter.Graph()
        source = graph.add_abuffer(template=stream)
        meter = graph.add("ebur128", "metadata=1:peak=true")
        sink = graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        for frame in container.decode(stream):
            graph.push(frame)
            with suppress(av.error.BlockingIOError):
                while True:
                    said = graph.pull().metadata
                    loudness = float(said["lavfi.r128.I"])
                    peak = max(peak, float(said["lavfi.r128.true_peaks_ch0"]))
    return loudness, float(20 * np.log10(peak)) if peak > 0 else -np.inf
