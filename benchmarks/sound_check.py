"""What the sound check says of known rooms: python benchmarks/sound_check.py --data FOLDER

Each trial is a person who says one command, somewhere in a simulated living room, with noise; or a
coach that comes back through the loudspeaker. What the check measures is written as CSV, so that
its limits can be tried again without the rooms: --rows FILE. Then a table is printed: what was in
the room, and what the check said.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / part) for part in ("scripts", "src", "benchmarks")]

from listening_parts.bench import MAIN  # noqa: E402
from listening_parts.loudspeaker import Loudspeaker  # noqa: E402
from listening_parts.recordings import Recording, load  # noqa: E402

from lab.mixing import at_level, to_pcm  # noqa: E402 - the path is set above
from lab.noises import music, room_tone  # noqa: E402
from lab.rooms import RATE, Room, response, through  # noqa: E402
from voicecoach.adapters.listeners.ear import Ear, Listening  # noqa: E402
from voicecoach.adapters.listeners.in_step import Found, InStep, Verdict  # noqa: E402
from voicecoach.adapters.listeners.presence import load_presence  # noqa: E402
from voicecoach.adapters.recognizers.moonshine import ENGINE as MOONSHINE  # noqa: E402
from voicecoach.adapters.voices.hibari import ENGINE as HIBARI  # noqa: E402
from voicecoach.content.language import load_language  # noqa: E402
from voicecoach.core.phases import Phase, allowed  # noqa: E402
from voicecoach.core.soundcheck import Levels, Phrase, judge  # noqa: E402
from voicecoach.ports import Coach, Recognizer, RecognizerSetup, VoiceChoice  # noqa: E402
from voicecoach.sound.echo import EchoCanceller  # noqa: E402

Floats = npt.NDArray[np.float32]
Chance = np.random.Generator
Span = tuple[float, float]
Row = dict[str, str]

BLOCK = 512
SECONDS_BEFORE = 2.5
SCENES: dict[str, tuple[Span, Span, Span | None]] = {
    "near, quiet": ((0.4, 2.0), (-68, -60), None),
    "far, quiet": ((3.0, 6.0), (-62, -54), None),
    "near, fan": ((0.4, 2.0), (-46, -32), None),
    "near, music": ((0.4, 2.0), (-66, -60), (-44, -30)),
    "near, microphone turned down": ((0.4, 2.0), (-85, -78), None),
}
"""What is in the room -> distance in metres, level of the room's tone, of music, dBFS."""
ECHOES = {"soft loudspeaker": (-50, -40), "loud loudspeaker": (-26, -14)}
"""What is in the room -> level of the coach at the microphone, dBFS, where a user has -32."""
FIELDS = ("scene", "word", "level", "room", "coach", "left", "heard", "recognised")


def main() -> None:
    """Measure, unless rows are there, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with a manifest.csv")
    parser.add_argument("--rows", type=Path, default=Path("sound-check.csv"))
    parser.add_argument("--trials", type=int, default=100, help="of each scene")
    args = parser.parse_args()
    if args.data:
        with args.rows.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, FIELDS)
            writer.writeheader()
            for row in rows(args.data, args.trials):
                writer.writerow(row)
                file.flush()
    tell(list(csv.DictReader(args.rows.open(encoding="utf-8"))))


def rows(folder: Path, trials: int) -> Iterator[Row]:
    """Yield what is measured in each trial."""
    words = [r for r in load(folder) if r.label in MAIN and r.part == "held"]
    book = load_language("en")
    recognizer = MOONSHINE.make(RecognizerSetup(book.phrases))
    for scene, (distance, tone, loud) in SCENES.items():
        for trial in range(trials):
            chance = np.random.default_rng([trial, len(scene)])
            word = words[int(chance.integers(len(words)))]
            sound = person(word.load(), distance, chance, turned_down="down" in scene)
            count = len(sound)
            sound = sound + at_level(room_tone(count, chance), chance.uniform(*tone))
            if loud:
                sound = sound + at_level(music(count, chance), chance.uniform(*loud))
            yield one(scene, word, sound, recognizer)
    prompt = coach_says(
        "Welcome. Before the first session I set up your coach; it takes less than two minutes. "
        "Say the words next exercise, in your normal voice: do I hear you?"
    )
    for scene, span in ECHOES.items():
        for trial in range(trials):
            chance = np.random.default_rng([trial, 99])
            word = words[int(chance.integers(len(words)))]
            yield echo(scene, word, prompt, chance.uniform(*span), trial, recognizer)


def person(sound: Floats, distance: Span, chance: Chance, *, turned_down: bool) -> Floats:
    """Return a person in a room, after some silence: -32 dBFS at one metre, give or take 5."""
    far = chance.uniform(*distance)
    size = (max(4.0, far + 1.5), 4.0, 2.6)
    room = Room(size, (0.7 + far, 2.0, 0.5), (0.7, 2.1, 0.7), chance.uniform(0.25, 0.5))
    gain = -32 - 20 * np.log10(far) + chance.uniform(-5, 5) - (36 if turned_down else 0)
    padded = np.concatenate([sound, np.zeros(RATE // 2, np.float32)])
    heard = at_level(through(padded, response(room, chance)), gain)
    quiet = np.zeros(round(SECONDS_BEFORE * RATE), np.float32)
    return np.concatenate([quiet, heard, np.zeros(RATE, np.float32)])


def one(scene: str, word: Recording, sound: Floats, recognizer: Recognizer) -> Row:
    """Hear somebody, and return the row."""
    ear = Ear(Listening.FULL)
    ear.allow(allowed(Phase.WORKING))
    in_step = InStep(ear, recognizer)
    pcm = to_pcm(sound).tobytes()
    found = []
    for at in range(0, len(pcm) - 2 * BLOCK, 2 * BLOCK):
        found += in_step.feed(pcm[at : at + 2 * BLOCK])
    return row(scene, word, ear, [*found, *in_step.flush()])


def echo(  # noqa: PLR0917 - all of a trial
    scene: str, word: Recording, prompt: Floats, dbfs: float, seed: int, recognizer: Recognizer
) -> Row:
    """Let the coach ask through a loudspeaker, then somebody answer at -32 dBFS."""
    rate = 24_000
    speaker = Loudspeaker(rate, seed, dbfs, soxr.resample(prompt, rate, RATE))
    ear = Ear(Listening.AUTO, EchoCanceller(load_presence()))
    ear.allow(allowed(Phase.WORKING))
    in_step = InStep(ear, recognizer)
    user = at_level(word.load(), -32)
    quiet = np.zeros(rate * 3, np.float32)
    played = np.concatenate([quiet[:rate], prompt, quiet])
    start = (rate + len(prompt)) * RATE // rate + RATE
    found, step = [], BLOCK * rate // RATE
    for number, at in enumerate(range(0, len(played) - step, step)):
        pcm = np.round(played[at : at + step] * 32767).astype(np.int16)
        here = user[max(0, number * BLOCK - start) :][:BLOCK]
        here = here if number * BLOCK >= start and len(here) else None
        heard = speaker.read(pcm, here)
        reference = soxr.resample(played[at : at + step], rate, RATE)
        coach = Coach(bool(pcm.any()), to_pcm(reference).tobytes())
        found += in_step.feed(heard, coach)
    return row(scene, word, ear, [*found, *in_step.flush()])


def row(scene: str, word: Recording, ear: Ear, found: list[Found]) -> Row:
    """Return what the check would know."""
    verdicts = [each for each in found if isinstance(each, Verdict)]
    last = verdicts[-1] if verdicts else None
    levels = ear.levels
    return {
        "scene": scene, "word": word.label,
        "level": "" if last is None else f"{last.segment.level_dbfs:.1f}",
        "room": f"{levels.room:.1f}",
        "coach": "" if levels.coach is None else f"{levels.coach:.1f}",
        "left": "" if levels.left is None else f"{levels.left:.1f}",
        "heard": str(int(last is not None)),
        "recognised": str(int(any(v.hypothesis.command is MAIN[word.label] for v in verdicts))),
    }  # fmt: skip


def coach_says(text: str) -> Floats:
    """Return a sentence of the coach, -1 to 1."""
    return HIBARI.make(VoiceChoice()).render(text).pcm.astype(np.float32) / 32768


def tell(found: list[Row]) -> None:
    """Print how often words are recognised by how far they stand out, and the confusion table."""
    print("Recognised, by decibels of the word above the room:")
    for low in range(0, 48, 4):
        inside = [r for r in found if r["heard"] == "1" and low <= above(r) < low + 4]
        if inside:
            share = sum(int(r["recognised"]) for r in inside) / len(inside)
            print(f"{low} to {low + 4} dB: {100 * share:.0f} percent of {len(inside)}")
    print("What the check says:")
    for scene in dict.fromkeys(r["scene"] for r in found):
        mine = [r for r in found if r["scene"] == scene]
        said = Counter(", ".join(judge(*measured(r))) or "well" for r in mine)
        known = sum(int(r["recognised"]) for r in mine)
        told = "; ".join(f"{name} {count}" for name, count in said.most_common())
        print(f"{scene}: {len(mine)} trials, {known} recognised. {told}")


def above(r: Row) -> float:
    """Return the decibels of a word above the room."""
    return float(r["level"]) - float(r["room"])


def measured(r: Row) -> tuple[Levels, Phrase | None]:
    """Return a row as the check gets it."""
    levels = Levels(float(r["room"]), optional(r["coach"]), optional(r["left"]))
    phrase = Phrase(float(r["level"]), recognised=r["recognised"] == "1") if r["level"] else None
    return levels, phrase


def optional(text: str) -> float | None:
    """Return a number, or None for nothing."""
    return float(text) if text else None


if __name__ == "__main__":
    main()
