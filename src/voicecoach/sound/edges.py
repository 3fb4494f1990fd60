"""Where speech starts, where it is felt as the beat, and where it ends; and clips cut there.

One set of definitions for every engine (no engine's own marks are trusted).
A *level* is the root mean square of a short window; windows start every
millisecond, so no answer hangs on a frame grid.

onset   start of the first 10 ms window less than 40 dB below the loudest one
end     end of the last such window, and 40 ms more for the breath of it
attack  CENTRE of the first 20 ms window that reaches half of the loudest 20 ms
        window of the clip. A measurer who reports the window's start or its end
        with the same definition is 10 ms off at most; the centre halves that
        error whichever way it goes.

Sentences are placed by their onset, counts by their attack: placed by onset,
the attacks of one to twenty spread over 93 ms (measured with hibari).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voicecoach.core.units import Ms
from voicecoach.sound.clip import Clip, Pcm, empty_clip
from voicecoach.sound.loudness import limited, voice_gain

RECIPE = 1
"""Raise it when clips come out differently for the same engine output: caches depend on it."""

_EDGE_WINDOW_MS = 10
_EDGE_RATIO = 0.01  # -40 dB
_ATTACK_WINDOW_MS = 20
_ATTACK_RATIO = 0.5
_DOUBTFUL_RATIOS = (0.4, 0.6)
_TAIL_MS = 40
_FADE_MS = 5
_SILENCE = 33  # -60 dBFS: a file whose loudest sample is below holds no speech


def make_clip(pcm: Pcm, rate: int, gain: float | None = None) -> Clip:
    """Return raw engine output as a clip: trimmed, at the project's loudness, attack known.

    Args:
        pcm: mono samples, shape (n,), as the engine gave them.
        rate: samples a second.
        gain: the voice's factor (`loudness.voice_gain`, measured once a voice), so that
            short words keep their place among sentences; None measures ``pcm`` itself,
            which is right for whole sentences only.

    Returns:
        A clip; an empty one if ``pcm`` holds no speech.
    """
    start, end = speech_span(pcm, rate)
    if start == end:
        return empty_clip(rate)
    if gain is None:
        gain = voice_gain(pcm, rate)
    finished = faded(limited(pcm[start:end], rate, gain), rate)
    return Clip(finished, rate, find_attack(finished, rate))


def speech_span(pcm: Pcm, rate: int) -> tuple[int, int]:
    """Return the samples where speech starts and ends (tail included); (0, 0) if there is none.

    Args:
        pcm: mono samples, shape (n,).
        rate: samples a second.
    """
    if len(pcm) == 0 or int(np.abs(pcm.astype(np.int32)).max()) < _SILENCE:
        return 0, 0
    levels = _levels(pcm, rate, _EDGE_WINDOW_MS)
    loud = np.flatnonzero(levels >= _EDGE_RATIO * levels.max())
    start = _hop_start(int(loud[0]), rate)
    last = _hop_start(int(loud[-1]), rate)
    end = last + (_EDGE_WINDOW_MS + _TAIL_MS) * rate // 1000
    return start, min(len(pcm), end)


def find_attack(pcm: Pcm, rate: int) -> int:
    """Return the sample felt as the beat: the first vowel (see the module); 0 for silence.

    For one word or one count: in a sentence it is the first vowel only if that one is
    not much weaker than the loudest.
    """
    if len(pcm) == 0:
        return 0
    levels = _levels(pcm, rate, _ATTACK_WINDOW_MS)
    if not levels.any():
        return 0
    centre = _hop_start(_first_at(levels, _ATTACK_RATIO), rate) + _ATTACK_WINDOW_MS * rate // 2000
    return min(centre, len(pcm))


def attack_doubt(pcm: Pcm, rate: int) -> Ms:
    """Return how far the attack moves if "half" is taken as anything from 0.4 to 0.6.

    Small where the vowel rises steeply; 50 ms and more where the burst of a "t" is about
    half as loud as the vowel after it, so that codecs and other meters may hear either.
    """
    if not len(pcm) or not pcm.any():
        return Ms(0)
    levels = _levels(pcm, rate, _ATTACK_WINDOW_MS)
    low, high = _DOUBTFUL_RATIOS
    return Ms(_first_at(levels, high) - _first_at(levels, low))


def faded(pcm: Pcm, rate: int) -> Pcm:
    """Return ``pcm`` with 5 ms of fade at both ends, so that neither clicks."""
    length = min(_FADE_MS * rate // 1000, len(pcm) // 2)
    if length == 0:
        return pcm
    ramp = np.arange(length) / length
    out = pcm.astype(np.float64)
    out[:length] *= ramp
    out[-length:] *= ramp[::-1]
    return np.rint(out).astype(np.int16)


def _first_at(levels: npt.NDArray[np.float64], ratio: float) -> int:
    """Return the first window that reaches ``ratio`` of the loudest."""
    return int(np.argmax(levels >= ratio * levels.max()))


def _hop_start(hop: int, rate: int) -> int:
    """Return the first sample of window ``hop``; windows start every millisecond."""
    return hop * rate // 1000


def _levels(pcm: Pcm, rate: int, window_ms: int) -> npt.NDArray[np.float64]:
    """Return the RMS of each window of ``window_ms``, one a millisecond, shape (k,), k >= 1."""
    window = max(1, min(window_ms * rate // 1000, len(pcm)))
    energy = np.concatenate(([0.0], np.cumsum(np.square(pcm.astype(np.float64)))))
    hops = (len(pcm) - window) * 1000 // rate + 1
    starts = np.arange(hops) * rate // 1000
    means = (energy[starts + window] - energy[starts]) / window
    return np.sqrt(np.maximum(means, 0.0))
