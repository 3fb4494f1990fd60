"""The recognizer of a live session, and the one that takes its place."""

from __future__ import annotations

from contextlib import ExitStack, suppress

from voicecoach.adapters.support.limits import within
from voicecoach.cli.listening import make_recognizer
from voicecoach.config import Config
from voicecoach.core.catalogue import Catalogue
from voicecoach.ports import Recognizer

CLOSES_WITHIN = 2.0
"""Seconds; one that hangs is left behind."""


class Recognizers:
    """Makes recognizers of the settings, one after the other."""

    def __init__(self, config: Config, book: Catalogue) -> None:
        """Make none yet."""
        self._config, self._book = config, book
        self._recognizer: Recognizer | None = None
        self._stack = ExitStack()

    def current(self) -> Recognizer:
        """Return the one that is in use; raises DeviceError if none works here."""
        if self._recognizer is None:
            self._recognizer = make_recognizer(self._stack, self._config, self._book)
        return self._recognizer

    def renewed(self) -> Recognizer:
        """Return a new one, and let the old one go; raises DeviceError if none works here."""
        self.close()
        return self.current()

    def close(self) -> None:
        """Free the one in use, or leave it behind if it hangs."""
        stack, self._stack, self._recognizer = self._stack, ExitStack(), None
        with suppress(TimeoutError):
            within(CLOSES_WITHIN, stack.close)
