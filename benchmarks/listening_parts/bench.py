"""What every section is given."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from listening_parts.crew import Crew
from listening_parts.recordings import NARROW, Recording, choose
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import NUMBERS, Command
from voicecoach.core.phases import Phase, allowed

MAIN = {
    "next": Command.NEXT,
    "back": Command.BACK,
    "pause": Command.PAUSE,
    "resume": Command.RESUME,
    "repeat": Command.REPEAT,
    "skip": Command.NEXT,
    "stop": Command.STOP,
    "help": Command.HELP,
    "slower": Command.SLOWER,
    "faster": Command.FASTER,
    "louder": Command.LOUDER,
    "quieter": Command.QUIETER,
    "how_many_left": Command.HOW_MANY_LEFT,
    "it_hurts": Command.PAIN,
}
"""Label -> what is to be done: the 14 main commands. "Skip" is another word for "next"."""
DIGITS = {str(command): command for command in sorted(NUMBERS)}
"""Label -> answer to "zero to ten?"."""
ECHO_DBFS = -20.0
"""As loud as the loudest user at 2 m: -34 to -20 dBFS."""
MAIN_GRAMMAR = frozenset(MAIN.values())
SET_GRAMMAR = allowed(Phase.WORKING)


@dataclass(slots=True)
class Bench:
    """The options, the recordings, and who does the work."""

    recordings: list[Recording]
    """Of held-out speakers only."""
    recognizers: tuple[str, ...]
    crew: Crew
    book: Catalogue
    limit: int
    """Clips per condition and label; 0 for all."""
    seed: int
    voices: tuple[str, ...]
    """The project's own voices that work here."""
    full: bool = False
    whole: bool = False
    """Whether whole levels are played, not just their first minutes."""
    fsdd: bool = False
    echo_dbfs: float = ECHO_DBFS
    """Level of the coach at the microphone where it is played at full volume."""
    say: Callable[[str], None] = print
    memory: dict[str, object] = field(default_factory=dict)
    """What one section has measured and another one tells, by a name."""

    def clips(self, labels: dict[str, Command], limit: int | None = None) -> list[Recording]:
        """Return the chosen recordings of ``labels``."""
        most = self.limit if limit is None else limit
        mine = [each for each in self.recordings if each.label in labels]
        wide = [each for each in mine if each.group != NARROW]
        narrow = [each for each in mine if each.group == NARROW and self.fsdd]
        return choose(wide, most, self.seed) + choose(narrow, most, self.seed)


def seeds(seed: int, name: str, more: int = 0) -> list[int]:
    """Return the seed of what is done to one clip: the same in each process and on each machine."""
    return [seed, zlib.crc32(name.encode()), more]
