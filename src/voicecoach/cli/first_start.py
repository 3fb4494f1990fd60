"""The first start: whether somebody is there who may be asked, and the set-up then."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from voicecoach.cli.paths import file_of
from voicecoach.cli.places import Places
from voicecoach.cli.settings_file import FILE
from voicecoach.config import Config

if TYPE_CHECKING:
    from voicecoach.cli.setup import Held


def somebody_there() -> bool:
    """Return whether keys can be pressed and lines be read: no script, no pipe."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_first(config: Config, places: Places, *, sessions: int, there: bool) -> bool:
    """Return whether the set-up comes before the session.

    Only where nothing was ever set or done, and somebody can hear and answer: never in a script,
    where devices are files, or where there is no sound.

    Args:
        config: in force.
        places: where settings are kept.
        sessions: how many are logged.
        there: whether somebody sits at the terminal.
    """
    if not there or config.setup == "off" or sessions or (places.config / FILE).exists():
        return False
    files = file_of(config.speaker) or file_of(config.microphone)
    return config.speaker != "none" and not files


def first_start(config: Config, places: Places, *, lines: bool) -> Held:
    """Hold the whole set-up, but for what is known from the command line."""
    from voicecoach.cli.setup import hold, number_is_set
    from voicecoach.cli.setup_talks import TOPICS

    known = {"country"} if number_is_set(config) else set()
    topics = tuple(topic for topic in TOPICS if topic not in known)
    return hold(config, places, topics, lines=lines, first=True)
