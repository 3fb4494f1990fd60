"""Rooms, coaches and users for tests of the echo canceller, made of nothing but numbers."""

from dataclasses import dataclass, field

import numpy as np

from voicecoach.sound.echo import CHUNK, EchoCanceller, EchoState

RATE = 16_000


def speech(seconds, seed=0, level=0.1, pitch=120.0):
    """Voiced syllables with gaps: as uneven in time and pitch as speech, and of its spectrum."""
    chance = np.random.default_rng(seed)
    out = []
    while sum(map(len, out)) < seconds * RATE:
        count = int(chance.uniform(0.08, 0.3) * RATE)
        glide = np.linspace(1, chance.uniform(0.85, 1.15), count) * chance.uniform(0.8, 1.25)
        glide *= pitch
        phase = 2 * np.pi * np.cumsum(glide) / RATE
        formants = chance.uniform([300, 900, 2200], [800, 2000, 3200])
        voice = np.zeros(count)
        for harmonic in range(1, 40):
            tone = harmonic * pitch
            gain = sum(1 / (1 + ((tone - peak) / 150) ** 2) for peak in formants)
            voice += gain * np.sin(harmonic * phase)
        hiss = chance.normal(size=count) * chance.choice([0.1, 0.6])
        window = np.hanning(count)
        syllable = window * (voice / voice.std() + hiss)
        out += [syllable, np.zeros(int(chance.choice([0.02, 0.05, 0.3]) * RATE))]
    sound = np.concatenate(out)[: round(seconds * RATE)]
    return (level * sound / sound[sound != 0].std()).astype(np.float32)


def way(seed=0, rt60=0.3, gain=0.3):
    """A room's response: the direct sound, then noise that decays by 60 dB in `rt60` seconds."""
    chance = np.random.default_rng([seed, 1])
    count = int(rt60 * RATE)
    tail = chance.normal(size=count) * 10 ** (-3 * np.arange(count) / count) * 0.08
    tail[0] = 1.0
    return (gain * tail).astype(np.float32)


def through(sound, response):
    size = 1 << (len(sound) + len(response)).bit_length()
    heard = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)
    return heard[: len(sound)].astype(np.float32)


def later(sound, milliseconds):
    count = round(milliseconds * RATE / 1000)
    return np.concatenate([np.zeros(count, np.float32), sound])[: len(sound)]


def drifted(sound, ppm):
    """What a clock that is faster by `ppm` makes of a sound."""
    places = np.arange(len(sound)) * (1 - ppm * 1e-6)
    whole = np.clip(places.astype(int), 8, len(sound) - 9)
    out = np.zeros(len(sound))
    for tap in range(-7, 9):
        off = places - whole - tap
        out += sound[whole + tap] * np.sinc(off) * np.cos(np.pi * off / 17) ** 2
    return out.astype(np.float32)


def hiss(count, dbfs=-65.0, seed=7):
    return np.random.default_rng(seed).normal(0, 10 ** (dbfs / 20), count).astype(np.float32)


def pcm(sound):
    return np.clip(np.round(sound * 32768), -32768, 32767).astype(np.int16)


@dataclass
class Run:
    """What came out of a canceller, chunk by chunk."""

    clean: list = field(default_factory=list)
    states: list = field(default_factory=list)
    echoes: list = field(default_factory=list)

    @property
    def sound(self):
        return np.concatenate([np.frombuffer(chunk, np.int16) for chunk in self.clean]) / 32768

    def first(self, state=EchoState.TRACKING):
        """Second in which the state was reached first; None if never."""
        return self.states.index(state) * CHUNK / RATE if state in self.states else None


def cancel(microphone, played, canceller=None):
    canceller = canceller or EchoCanceller()
    heard, sound = pcm(microphone), pcm(played)
    run = Run()
    for at in range(0, len(heard) - CHUNK + 1, CHUNK):
        here = slice(at, at + CHUNK)
        result = canceller.cancel(heard[here].tobytes(), sound[here].tobytes())
        run.clean.append(result.clean)
        run.states.append(result.state)
        run.echoes.append(result.echo_dbfs)
    return run


def removed(echo, left, start, end=None):
    """Echo removed in decibels, from second `start` to `end`."""
    here = slice(round(start * RATE), round(end * RATE) if end else len(left))
    return 10 * np.log10(np.sum(echo[: len(left)][here] ** 2) / np.sum(left[here] ** 2))
