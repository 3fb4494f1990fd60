"""The switches of a terminal: keys one by one and unseen, or whole lines as usual."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, Protocol


class Terminal(Protocol):
    """What the keyboard needs of a terminal; each call may be made again at any time."""

    def single_keys(self) -> None:
        """Hand over each key at once, unseen; Ctrl-C and Ctrl-Z go on working."""
        ...

    def whole_lines(self) -> None:
        """Hand over lines, shown and edited by the terminal; also the state to leave behind."""
        ...

    def foreground(self) -> bool:
        """Return whether what is typed is meant for us; reading otherwise would stop us."""
        ...


def open_terminal(fd: int) -> Terminal | None:
    """Return the terminal behind ``fd``, its echo mended if a killed run left it off; or None."""
    try:
        if not os.isatty(fd):
            return None
    except OSError:  # closed
        return None
    return WindowsConsole() if sys.platform == "win32" else PosixTerminal(fd)


class PosixTerminal:
    """A terminal that is switched through termios."""

    def __init__(self, fd: int) -> None:
        termios: Any = import_module("termios")  # Any: it has no names where it does not exist
        self._termios = termios
        self._fd = fd
        shown = termios.ECHO | termios.ICANON
        found = termios.tcgetattr(fd)
        self._single: list[Any] = [*found[:6], list(found[6])]
        self._single[3] &= ~shown
        self._single[6][termios.VMIN], self._single[6][termios.VTIME] = 1, 0
        self._lines: list[Any] = [*found[:6], list(found[6])]
        if not found[3] & shown:  # both off: what a killed run leaves behind
            self._lines[3] |= shown
            self.whole_lines()

    def single_keys(self) -> None:
        """Hand over each key at once, unseen; Ctrl-C and Ctrl-Z go on working."""
        self._apply(self._single)

    def whole_lines(self) -> None:
        """Hand over lines, shown and edited by the terminal."""
        self._apply(self._lines)

    def _apply(self, wanted: list[Any]) -> None:
        """Switch, where needed; never from the background, where it would stop the process."""
        try:
            if self.foreground() and self._termios.tcgetattr(self._fd) != wanted:
                self._termios.tcsetattr(self._fd, self._termios.TCSADRAIN, wanted)
        except self._termios.error:
            return  # the terminal was closed: reading says so, and nothing is left to restore

    def foreground(self) -> bool:
        """Return whether what is typed is meant for us; reading otherwise would stop us."""
        if sys.platform == "win32":
            return True
        try:
            return os.tcgetpgrp(self._fd) == os.getpgrp()
        except OSError:  # not the terminal that controls us: it cannot stop us either
            return True


class WindowsConsole:
    """A console: its key functions never echo, its lines always do, so nothing is switched."""

    def single_keys(self) -> None:
        """Do nothing."""

    def whole_lines(self) -> None:
        """Do nothing."""

    def foreground(self) -> bool:
        """Return true: a console has no background."""
        return True
