"""The user's own music: looked at before a session, and laid under the one that is played."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack

from voicecoach.adapters.music.tunes import Tunes
from voicecoach.cli.paths import path_of
from voicecoach.cli.stage import Stage
from voicecoach.core.events import Failed
from voicecoach.flows.live import Live


def look_for_music(folder: str) -> Tunes:
    """Return the music in ``folder``, and print what of it is found to be none.

    Raises:
        ConfigError: the folder cannot be read, or holds nothing that can be played.
        DeviceError: no music can be read at all.
    """
    tunes = Tunes(path_of(folder))
    for sentence in tunes.skipped:
        print(sentence, file=sys.stderr)
    return tunes


def play_live(stack: ExitStack, stage: Stage, live: Live) -> None:
    """Lay the music of ``stage``, if any, under a session in real time; ``stack`` ends it."""
    if stage.music is None:
        return

    def report(part: str, message: str) -> None:
        live.put(Failed(live.now(), part, message))

    music = stage.music.ahead(stage.deck.rate, report)
    stack.callback(music.close)
    stage.deck.underlay(music.read)


def play_in_step(stage: Stage) -> Callable[[], list[Failed]]:
    """Lay the music of ``stage``, if any, under a session over files.

    Returns:
        What gives all that was told of it since the last call.
    """
    told: list[Failed] = []
    if stage.music is not None:
        music = stage.music.in_step(
            stage.deck.rate,
            lambda part, message: told.append(Failed(stage.deck.position, part, message)),
        )
        stage.deck.underlay(music.read)

    def news() -> list[Failed]:
        found = told.copy()
        told.clear()
        return found

    return news
