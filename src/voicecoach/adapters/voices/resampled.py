"""Any voice at the rate of a deck that runs already: another voice without a new loudspeaker."""

from __future__ import annotations

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.ports import Voice
from voicecoach.sound.clip import Clip, Pcm


class ResampledVoice:
    """Wraps a voice; what it says is brought to another rate."""

    def __init__(self, voice: Voice, rate: int) -> None:
        """Say with ``voice``, at ``rate`` samples a second."""
        self.name = voice.name
        self.fingerprint = f"{voice.fingerprint} at {rate}"
        self.rate = rate
        self._voice = voice

    def render(self, text: str) -> Clip:
        """Return ``text`` as a clip at `rate`; raises what the voice raises."""
        clip = self._voice.render(text)
        if clip.rate == self.rate or not len(clip.pcm):
            return Clip(clip.pcm, self.rate, clip.attack)
        pcm = _resampled(clip.pcm, clip.rate, self.rate)
        return Clip(pcm, self.rate, min(len(pcm), clip.attack * self.rate // clip.rate))

    def close(self) -> None:
        """Close the voice."""
        self._voice.close()


def _resampled(pcm: Pcm, rate: int, wanted: int) -> Pcm:
    try:
        import soxr
    except ImportError as exc:
        raise DeviceError("The package soxr is missing; pip install 'soxr>=0.5'") from exc
    sound = soxr.resample(pcm.astype(np.float32), rate, wanted)
    clipped: Pcm = np.clip(np.rint(sound), -32768, 32767).astype(np.int16)
    return clipped
