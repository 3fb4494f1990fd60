"""Recordings of the words that a user says: held-out speakers, else the project's own voices."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from listening_parts.recordings import Recording, load
from listening_parts.speaking import spoken, working_voices

from hands_free_parts import ROOT
from live_user import Word
from voicecoach.core.commands import NUMBERS, Command

SAID = {
    Command.STOP: "stop", Command.PAUSE: "pause", Command.PAIN: "it hurts",
    Command.RESUME: "resume", Command.NEXT: "next", Command.BACK: "go back",
    Command.REPEAT: "repeat", Command.SLOWER: "slow down", Command.FASTER: "speed up",
    Command.LOUDER: "volume up", Command.QUIETER: "volume down", Command.HELP: "what can I say",
    Command.HOW_MANY_LEFT: "how many left", Command.FINISH: "finish", Command.NO: "no",
}  # fmt: skip
"""What the project's own voices say where there are no recordings."""
COMMAND_OF = {"skip": Command.NEXT}
"""Labels of recordings that are not the name of a command."""
PEOPLE = ROOT / "tests" / "recordings"


class Words:
    """Gives a recording of a command, another one each time, people and voices in turns."""

    def __init__(self, folder: Path | None, chance: np.random.Generator) -> None:
        """Look for recordings in ``folder``; its held-out speakers alone are taken."""
        self._chance = chance
        self._left: dict[Command, list[Recording]] = defaultdict(list)
        self._every: dict[Command, list[Recording]] = defaultdict(list)
        for each in _held(folder):
            command = COMMAND_OF.get(each.label) or _command(each.label)
            if command is not None:
                self._every[command].append(each)
        missing = {
            command: text
            for command, text in (SAID | {each: each.value for each in NUMBERS}).items()
            if command not in self._every
        }
        for each in spoken(working_voices(), {c.value: text for c, text in missing.items()}):
            self._every[Command(each.label)].append(each)
        if not all(command in self._every for command in SAID):
            sys.exit("There is neither a folder of recordings (--data) nor a voice for some words.")

    def __call__(self, command: Command) -> Word:
        """Return a recording of a command."""
        if not self._left[command]:
            people = [each for each in self._every[command] if each.group == "people"]
            voices = [each for each in self._every[command] if each.group != "people"]
            for group in (people, voices):
                self._chance.shuffle(group)
            self._left[command] = list(_in_turns(people, voices))
        chosen = self._left[command].pop(0)
        return Word(command, f"{chosen.speaker}, {chosen.group}", chosen.load() * 32768)

    def told(self) -> str:
        """Return how many there are."""
        speakers = {each.speaker for every in self._every.values() for each in every}
        return f"{sum(map(len, self._every.values()))} recordings of {len(speakers)} speakers"


def _held(folder: Path | None) -> list[Recording]:
    usual = ROOT.parent / "shared" / "data"
    if folder is None and not (usual / "manifest.csv").is_file():
        return [
            Recording(
                path.stem, path.stem.partition("-")[0], path.stem, "people", "held", 1.0, path
            )
            for path in sorted(PEOPLE.glob("*.wav"))
        ]
    return [each for each in load(folder or usual) if each.part == "held"]


def _command(label: str) -> Command | None:
    return Command(label) if label in list(Command) else None


def _in_turns(first: list[Recording], second: list[Recording]) -> Iterator[Recording]:
    for at in range(max(len(first), len(second))):
        yield from first[at : at + 1]
        yield from second[at : at + 1]
