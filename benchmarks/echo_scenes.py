"""Coach, room, clocks and users for `echo.py`; the same at every run."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr

sys.path[:0] = [str(Path(__file__).parent.parent / part) for part in ("scripts", "src")]

from lab.mixing import at_level, loudness  # noqa: E402 - the path is set above
from lab.rooms import RATE, response, some_room, through  # noqa: E402
from voicecoach.adapters.voices.hibari import ENGINE  # noqa: E402
from voicecoach.content.language import load_language  # noqa: E402
from voicecoach.content.levels import find_levels, shipped_folder  # noqa: E402
from voicecoach.core.job import Options  # noqa: E402
from voicecoach.core.spoken import speakable  # noqa: E402
from voicecoach.flows.prepare import session_texts  # noqa: E402
from voicecoach.ports import VoiceChoice  # noqa: E402

Floats = npt.NDArray[np.float32]

ECHO_DBFS = -28.0
NOISE_DBFS = -62.0
WORDS = ("stop", "pause", "next", "back", "repeat", "slower", "faster", "louder", "quieter",
         "skip", "resume", "help", "it hurts", "how many left")  # fmt: skip
"""Said by the user where no folder of recordings is given."""


@dataclass(frozen=True, slots=True)
class Echo:
    """How the coach arrives at the microphone."""

    delay: int = 110
    """Milliseconds."""
    ppm: float = 0.0
    """By which the loudspeaker's clock is slower."""
    room: int = 1
    drive: float = 0.7
    """Bend of the loudspeaker: 0.7 distorts speech by 1.7 percent, 1.0 by 3.3."""

    def of(self, coach: Floats) -> Floats:
        bent = np.tanh(self.drive * coach) / self.drive
        late = np.concatenate([np.zeros(self.delay * RATE // 1000), through(bent, way(self.room))])
        heard = soxr.resample(late, 1e6, 1e6 + self.ppm, quality="VHQ") if self.ppm else late
        heard = np.concatenate([heard, np.zeros(RATE)])[: len(coach)].astype(np.float32)
        return at_level(heard, ECHO_DBFS)


def way(seed: int, distance: tuple[float, float] = (0.5, 2.0)) -> Floats:
    """A living room, RT60 0.3 to 0.5 s."""
    chance = np.random.default_rng(seed)
    return response(some_room(chance, distance, (0.3, 0.5)), chance)


def noise(count: int) -> Floats:
    chance = np.random.default_rng(5)
    return chance.normal(0, 10 ** (NOISE_DBFS / 20), count).astype(np.float32)


def coach_clips(seconds: float) -> list[Floats]:
    """Sentences of a shipped level by the project's own voice, 16 kHz."""
    level = next(each for each in find_levels([shipped_folder()]).levels if each.id == "low-back-1")
    voice, clips = ENGINE.make(VoiceChoice()), []
    for text in session_texts(level, load_language("en"), Options()):
        clip = voice.render(speakable(text))
        clips.append(soxr.resample(clip.pcm.astype(np.float32) / 32768, clip.rate, RATE))
        if sum(map(len, clips)) > seconds * RATE:
            break
    return clips


def coach(clips: list[Floats], seconds: float, seed: int, gap: tuple[float, float]) -> Floats:
    """The sentences from one of them on, with gaps of some length between them."""
    chance, parts = np.random.default_rng(seed), []
    at = int(chance.integers(len(clips)))
    while sum(map(len, parts)) < seconds * RATE:
        parts += [clips[at % len(clips)], np.zeros(int(chance.uniform(*gap) * RATE), np.float32)]
        at += 1
    return np.concatenate(parts)[: round(seconds * RATE)]


def user_words(folder: Path | None) -> list[Floats]:
    """Recordings of ``folder``, or words by the coach's voice made deeper by a sixth."""
    if folder is None:
        voice = ENGINE.make(VoiceChoice())
        clips = [voice.render(word) for word in WORDS]
        return [soxr.resample(c.pcm.astype(np.float32) / 32768, c.rate, RATE / 0.86) for c in clips]
    import miniaudio

    words = []
    for file in sorted(folder.iterdir()):
        if file.suffix in {".flac", ".wav"}:
            sound = miniaudio.decode_file(
                str(file),
                nchannels=1,
                sample_rate=RATE,
                output_format=miniaudio.SampleFormat.FLOAT32,
            )
            words.append(np.array(sound.samples, np.float32))
    return words


def say_over(
    words: list[Floats], seconds: float, count: int, dbfs: float, seed: int
) -> tuple[Floats, list[slice]]:
    """Words at random moments from second 8 on, each from its own place in the room."""
    chance = np.random.default_rng(seed)
    out, places = np.zeros(round(seconds * RATE), np.float32), []
    step = (seconds - 10) / count
    for number in range(count):
        word = words[int(chance.integers(len(words)))]
        rung = np.concatenate([word, np.zeros(RATE // 5, np.float32)])
        heard = through(rung, way(100 + number % 12, (0.8, 2.0)))
        heard *= 10 ** (dbfs / 20) / loudness(heard[: len(word)])
        at = round((8 + number * step + chance.uniform(0, 0.5 * step)) * RATE)
        heard = heard[: len(out) - at]
        out[at : at + len(heard)] += heard
        places.append(slice(at, at + len(word)))
    return out, places
