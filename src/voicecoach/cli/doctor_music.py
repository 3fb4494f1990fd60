"""What the doctor finds on the user's own music."""

from __future__ import annotations

from collections.abc import Iterator

from voicecoach.adapters.music.tunes import Tunes
from voicecoach.cli.paths import path_of
from voicecoach.config import Config
from voicecoach.core.health import Finding, State
from voicecoach.errors import ConfigError, DeviceError

CHOOSE = "Put music there, name another folder in the setting music, or take the setting out."


def music(config: Config) -> Iterator[Finding]:
    """Yield whether the folder of the setting has music; nothing where there is no such setting."""
    if not config.music:
        return
    folder = path_of(config.music)
    try:
        tunes = Tunes(folder)
    except (ConfigError, DeviceError) as error:
        yield Finding("music", "", State.MISSING, str(error), CHOOSE, needed=True)
        return
    detail = f"In {folder} the first file is {tunes.paths[0].name}, of {len(tunes.paths)}."
    yield Finding("music", "", State.OK, detail)
    for sentence in tunes.skipped:
        yield Finding("music", "", State.BROKEN, sentence)
