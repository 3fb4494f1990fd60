"""The baseline hears the same words: `baselines/listen_and_recognize.py`, judged as ours is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from hands_free_parts.places import ends, starts
from hands_free_parts.words import SAID

from live_room import RATE, echo_gain
from live_user import PATIENCE
from reaction_parts.setting import ECHO_DB, Said
from spoken import write_wav

PROGRAM = Path(__file__).parents[1] / "baselines" / "listen_and_recognize.py"
LATEST = PATIENCE
"""Seconds after a word in which an answer to it still counts, as for ours."""
OBEYS = {text.lower(): command for command, text in SAID.items()}
"""What can be said: one phrase for each command; fewer are easier to tell apart. Its dictionary has
no capitals."""

Row = dict[str, float | str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of the words."""

    decided: list[float | None]
    """Seconds from the end of each word to its command; None if it was missed."""
    wrong: list[bool]
    """Whether another command was taken for each word."""
    unasked: int
    """Commands from pieces in which no word was said."""


def listen(
    folder: Path, name: str, microphone: npt.NDArray[np.int16], every: Sequence[Said]
) -> Answers:
    """Let the baseline hear a recording; return what became of the words in it."""
    sound, phrases = folder / f"{name}.wav", folder / "phrases.json"
    write_wav(sound, microphone, RATE)
    phrases.write_text(json.dumps(sorted(OBEYS)), encoding="utf-8")
    command = [sys.executable, str(PROGRAM), str(sound), str(phrases)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return judge(json.loads(told)["rows"], every)


def beside(
    microphone: npt.NDArray[np.int16], coach: npt.NDArray[np.int16]
) -> npt.NDArray[np.int16]:
    """Return a recording with the coach in it, as loud as live; by the direct way alone."""
    coach = np.pad(coach, (0, max(0, len(microphone) - len(coach))))[: len(microphone)]
    both = microphone + 10 ** (echo_gain(ECHO_DB) / 20) * coach
    return np.clip(both, -32768, 32767).astype(np.int16)


def judge(rows: Sequence[Row], every: Sequence[Said]) -> Answers:
    """Return what became of each word: it belongs to the piece in which it ends."""
    decided: list[float | None] = []
    wrong: list[bool] = []
    taken: set[float | str] = set()
    for said in every:
        begin, end = said.at + starts(said.sound) / RATE, said.at + ends(said.sound) / RATE
        pieces = [row for row in rows if row["starts_s"] < end and row["ends_s"] > begin]
        taken |= {row["starts_s"] for row in pieces}
        answers = [row for row in pieces if row["text"]]
        right = [row for row in answers if OBEYS.get(str(row["text"])) is said.word.command]
        waits = [row["decided_idle_s"] - end for row in right]
        decided.append(next((wait for wait in waits if wait <= LATEST), None))
        wrong.append(bool(answers) and not right)
    others = [row for row in rows if row["starts_s"] not in taken and row["text"]]
    return Answers(decided, wrong, len(others))
