"""What else is heard in a living room: breath, cloth, music without singing, the room itself.

All are made by arithmetic, so that no recording needs a licence. Each returns
``count`` samples at 16 kHz, shape (count,), at no particular level.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, lfilter, sosfilt

from lab.rooms import RATE

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Chance = np.random.Generator


def room_tone(count: int, chance: Chance) -> Floats:
    """Return a hiss that falls off towards high tones, sometimes with the hum of the mains."""
    fall = chance.uniform(0.85, 0.995)
    noise = lfilter([1.0], [1.0, -fall], chance.normal(size=count))
    if chance.random() < 0.3:
        base = chance.choice([50.0, 60.0])
        time = np.arange(count) / RATE
        hum = sum(np.sin(2 * np.pi * base * k * time) / k for k in (1, 2, 3, 5))
        noise = noise / noise.std() + chance.uniform(0.05, 0.5) * hum
    result: Floats = noise.astype(np.float32)
    return result


def breathing(count: int, chance: Chance) -> Floats:
    """Return somebody out of breath: in and out, each a burst of coloured hiss."""
    out = np.zeros(count)
    at = -int(chance.uniform(0, 1.5) * RATE)
    mouth = chance.uniform(0.5, 1.0)
    while at < count:
        for way in ("in", "out"):
            length = int(chance.uniform(0.35, 1.1) * RATE)
            low = chance.uniform(200, 700) * (1.3 if way == "in" else 1.0)
            high = min(7400.0, low * chance.uniform(3, 9))
            sos = butter(2, [low, high], "bandpass", fs=RATE, output="sos")
            burst = sosfilt(sos, chance.normal(size=length))
            resonance = chance.uniform(500, 2500)
            burst += mouth * _ring(chance.normal(size=length), resonance, chance.uniform(0.9, 0.97))
            shape = np.sin(np.pi * np.linspace(0, 1, length) ** chance.uniform(0.5, 1.5))
            burst *= shape ** chance.uniform(0.7, 2) * chance.uniform(0.5, 1.2)
            begin, end = max(at, 0), min(at + length, count)
            if begin < end:
                out[begin:end] += burst[begin - at : end - at]
            at += length + int(chance.uniform(0.02, 0.35) * RATE)
    return out.astype(np.float32)


def rustle(count: int, chance: Chance) -> Floats:
    """Return cloth and mat: short bursts of high hiss, and now and then a thump."""
    out = np.zeros(count)
    for _ in range(int(count / RATE * chance.uniform(1, 4)) + 1):
        length = int(chance.uniform(0.02, 0.4) * RATE)
        at = int(chance.integers(0, count))
        if chance.random() < 0.25:
            time = np.arange(length) / RATE
            burst = 3 * np.sin(2 * np.pi * chance.uniform(40, 120) * time) * np.exp(-12 * time)
        else:
            sos = butter(1, chance.uniform(600, 3000), "highpass", fs=RATE, output="sos")
            burst = sosfilt(sos, chance.normal(size=length)) * np.hanning(length)
        piece = burst[: count - at] * chance.uniform(0.2, 1)
        out[at : at + len(piece)] += piece
    return out.astype(np.float32)


def music(count: int, chance: Chance) -> Floats:
    """Return chords, a bass and drums at a steady beat; nobody sings."""
    beat = int(60 / chance.uniform(70, 150) * RATE)
    key = chance.uniform(80, 160)
    bright = chance.uniform(1.0, 2.2)
    out = np.zeros(count + beat)
    kick, snare, hat, chords, lead = chance.random(5) < (0.8, 0.6, 0.6, 0.9, 0.6)
    for number, at in enumerate(range(-int(chance.integers(0, beat)), count, beat)):
        begin = max(at, 0)
        room = len(out) - begin
        time = np.arange(min(beat * 2, room)) / RATE
        step = 2 ** (chance.choice([0, 3, 5, 7, 8, 10]) / 12)
        if chords and number % 2 == 0:
            for interval in (1, 2 ** (chance.choice([3, 4]) / 12), 1.5):
                out[begin : begin + len(time)] += _tone(time, key * step * interval, bright, 0.6)
        if lead and chance.random() < 0.8:
            pitch = key * 4 * 2 ** (chance.choice([0, 2, 4, 5, 7, 9, 11]) / 12)
            out[begin : begin + len(time)] += 0.7 * _tone(time, pitch, bright, 3.0)
        out[begin : begin + len(time)] += 0.8 * _tone(time, key * step / 2, 1.6, 1.5)
        if kick:
            out[begin : begin + len(time)] += (
                2 * np.sin(80 * np.exp(-time * 20)) * np.exp(-15 * time)
            )
        if snare and number % 2:
            out[begin : begin + len(time)] += chance.normal(size=len(time)) * np.exp(-18 * time)
        if hat:
            hiss = np.diff(chance.normal(size=len(time) + 1))
            out[begin : begin + len(time)] += 0.3 * hiss * np.exp(-60 * time)
    return out[:count].astype(np.float32)


NOISES: dict[str, Callable[[int, Chance], Floats]] = {
    "room": room_tone,
    "breath": breathing,
    "rustle": rustle,
    "music": music,
}
"""By name, for tables."""


def _tone(time: Doubles, pitch: float, bright: float, decay: float) -> Doubles:
    partials = [k for k in range(1, 12) if k * pitch < RATE / 2.2]
    tone = sum(np.sin(2 * np.pi * pitch * k * time) / k**bright for k in partials)
    result: Doubles = tone * np.exp(-decay * time)
    return result


def _ring(noise: Doubles, pitch: float, narrow: float) -> Doubles:
    turn = 2 * np.pi * pitch / RATE
    result: Doubles = lfilter([1 - narrow], [1, -2 * narrow * np.cos(turn), narrow**2], noise)
    return result
