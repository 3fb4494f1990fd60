"""Keeping the sound of what is heard, where it was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from voicecoach.adapters.listeners.keeping import Keeper
from voicecoach.adapters.listeners.listener import Verdict
from voicecoach.errors import DeviceError


def keeping(folder: Path) -> Callable[[Verdict], None]:
    """Return what writes each piece of speech into ``folder``, and say that it is done.

    A disk that refuses later ends the keeping, with one line, and nothing else.

    Raises:
        DeviceError: the folder cannot be made.
    """
    keeper = Keeper(folder)
    print(f"Each piece of speech is kept as a sound file in {folder}.")
    works = True

    def keep(verdict: Verdict) -> None:
        nonlocal works
        if not works:
            return
        try:
            keeper.keep(verdict)
        except DeviceError as error:
            works = False
            print(error, file=sys.stderr)

    return keep
