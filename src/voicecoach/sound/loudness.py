"""How loud speech is (ITU-R BS.1770-4) and one gain per voice to make all voices alike.

Engines differ by 10 LU, so each voice gets ONE gain, measured once on
`CALIBRATION_TEXT` and used for all its clips. A gain per clip would be wrong for
counts: gated loudness needs blocks of 400 ms, most counts are shorter, and a
quiet "six" would be pulled up until its hiss sat at the level of a vowel. With
one gain the voice keeps its own balance between words and sentences.

Peaks above the ceiling are turned down by a look-ahead limiter, not clipped.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from voicecoach.sound.clip import Pcm

TARGET_LUFS = -16.5
"""Loudness of speech; podcasts stand at -16, and the ACX window of RMS fits as well."""

CEILING_DBFS = -3.0
"""No sample of a clip is above; leaves room for what encoders add (0.5 to 1.7 dB measured)."""

CALIBRATION_TEXT = (
    "Lie on your back with both knees bent and your feet flat on the floor. "
    "Breathe out, and slowly lift your hips until your body makes one straight line. "
    "Hold for five seconds, keep breathing, and lower with control."
)
"""What a voice says to be measured, in one piece; about 12 s."""

_MAX_GAIN = 10 ** (30 / 20)  # a recording more than 30 dB too quiet is not speech but noise
_ROUNDS = 4
_BLOCK_S = 0.4
_STEP_S = 0.1
_LOOK_AHEAD_MS = 12  # one period of an 85 Hz voice: the gain must not follow single periods

Floats = npt.NDArray[np.float64]


def loudness(pcm: Pcm, rate: int) -> float:
    """Return the gated loudness of mono ``pcm`` in LUFS; -inf for silence.

    BS.1770-4: K-weighting, blocks of 400 ms every 100 ms, gates at -70 LUFS and 10 LU
    below the mean. Sound shorter than a block counts as one block of its own length.

    Args:
        pcm: samples, shape (n,).
        rate: samples a second, 8000 or more.
    """
    powers = block_powers(pcm / 32768.0, rate)
    return gated(powers, np.ones(len(powers)))


def block_powers(sound: Floats, rate: int) -> Floats:
    """Return the power of each block of 400 ms as the ear weighs it, one every 100 ms.

    Args:
        sound: samples from -1 to 1, shape (n,); shorter than a block, it counts as one.
        rate: samples a second.
    """
    if len(sound) == 0:
        return np.zeros(0)
    power = np.square(_k_weighted(sound, rate))
    block = min(len(power), round(_BLOCK_S * rate))
    sums = np.concatenate(([0.0], np.cumsum(power)))
    starts = np.arange(0, len(power) - block + 1, round(_STEP_S * rate))
    means: Floats = (sums[starts + block] - sums[starts]) / block
    return means


def gated(powers: Floats, counts: Floats) -> float:
    """Return the loudness in LUFS of blocks of these powers, each of which comes so often."""
    loud = powers > _power(-70.0)
    if not loud.any():
        return -math.inf
    loud &= powers > np.average(powers[loud], weights=counts[loud]) / 10
    return _lufs(float(np.average(powers[loud], weights=counts[loud])))


def voice_gain(pcm: Pcm, rate: int) -> float:
    """Return the factor that brings ``pcm``, a few spoken sentences, to `TARGET_LUFS`.

    The limiter takes some loudness away, so the factor is found in rounds. What it takes
    is made good up to 6 dB: a voice that needs more would only be crushed.

    Args:
        pcm: raw engine output of `CALIBRATION_TEXT`, shape (n,).
        rate: samples a second.

    Returns:
        The factor, at most 30 dB; 1.0 for silence.
    """
    raw = loudness(pcm, rate)
    if raw == -math.inf:
        return 1.0
    gain = linear = min(_MAX_GAIN, _factor(TARGET_LUFS - raw))
    for _ in range(_ROUNDS):
        missing = TARGET_LUFS - loudness(limited(pcm, rate, gain), rate)
        gain = min(2 * linear, gain * _factor(missing))
    return gain


def limited(pcm: Pcm, rate: int, gain: float) -> Pcm:
    """Return ``pcm`` times ``gain`` with no sample above `CEILING_DBFS`, same length.

    Where a peak would pass the ceiling, the gain dips smoothly, starting 12 ms before
    it: the least factor within 12 ms either way, averaged over as long, can never
    exceed the factor that the peak itself needs.
    """
    ceiling = 32767 * 10 ** (CEILING_DBFS / 20)
    loud = pcm * float(gain)
    size = np.abs(loud)
    if len(pcm) and float(size.max()) > ceiling:
        loud *= eased(np.minimum(1.0, ceiling / np.maximum(size, 1.0)), rate)
    finished: Pcm = np.trunc(loud).astype(np.int16)
    return finished


def eased(needed: Floats, rate: int) -> Floats:
    """Return a smooth gain that is nowhere above ``needed``, as `limited` describes.

    Args:
        needed: the greatest factor allowed at each sample, 0 to 1, shape (n,).
        rate: samples a second.
    """
    reach = max(1, _LOOK_AHEAD_MS * rate // 1000)
    return _mean_around(_least_around(needed, reach), reach)


def _least_around(values: Floats, reach: int) -> Floats:
    """Return, for each place, the least of the values up to ``reach`` places before and after."""
    least = np.pad(values, reach, constant_values=1.0)
    wanted, covered = 2 * reach + 1, 1
    while covered < wanted:  # windows of 1, 2, 4 ... places, each from two of half the size
        step = min(covered, wanted - covered)
        least = np.minimum(least[:-step], least[step:])
        covered += step
    return least


def _mean_around(values: Floats, reach: int) -> Floats:
    """Return, for each place, the mean of the values up to ``reach`` places before and after."""
    sums = np.concatenate(([0.0], np.cumsum(np.pad(values, reach, mode="edge"))))
    width = 2 * reach + 1
    return (sums[width:] - sums[:-width]) / width


def _k_weighted(samples: Floats, rate: int) -> Floats:
    """Return ``samples`` through both filters of BS.1770, applied to their spectrum.

    Half a second of silence is added at the end so that the filters' tails do not
    come round to the start.
    """
    size = 1 << (len(samples) + rate // 2 - 1).bit_length()
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = np.ones(len(z), np.complex128)
    for top, bottom in k_filters(rate):
        response *= np.polyval(top[::-1], z) / np.polyval(bottom[::-1], z)
    weighted: Floats = np.fft.irfft(np.fft.rfft(samples, size) * response, size)
    return weighted[: len(samples)]


def k_filters(rate: int) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Return (b, a) of the head's shelf and of the low cut, for any sample rate.

    BS.1770-4 tabulates them for 48 kHz only. These are the same analogue filters
    (shelf: 1681.97 Hz, +3.9998 dB, Q 0.7072; cut: 38.135 Hz, Q 0.5003) carried over by
    the bilinear transform; at 48 kHz they give the tables' coefficients.
    """
    tan = math.tan(math.pi * 1681.974450955533 / rate)
    high = 10 ** (3.999843853973347 / 20)
    band, damp = high**0.4996667741545416, tan / 0.7071752369554196
    norm = 1 + damp + tan * tan
    shelf_b = np.array(
        [
            (high + band * damp + tan * tan) / norm,
            2 * (tan * tan - high) / norm,
            (high - band * damp + tan * tan) / norm,
        ]
    )
    shelf_a = np.array([1.0, 2 * (tan * tan - 1) / norm, (1 - damp + tan * tan) / norm])
    tan = math.tan(math.pi * 38.13547087602444 / rate)
    damp = tan / 0.5003270373238773
    norm = 1 + damp + tan * tan
    cut_a = np.array([1.0, 2 * (tan * tan - 1) / norm, (1 - damp + tan * tan) / norm])
    return (shelf_b, shelf_a), (np.array([1.0, -2.0, 1.0]), cut_a)


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _lufs(power: float) -> float:
    return 10 * math.log10(power) - 0.691
