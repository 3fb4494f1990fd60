"""Which captions are written: all, or only what is not said, by the settings and what runs here."""

from __future__ import annotations

import sys
from collections.abc import Callable

from voicecoach.adapters.support.screen_reader import screen_reader
from voicecoach.cli.captions import QuietCaptions, Watcher, captions
from voicecoach.cli.paths import file_of
from voicecoach.config import Config
from voicecoach.core.catalogue import Catalogue

SILENT = "silent"
"""The engine that is no voice: what it says is only read."""


def make_captions(
    config: Config, book: Catalogue, voice: str
) -> tuple[Watcher, Callable[[], None]]:
    """Return what shows a session, and what is to be called if nothing of it can be heard.

    Args:
        config: names the captions.
        book: names the commands.
        voice: name of the engine that speaks.
    """
    names = {str(command): command.replace("_", " ") for command in book.phrases}
    if not _quiet(config, voice):
        return captions(print, names), lambda: None
    quiet = QuietCaptions(print, names)
    return quiet.watch, quiet.unheard


def _quiet(config: Config, voice: str) -> bool:
    """Return whether what is said is not to be written too.

    Never where it is not heard; and what is recorded is disturbed by no screen reader.
    """
    if config.speaker == "none" or voice == SILENT:
        return False
    if config.captions != "auto" or file_of(config.speaker):
        return config.captions == "quiet"
    reader = screen_reader()
    if reader:
        print(f"{reader} runs, so only what is not said is written.", file=sys.stderr)
        print("To have every sentence written: captions: full in the settings.", file=sys.stderr)
    return bool(reader)
