"""Sections recall, numbers and latency: one word a stream, staged, through a fresh ear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lab.scenes import SCENES
from listening_parts.bench import (
    DIGITS,
    MAIN,
    MAIN_GRAMMAR,
    SET_GRAMMAR,
    Bench,
    seeds,
)
from listening_parts.crew import Kit
from listening_parts.figures import (
    ALL,
    Figure,
    Goal,
    Row,
    amount,
    at_most,
    least,
    share,
    under,
    waits,
)
from listening_parts.hearing import decide, hear
from listening_parts.recordings import NARROW, Recording, told
from listening_parts.words import loud_from, sounding
from voicecoach.adapters.listeners.ear import Stirred
from voicecoach.core.commands import Command
from voicecoach.core.phases import Phase, allowed

SOON = 0.15
"""Seconds within which ducking is to begin."""
EARLY = 0.1
"""Seconds before the start of a word, as it is found, from which speech may be noticed in it."""
BEFORE = 1.0
"""Seconds of room before and after each clip."""
DECK_BLOCK = 0.05
"""Seconds of the deck's block, within which all is silent after a decision."""
CONDITIONS = {
    "near": "0.5 to 1 m",
    "far": "2 m",
    "breath": "2 m, breathing 8 dB below",
    "music": "2 m, music 8 dB below",
}
GOALS = {"near": least(0.98), "far": least(0.95), "breath": least(0.80), "music": least(0.90)}
GRAMMARS = {"main": "14 main commands", "set": "all of a set"}


@dataclass(frozen=True, slots=True)
class Job:
    """One clip in several scenes."""

    clip: Recording
    scenes: tuple[str, ...]
    grammars: dict[str, frozenset[Command]]
    seed: int


@dataclass(frozen=True, slots=True)
class Try:
    """What one recognizer made of one clip in one scene."""

    label: str
    group: str
    scene: str
    recognizer: str
    grammar: str
    commands: tuple[Command, ...]
    """In order."""
    wait: float = 0.0
    """Seconds from the end of the word to the first command."""
    wait_idle: float = 0.0
    noticed: float | None = None
    """Seconds from the start of the word to when the coach would make way."""
    noticed_loud: float | None = None
    """The same from its first loud sound."""

    def right(self, labels: dict[str, Command]) -> bool:
        """Return whether the first thing that was done is what was asked for."""
        return self.commands[:1] == (labels[self.label],)

    def wrong(self, labels: dict[str, Command]) -> bool:
        """Return whether anything else was done."""
        return any(command != labels[self.label] for command in self.commands)


def listen(kit: Kit, job: Job) -> list[Try]:
    """Stage the clip in each scene, and let each recognizer decide with each grammar."""
    sound = job.clip.load()
    place = sounding(sound)
    start, end = BEFORE + place.start, BEFORE + place.end
    everything = frozenset[Command]().union(*job.grammars.values())
    found = []
    for number, scene in enumerate(job.scenes):
        chance = np.random.default_rng(seeds(job.seed, job.clip.name, number))
        staged = kit.studio.stage(sound, SCENES[scene], chance, (BEFORE, BEFORE))
        signs = hear(staged, kit.detector, everything)
        stirred = (e.at - start for e in signs if isinstance(e.sign, Stirred))
        noticed = next((wait for wait in stirred if wait > -EARLY), None)
        loud = None if noticed is None else noticed + start - BEFORE - loud_from(sound)
        for name, recognizer in kit.recognizers.items():
            for grammar, commands in job.grammars.items():
                decisions = decide(signs, recognizer, commands)
                found.append(
                    Try(
                        job.clip.label,
                        job.clip.group,
                        scene,
                        name,
                        grammar,
                        tuple(each.command for each in decisions),
                        decisions[0].at - end if decisions else 0.0,
                        decisions[0].at_idle - end if decisions else 0.0,
                        noticed,
                        loud,
                    )
                )
    return found


def set_grammar(label: str) -> frozenset[Command]:
    """Return what can be said where a main command is said: "resume" in a pause, else in a set."""
    return allowed(Phase.PAUSED) if label == "resume" else SET_GRAMMAR


def tries(bench: Bench) -> list[Try]:
    """Return all tries of the main commands; they are made once."""
    if "recall" not in bench.memory:
        clips = bench.clips(MAIN)
        bench.say(f"recall: {told(clips)}")
        jobs = [
            Job(
                clip,
                tuple(CONDITIONS),
                {"main": MAIN_GRAMMAR, "set": set_grammar(clip.label)},
                bench.seed,
            )
            for clip in clips
        ]
        bench.memory["recall"] = bench.crew.gather("recall", listen, jobs)
    found: list[Try] = bench.memory["recall"]  # type: ignore[assignment]
    return found


def recall(bench: Bench) -> list[Row]:
    """Return the rows about the 14 main commands."""
    every = tries(bench)
    tell_wrong(bench, "recall", every, MAIN)
    rows = []
    for grammar, name in GRAMMARS.items():
        mine = [each for each in every if each.grammar == grammar]
        for scene, where in CONDITIONS.items():
            here = [each for each in mine if each.scene == scene]
            rows.append(_row(bench, f"recall, {name}, {where}", here, MAIN, GOALS[scene]))
        rows.append(_wrong(bench, f"wrong command, {name}, all conditions", mine, under(0.005)))
    main = [each for each in every if each.grammar == "main"]
    for scene, where in CONDITIONS.items():
        rows.append(_mean_of_words(bench, where, [each for each in main if each.scene == scene]))
    for group in sorted({each.group for each in main}):
        for scene, where in CONDITIONS.items():
            here = [each for each in main if (each.group, each.scene) == (group, scene)]
            rows.append(_row(bench, f"{group}, {where}", here, MAIN))
    far = [each for each in main if each.scene == "far"]
    for label in MAIN:
        goal = least(0.98) if label in {"stop", "pause", "it_hurts"} else None
        here = [each for each in far if each.label == label]
        rows.append(_row(bench, f"{label} at 2 m", here, MAIN, goal))
    return rows


def numbers(bench: Bench) -> list[Row]:
    """Return the rows about numbers after the pain question."""
    clips = bench.clips(DIGITS)
    bench.say(f"numbers: {told(clips)}")
    grammars = {"rating": allowed(Phase.RATING)}
    jobs = [Job(clip, ("near", "far"), grammars, bench.seed) for clip in clips]
    every = bench.crew.gather("numbers", listen, jobs)
    tell_wrong(bench, "numbers", every, DIGITS)
    rows = []
    for scene, goal in (("near", least(0.99)), ("far", least(0.96))):
        here = [each for each in every if each.scene == scene and each.group != NARROW]
        name = f"numbers 0 to 10, {CONDITIONS[scene]}"
        rows.append(_row(bench, f"recall, {name}", here, DIGITS, goal))
        rows.append(_wrong(bench, f"wrong, {name}", here, at_most(0.005)))
    for group in sorted({each.group for each in every}):
        for scene in ("near", "far"):
            here = [each for each in every if (each.group, each.scene) == (group, scene)]
            rows.append(_row(bench, f"{group}, {CONDITIONS[scene]}", here, DIGITS))
    return [Row("numbers", row.measure, row.figures, row.goal) for row in rows]


def latency(bench: Bench) -> list[Row]:
    """Return how long the right decisions took; measured with the clips of recall."""
    right = [each for each in tries(bench) if each.grammar == "set" and each.right(MAIN)]
    rows = []
    for percent, goal, quiet in ((50, at_most(0.30, " s"), 0.35), (95, at_most(0.40, " s"), 0.50)):
        clock = {n: waits([t.wait for t in right if t.recognizer == n], percent)
                 for n in bench.recognizers}  # fmt: skip
        idle = {n: waits([t.wait_idle for t in right if t.recognizer == n], percent)
                for n in bench.recognizers}  # fmt: skip
        silent = {
            name: amount(each.value + DECK_BLOCK, f"{each.value + DECK_BLOCK:.3f} s, computed")
            for name, each in idle.items()
        }
        rows += [
            Row("latency", f"end of word to decision, p{percent}, processor time", idle, goal),
            Row("latency", f"the same by the clock of this machine, p{percent}", clock, goal),
            Row("latency", f"to silence, p{percent}: + 50 ms block", silent, at_most(quiet, " s")),
        ]
    return rows + _noticed(bench)


def _noticed(bench: Bench) -> list[Row]:
    """Return how soon speech is noticed where no coach talks: to compare with the section echo."""
    rows = []
    for scene, where in CONDITIONS.items():
        mine = [
            each
            for each in _of(tries(bench), bench.recognizers[0])
            if (each.grammar, each.scene) == ("set", scene)
        ]
        for since, waits_ in (
            ("start", [each.noticed for each in mine]),
            ("first loud sound", [each.noticed_loud for each in mine]),
        ):
            soon = sum(wait is not None and wait <= SOON for wait in waits_)
            measure = f"speech noticed within 150 ms of its {since}, {where}"
            rows.append(Row("latency", measure, {ALL: share(soon, len(mine))}))
    return rows


def tell_wrong(
    bench: Bench, section: str, every: Iterable[Try], labels: dict[str, Command]
) -> None:
    """Say what was taken for what, the most frequent first."""
    for name in bench.recognizers:
        taken = Counter(
            f"{each.label} for {command}"
            for each in _of(every, name)
            for command in each.commands
            if command != labels[each.label]
        )
        told = ", ".join(f"{what} {count} times" for what, count in taken.most_common())
        if told:
            bench.say(f"{section}, {name} took: {told}")


def _of(every: Iterable[Try], recognizer: str) -> list[Try]:
    return [each for each in every if each.recognizer == recognizer]


def _row(
    bench: Bench,
    measure: str,
    every: Sequence[Try],
    labels: dict[str, Command],
    goal: Goal | None = None,
) -> Row:
    figures = {}
    for name in bench.recognizers:
        mine = _of(every, name)
        figures[name] = share(sum(each.right(labels) for each in mine), len(mine))
    return Row("recall", measure, figures, goal)


def _wrong(bench: Bench, measure: str, every: Sequence[Try], goal: Goal) -> Row:
    labels = MAIN | DIGITS
    figures = {}
    for name in bench.recognizers:
        mine = _of(every, name)
        figures[name] = share(sum(each.wrong(labels) for each in mine), len(mine))
    return Row("recall", measure, figures, goal)


def _mean_of_words(bench: Bench, where: str, every: Sequence[Try]) -> Row:
    figures: dict[str, Figure] = {}
    for name in bench.recognizers:
        mine = _of(every, name)
        rates = [
            np.mean([each.right(MAIN) for each in mine if each.label == label])
            for label in {each.label for each in mine}
        ]
        mean = float(np.mean(rates)) if rates else float("nan")
        figures[name] = amount(mean, f"{mean:.3f}")
    return Row("recall", f"mean of the {len(MAIN)} words, {where}", figures)
