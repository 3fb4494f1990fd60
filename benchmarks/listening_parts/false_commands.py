"""Section false: long streams in which nobody means the coach, and what is obeyed all the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lab.mixing import at_level
from lab.noises import NOISES
from lab.scenes import Scene
from listening_parts.bench import SET_GRAMMAR, Bench, seeds
from listening_parts.crew import Kit
from listening_parts.figures import Row, at_most, hourly, under
from listening_parts.hearing import Floats, decide, hear
from listening_parts.recordings import OTHER, Recording

RATE = 16_000
TALKING = Scene((1.0, 3.0), (0.3, 0.5), (20, 20))
"""People beside the mat or across the room."""
GAPS = (0.15, 0.5)
"""Seconds of room before and after each sentence."""
A_STREAM = 8
"""Sentences in one stream."""
STRETCH = 150
"""Seconds of one stream of breathing or music."""
LEVELS = (-42.0, -24.0)
"""dBFS of breathing and music, another level every 30 s."""
MINUTES = {False: 5, True: 30}
"""Of breathing, and as many of music; the second with `--full`."""
PASSES = {False: 1, True: 4}
"""How often each sentence is heard, each time in another room."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What one stream is made of."""

    kind: str
    number: int
    seed: int
    sentences: tuple[Recording, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What was obeyed in it, by recognizer."""

    kind: str
    seconds: float
    commands: dict[str, tuple[str, ...]]


def listen(kit: Kit, stream: Stream) -> Heard:
    """Make the stream and hear it through one ear."""
    sound = render(kit, stream)
    signs = hear(sound, kit.detector, SET_GRAMMAR)
    found = {
        name: tuple(f"{each.command} at {each.at:.1f} s" for each in decide(signs, recognizer))
        for name, recognizer in kit.recognizers.items()
    }
    return Heard(stream.kind, len(sound) / RATE, found)


def render(kit: Kit, stream: Stream) -> Floats:
    """Return the sound of ``stream``, the same each time."""
    chance = np.random.default_rng(seeds(stream.seed, stream.kind, stream.number))
    return _talk(kit, stream, chance) if stream.sentences else _noise(kit, stream.kind, chance)


def _talk(kit: Kit, stream: Stream, chance: np.random.Generator) -> Floats:
    parts = []
    for sentence in stream.sentences:
        around = (chance.uniform(*GAPS), chance.uniform(*GAPS))
        parts.append(kit.studio.stage(sentence.load(), TALKING, chance, around))
    return np.concatenate(parts)


def _noise(kit: Kit, name: str, chance: np.random.Generator) -> Floats:
    each = 30 * RATE
    loud = [
        at_level(NOISES[name](each, chance), chance.uniform(*LEVELS))
        for _ in range(STRETCH * RATE // each)
    ]
    sound = np.concatenate(loud)
    room = np.concatenate([kit.studio.noise("room", each, chance) for _ in loud])
    return (sound + at_level(room, -62.0)).astype(np.float32)


def false_commands(bench: Bench) -> list[Row]:
    """Return false commands an hour: talk nearby, breathing, music."""
    sentences = _sentences(bench)
    found = bench.crew.do("false", listen, streams(bench))
    spoken = sum(each.seconds for each in sentences) / 60
    bench.say(
        f"false: {len(sentences)} sentences, {spoken:.1f} min of speech, each heard "
        f"{PASSES[bench.full]} times at 1 to 3 m; breathing and music made, -42 to -24 dBFS"
    )
    for each in found:
        for name, commands in each.commands.items():
            if commands:
                bench.say(f"false, {each.kind}, {name}: {', '.join(commands)}")
    return [
        _row(bench, "false commands an hour, people talking nearby", found, {"talk"}),
        _row(bench, "false commands an hour, breathing and music", found, {"breath", "music"}),
    ]


def streams(bench: Bench) -> list[Stream]:
    """Return what is to be heard: talk, and as long of breathing and of music."""
    sentences, found = _sentences(bench), []
    for again in range(PASSES[bench.full]):
        for at in range(0, len(sentences), A_STREAM):
            group = tuple(sentences[at : at + A_STREAM])
            found.append(Stream("talk", again * 1000 + at, bench.seed, group))
    stretches = max(1, MINUTES[bench.full] * 60 // STRETCH)
    stretches = 1 if 0 < bench.limit < 6 else stretches
    for kind in ("breath", "music"):
        found += [Stream(kind, number, bench.seed) for number in range(stretches)]
    return found


def _sentences(bench: Bench) -> list[Recording]:
    every = [each for each in bench.recordings if each.label == OTHER]
    return every[: bench.limit * A_STREAM] if bench.limit else every


def _row(bench: Bench, measure: str, found: list[Heard], kinds: set[str]) -> Row:
    mine = [each for each in found if each.kind in kinds]
    seconds = sum(each.seconds for each in mine)
    figures = {
        name: hourly(sum(len(each.commands[name]) for each in mine), seconds)
        for name in bench.recognizers
    }
    goal = under(0.5) if "talk" in kinds else at_most(0)
    return Row("false", measure, figures, goal)
