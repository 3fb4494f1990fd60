"""Section near-miss: words that are no command, and how many are taken for one."""

from __future__ import annotations

from pathlib import Path

import lab
from listening_parts.bench import DIGITS, SET_GRAMMAR, Bench
from listening_parts.figures import Row, share, under
from listening_parts.recall import Job, Try, listen
from listening_parts.recordings import NARROW, Recording, choose, told
from listening_parts.speaking import spoken
from voicecoach.core.matching import plain

CHOSEN = (
    "text", "best", "step", "held", "paws", "start", "rest", "box", "slow", "hop", "chess",
    "pass", "lower",
)  # fmt: skip
SCENES = ("near", "far")
"""Near is the hardest: what is heard best is taken for a command most."""


def near_miss(bench: Bench) -> list[Row]:
    """Return the share of words that were obeyed in a set, a kind of word at a time."""
    kinds = _kinds(bench)
    for kind, clips in kinds.items():
        bench.say(f"near-miss, {kind}: {told(clips)}")
    rows = []
    everything: list[Try] = []
    for kind, clips in kinds.items():
        jobs = [Job(clip, SCENES, {"set": SET_GRAMMAR}, bench.seed) for clip in clips]
        every = bench.crew.gather(f"near-miss, {kind}", listen, jobs)
        everything += every
        rows.append(_row(bench, f"accepted, {kind}", every))
        for name in bench.recognizers:
            _tell(bench, name, every)
    total = _row(bench, "near-miss words accepted", everything)
    return [Row("near-miss", total.measure, total.figures, under(0.05)), *rows]


def _kinds(bench: Bench) -> dict[str, list[Recording]]:
    held = [each for each in bench.recordings if each.group != NARROW]
    words = [each for each in held if each.label.startswith("other:")]
    asked = [each for each in held if each.label in {*DIGITS, "yes", "no"}]
    chosen, unseen = _sayable(bench, CHOSEN), _sayable(bench, kept_from_training())
    return {
        "people, other words": _not_commands(bench, choose(words, bench.limit, bench.seed)),
        "yes, no and numbers, not asked for": choose(asked, bench.limit, bench.seed),
        "own voices, chosen words": list(spoken(bench.voices, chosen)),
        "own voices, words kept from training": list(spoken(bench.voices, unseen)),
    }


def kept_from_training() -> tuple[str, ...]:
    """Return the words with a star in the list of near misses; none where there is no list."""
    path = Path(lab.__path__[0]) / "near_misses.txt"
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    text = " ".join(line for line in lines if not line.startswith("#"))
    words = (word.strip() for word in text.split(","))
    return tuple(word.removeprefix("*") for word in words if word.startswith("*"))


def _phrases(bench: Bench) -> set[str]:
    return {plain(phrase) for command in SET_GRAMMAR for phrase in bench.book.phrases[command]}


def _sayable(bench: Bench, words: tuple[str, ...]) -> dict[str, str]:
    """Return label -> text of those words that are not a phrase of a command themselves."""
    said = _phrases(bench)
    kept = {word: word for word in words if plain(word) not in said}
    if dropped := [word for word in words if word not in kept]:
        bench.say(f"near-miss: left out, because they are commands: {', '.join(dropped)}")
    return {f"other:{word}": text for word, text in kept.items()}


def _not_commands(bench: Bench, clips: list[Recording]) -> list[Recording]:
    said = _phrases(bench)
    return [clip for clip in clips if plain(clip.label.removeprefix("other:")) not in said]


def _row(bench: Bench, measure: str, every: list[Try]) -> Row:
    figures = {}
    for name in bench.recognizers:
        mine = [each for each in every if each.recognizer == name]
        figures[name] = share(sum(bool(each.commands) for each in mine), len(mine))
    return Row("near-miss", measure, figures)


def _tell(bench: Bench, name: str, every: list[Try]) -> None:
    taken = sorted(
        {
            f"{each.label.removeprefix('other:')} for {each.commands[0]}"
            for each in every
            if each.recognizer == name and each.commands
        }
    )
    if taken:
        bench.say(f"near-miss, {name} took: {', '.join(taken)}")
