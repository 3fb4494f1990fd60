"""Music for tests: a chord with a beat, in every usual kind of file."""

import av
import numpy as np

RATE = 44_100
KINDS = {
    "a.mp3": ("mp3", "libmp3lame", "s16p"),
    "b.flac": ("flac", "flac", "s16"),
    "c.ogg": ("ogg", "libopus", "s16"),
    "d.wav": ("wav", "pcm_s16le", "s16"),
    "e.m4a": ("ipod", "aac", "fltp"),
}


def tune(path, seconds=3.0, level=0.2, channels="stereo"):
    """Write a chord with a beat, in the format that the suffix of ``path`` names."""
    kind, codec, form = KINDS[next(name for name in KINDS if name.endswith(path.suffix))]
    rate = 48_000 if codec == "libopus" else RATE
    at = np.arange(round(seconds * rate)) / rate
    chord = sum(np.sin(2 * np.pi * pitch * at) for pitch in (220, 277, 330)) / 3
    chord = chord * (0.6 + 0.4 * np.sin(2 * np.pi * 2 * at)) * level
    both = np.stack([chord, chord * 0.5]) if channels == "stereo" else chord[None]
    with av.open(str(path), "w", format=kind) as container:
        stream = container.add_stream(codec, rate)
        stream.codec_context.layout, stream.codec_context.format = channels, form
        resampler = av.AudioResampler(format=form, layout=channels, rate=rate, frame_size=960)
        frame = av.AudioFrame.from_ndarray(both.astype(np.float32), "fltp", channels)
        frame.sample_rate, frame.pts = rate, 0
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
