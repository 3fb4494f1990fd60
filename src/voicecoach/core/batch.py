"""An export of many: which folders there will be, and which machine makes which.

Rule 1. The folder of an export is named after its level and after all that was chosen by
        an option. So two choices never share a folder, and the same call finds its own again.
Rule 2. Shares are dealt like cards: order k goes to shard ``k mod n``. All shards together
        are all orders, and none is in two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from voicecoach.errors import ConfigError, quoted

MOST_SHARDS = 10_000


@dataclass(frozen=True, slots=True)
class Order:
    """One folder: a level in one voice at one speed. An empty text is the settings' own."""

    level: str
    """Number, id or path."""
    voice: str = ""
    speed: str = ""
    detail: str = ""
    profile: str = ""
    music: str = ""
    """Name of the folder of music; only its last part shows."""

    def folder(self, level_id: str) -> str:
        """Return the name of the folder, where ``level`` turned out to be ``level_id``."""
        music = "music" if self.music else ""
        chosen = (self.voice, self.speed, self.detail, self.profile, music)
        name = "-".join((level_id, *(part for part in chosen if part)))
        return re.sub(r"[^\w.+-]+", "-", name)


def orders(
    levels: Sequence[str], voices: Sequence[str], speeds: Sequence[str], like: Order
) -> tuple[Order, ...]:
    """Return an order for each level in each voice at each speed, level by level.

    Args:
        levels: numbers, ids or paths; each counts once.
        voices: engines, or ``engine:voice``; none for that of the settings.
        speeds: none for that of the settings.
        like: all else.
    """
    each = product(*(dict.fromkeys(names) for names in (levels, voices or ("",), speeds or ("",))))
    return tuple(
        Order(level, voice, speed, like.detail, like.profile, like.music)
        for level, voice, speed in each
    )


@dataclass(frozen=True, slots=True)
class Shard:
    """The share of one machine: number ``index``, from 1, of ``count``."""

    index: int = 1
    count: int = 1

    def of(self, every: Sequence[Order]) -> tuple[Order, ...]:
        """Return the orders that are this machine's."""
        return tuple(every[self.index - 1 :: self.count])

    def split(self, parts: int) -> tuple[Shard, ...]:
        """Return ``parts`` smaller shares that are this one together."""
        return tuple(
            Shard(self.index + part * self.count, self.count * parts) for part in range(parts)
        )

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"


def parse_shard(text: str) -> Shard:
    """Return the share that ``text`` names, for instance ``2/8``; raises ConfigError."""
    found = re.fullmatch(r"(\d{1,5})/(\d{1,5})", text)
    if found:
        index, count = int(found[1]), int(found[2])
        if 1 <= index <= count <= MOST_SHARDS:
            return Shard(index, count)
    raise ConfigError(
        f"--shard is {quoted(text)}; write the number of this machine and how many there are: 1/4."
    )
