"""The trained head: which of the phrases it knows a piece of speech is, or none of them.

It reads what Moonshine's encoder made of the sound. It was trained on that with rooms,
breath, music and what is left of the coach; `weights/README.md` is its card.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voicecoach.adapters.support.inference import session
from voicecoach.core.commands import SAFETY, Command
from voicecoach.errors import DeviceError

Floats = npt.NDArray[np.float32]

REMEDY = "install voicecoach again"


@dataclass(frozen=True, slots=True)
class Marks:
    """From which score a command is believed; read off speakers that nothing else used."""

    least: float
    """For any command."""
    least_safety: float
    """For `SAFETY`: a false stop is cheap, a missed one is not."""
    own: dict[str, float]
    """For a command by name, where it needs another."""

    def of(self, command: Command) -> float:
        """Return the score that ``command`` needs."""
        usual = self.least_safety if command in SAFETY else self.least
        return self.own.get(command, usual)


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest of the commands that were asked about."""

    command: Command
    words: str
    score: float
    """Natural logarithm of how much likelier it is than all else, commands that cannot be given
    now included: somebody who says nine does not mean the next likeliest word."""
    runner_up: str
    """The likeliest phrase of any other command, also of one that cannot be given now."""
    runner_up_score: float
    """Natural logarithm of its share of all else."""


class Head:
    """The loaded head; a millisecond of one core for each piece of speech."""

    def __init__(self, folder: Path, language: str) -> None:
        """Load the weights for a language, the first part of its BCP 47 tag.

        Raises:
            DeviceError: the files are missing, damaged, or do not fit one another.
        """
        try:
            table = json.loads((folder / f"commands-{language}.json").read_text("utf-8"))
            self.phrases: tuple[str, ...] = tuple(table["phrases"])
            self.marks = Marks(**table["marks"])
            self._session = session(folder / f"commands-{language}.onnx")
        except Exception as exc:  # onnxruntime's errors share no base class of their own
            message = f"The weights in {folder} cannot be loaded ({exc}); {REMEDY}."
            raise DeviceError(message) from exc
        self._place = {phrase: place for place, phrase in enumerate(self.phrases)}

    def knows(self, phrase: str) -> bool:
        """Return whether ``phrase`` is one that it was trained on."""
        return phrase in self._place

    def likelihoods(self, states: Floats) -> Floats:
        """Return the log likelihood of each phrase, and at last that it is none of them.

        Args:
            states: of the encoder, shape (1, frames, 288).
        """
        result: Floats = self._session.run(None, {"states": states})[0][0]
        return result

    def choose(self, states: Floats, said: Iterable[tuple[Command, str]]) -> Choice | None:
        """Return the likeliest command; None if ``said`` is empty.

        A command is as likely as all its phrases together. Phrases that are not in
        ``said`` weigh against it by the share that they take.

        Args:
            states: of the encoder, shape (1, frames, 288).
            said: what can be said now; phrases that are not known are left out.
        """
        chances = self.likelihoods(states)
        places: defaultdict[Command, list[int]] = defaultdict(list)
        for command, phrase in said:
            if phrase in self._place:
                places[command].append(self._place[phrase])
        if not places:
            return None
        total = {each: np.logaddexp.reduce(chances[its]) for each, its in places.items()}
        command = max(total, key=lambda each: total[each])
        mine = places[command]
        words = self.phrases[max(mine, key=lambda place: chances[place])]
        others = chances.copy()
        others[mine] = -np.inf
        rest = float(np.logaddexp.reduce(others))
        rival = int(others[:-1].argmax())
        return Choice(
            command, words, float(total[command]) - rest, self.phrases[rival],
            float(others[rival]) - rest,
        )  # fmt: skip


def find_weights(language: str) -> Path | None:
    """Return the folder with weights for ``language``; None if there are none."""
    folder = Path(str(files("voicecoach") / "weights"))
    return folder if (folder / f"commands-{language}.onnx").is_file() else None
