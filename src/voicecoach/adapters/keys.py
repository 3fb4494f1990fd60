"""Commands from the keyboard: single keys in a terminal, whole lines everywhere else.

In a terminal each key acts at once and is not shown. ``/`` starts a typed word:
up to Enter the terminal shows and edits it as usual, and it comes as a line.
Where the input is no terminal, or lines are asked for, only lines come.
"""

from __future__ import annotations

import _thread
import atexit
import codecs
import os
import select
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from threading import Event, Thread, current_thread
from typing import Any

from voicecoach.adapters.support.keystrokes import Keystrokes
from voicecoach.adapters.support.terminal import Terminal, open_terminal

SEQUENCE_GAP = 0.05
"""Seconds after which an escape is a key of its own and not the start of a sequence."""
LOOK_AFTER = 1.0
"""Seconds between looks at the terminal: a shell resets it when we are stopped and continued."""
WINDOWS_KEYS = {
    "H": "\x1b[A", "P": "\x1b[B", "M": "\x1b[C", "K": "\x1b[D", "G": "\x1b[H", "O": "\x1b[F",
    "I": "\x1b[5~", "Q": "\x1b[6~", "?": "\x1b[15~",
}  # fmt: skip
"""Second character of a named key from msvcrt -> the same key elsewhere."""


class Keyboard:
    """Reads keys or lines in a thread of its own and restores the terminal when it ends."""

    def __init__(
        self, *, lines: bool = False, on_end: Callable[[], None] | None = None, fd: int = 0
    ) -> None:
        """Find out what the input is; nothing is switched yet, but echo is repaired if it was off.

        Args:
            lines: Take whole lines in a terminal too, as some screen readers prefer.
            on_end: Called once, from the thread, when no more input can come.
            fd: File descriptor to read; 0 is the standard input.
        """
        self._fd = fd
        self._on_end = on_end
        self._terminal: Terminal | None = open_terminal(fd)
        self.single = self._terminal is not None and not lines
        """Whether keys act at once; false if only lines are taken."""
        self.ended = False
        """Whether the input has come to its end; `on_text` is never called again."""
        self._strokes = Keystrokes(single=self.single)
        self._stop = Event()
        self._waker: tuple[int, int] | None = None
        self._thread: Thread | None = None

    def start(self, on_text: Callable[[str, bool], None]) -> None:
        """Begin to call ``on_text(text, is_line)``.

        A key is one character or a name (``up``, ``down``, ``left``, ``right``,
        ``home``, ``end``, ``page up``, ``page down``, ``f5``, ``escape``); Enter
        is a newline. A line is stripped and not empty.
        """
        self._switch()
        atexit.register(self.close)
        read = self._windows_text if sys.platform == "win32" else self._posix_text
        self._waker = os.pipe()
        self._thread = Thread(target=self._run, args=(read, on_text), name="keys", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop reading and restore the terminal; a second call does nothing."""
        self._stop.set()
        waker, self._waker = self._waker, None
        if waker is not None:
            os.write(waker[1], b"x")
            self._join()
            for end in waker:
                os.close(end)
        atexit.unregister(self.close)
        if self._terminal is not None:
            self._terminal.whole_lines()

    def _join(self) -> None:
        # On Windows the thread may sit in a line that nobody ends; it is a daemon.
        if self._thread is not None and self._thread is not current_thread():
            self._thread.join(0.2 if sys.platform == "win32" else None)

    def _run(self, read: Callable[[], Iterator[str]], on_text: Callable[[str, bool], None]) -> None:
        try:
            for text in read():
                for found in self._strokes.feed(text) if text else self._strokes.quiet():
                    on_text(*found)
                if self._strokes.ended or self._stop.is_set():
                    break
                self._switch()
            if not self._stop.is_set():
                for found in self._strokes.finish():
                    on_text(*found)
                self.ended = True
        finally:
            if self._terminal is not None:
                self._terminal.whole_lines()
        if self.ended and self._on_end is not None:
            self._on_end()

    def _switch(self) -> None:
        """Set the terminal to what is collected just now; one that is so already is left alone."""
        if self._terminal is None:
            return
        if self._strokes.by_line:
            self._terminal.whole_lines()
        else:
            self._terminal.single_keys()

    def _posix_text(self) -> Iterator[str]:
        """Give what is typed as it comes, and an empty text when nothing came for a while."""
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        waker = self._waker[0] if self._waker else -1
        while not self._stop.is_set():
            patience = SEQUENCE_GAP if self._strokes.waiting() else LOOK_AFTER
            ready, _, _ = select.select([self._fd, waker], [], [], patience)
            if waker in ready:
                return
            if not ready:
                yield ""
                continue
            if self._terminal is not None and not self._terminal.foreground():
                self._stop.wait(LOOK_AFTER)
                continue
            try:
                data = os.read(self._fd, 4096)
            except OSError:  # the terminal was closed
                return
            if not data and not self._strokes.cancel_word():
                return
            yield decode(data)

    def _windows_text(self) -> Iterator[str]:
        """Do the same where a console cannot be waited for."""
        while not self._stop.is_set():
            if self._strokes.by_line:
                line = sys.stdin.readline()
                if not line and not self._strokes.cancel_word():
                    return
                yield line
            else:
                yield self._windows_key()

    def _windows_key(self) -> str:
        msvcrt: Any = import_module("msvcrt")  # Any: it has no names where it does not exist
        if not msvcrt.kbhit():
            self._stop.wait(SEQUENCE_GAP)
            return ""
        key: str = msvcrt.getwch()
        if key in "\x00\xe0":
            return WINDOWS_KEYS.get(msvcrt.getwch(), "")
        if key == "\x03":  # Ctrl-C comes as a character here
            _thread.interrupt_main()
            return ""
        return "\n" if key == "\r" else key
