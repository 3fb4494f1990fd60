"""What a session takes of the machine while it lives: memory, and its share of one core."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import numpy as np
from hour import Look, look

from listening_sounds import say
from live_room import RATE, Mouth, Rows
from sound_server import SoundServer
from start_parts.first_words import session

SETTLED, UNTIL = 5.0, 20.0
"""Seconds after the first word between which a session is looked at in a quiet room."""
PREPARES_WITHIN = 120.0
"""Seconds in which all words of a session must be rendered."""
TALK = 6.0
"""Seconds of somebody talking, after that."""
CHATTER = (
    "I went to the market yesterday morning, and bought some bread and apples for the children. "
    "My neighbour was there too, with her little dog. "
)
"""No word of it is a command."""


@dataclass(frozen=True, slots=True)
class Lived:
    """One session."""

    memory: float
    """Megabytes, resident, after `UNTIL`."""
    quiet: float
    """Percent of one core while nobody talks."""
    talking: float
    """The same while somebody talks without a pause."""


def lived(server: SoundServer, home: Path, name: str, *options: str) -> Lived:
    """Let a session listen to a room, quiet and then not, and return what it took."""
    chatter = np.tile(say(CHATTER, "espeak"), 3)[: round((TALK + 1.5) * RATE)]
    with ExitStack() as stack:
        mouth = Mouth(server, home, 180)
        stack.callback(mouth.close)
        pid = stack.enter_context(begun(server, home, name, *options))
        began = time.monotonic()
        settled, at_last = (looked(pid, began + after) for after in (SETTLED, UNTIL))
        talk = Thread(target=mouth.say, args=(chatter,))
        talk.start()
        stack.callback(talk.join)
        began = time.monotonic()
        talked = [looked(pid, began + after) for after in (1.0, 1.0 + TALK)]
        return Lived(at_last.memory, share(settled, at_last), share(*talked))


def first_lived(server: SoundServer, home: Path, name: str, *options: str) -> float:
    """Let a session render all its words, and return its megabytes when it has begun."""
    with begun(server, home, name, *options) as pid:
        return looked(pid, time.monotonic() + 2.0).memory


@contextmanager
def begun(server: SoundServer, home: Path, name: str, *options: str) -> Iterator[int]:
    """Yield the process of a session that has rendered all its words and begun to speak them."""
    with session(server, home, name, *options) as (program, _):
        follow = Rows(home / f"{name}.jsonl")
        try:
            if not follow.until(lambda: bool(follow.named("said")), PREPARES_WITHIN):
                raise RuntimeError(f"the session {name} does not begin")
        finally:
            follow.close()
        yield program.pid


def looked(pid: int, moment: float) -> Look:
    """Return a process as it is at a moment; raises FileNotFoundError if it has ended."""
    time.sleep(max(0.0, moment - time.monotonic()))
    return look(pid, time.monotonic())


def share(first: Look, last: Look) -> float:
    """Return how much of one core was used between two looks, in percent."""
    return 100 * (last.processor - first.processor) / (last.at - first.at)
