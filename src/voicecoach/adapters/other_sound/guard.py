"""The guard: a small process that lowers other programs and gives back what they had.

``python -P -m voicecoach.adapters.other_sound.guard COACH FOLDER`` is started by `others`; its
standard input says what is wished. It lives on when the coach is killed.

Rule 1. The end of the input is the end of the coach, however it came: all is given back at once.
Rule 2. A wish holds for `PATIENCE`; the coach repeats it. So a coach that stands still lowers
        nothing for longer.
Rule 3. One turn may take `LIMIT`. A server that hangs for longer ends the guard, by an alarm of the
        system that needs nobody's help; the note on disk remains, and the next guard reads it.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from pathlib import Path

from voicecoach.adapters.other_sound._lowering import Lowering
from voicecoach.adapters.other_sound._mending import mend
from voicecoach.adapters.other_sound._notes import Notes
from voicecoach.adapters.other_sound._programs import within
from voicecoach.adapters.other_sound._server import Server, load
from voicecoach.errors import DeviceError

LOWER, RAISE = b"1", b"0"
"""What is written to the guard, as often as you like."""
PATIENCE = 10.0
"""Seconds for which a wish to lower others holds."""
LIMIT = 8
"""Seconds, whole: an alarm counts no others."""
RETRY = 2.0
"""Seconds between two attempts to find a sound server."""
UNUSABLE = 3
"""Status where no guard can ever work here."""


class Guard:
    """Reads wishes and carries them out."""

    def __init__(self, coach: int, folder: Path) -> None:
        """Guard for the process ``coach``; notes are kept in ``folder``."""
        self._coach, self._folder = coach, folder
        self._wanted, self._ended = False, False
        self._heard = 0.0
        self._woken, self._waker = os.pipe()

    def run(self) -> None:
        """Serve until the coach has ended and all is given back."""
        os.set_blocking(0, False)
        os.set_blocking(self._waker, False)
        signal.set_wakeup_fd(self._waker)
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, self._end)
        while not self._ended:
            try:
                self._serve()
            except DeviceError:
                signal.alarm(0)
                self._wait_without()

    def _serve(self) -> None:
        """Do as is wished on one server; raises DeviceError once that has gone."""
        signal.alarm(LIMIT)
        server = Server(lambda program: within(program, self._coach))
        notes = Notes(self._folder)
        try:
            mend(server, self._folder)
            lowering = Lowering(server, notes, tell)
            while True:
                self._listen()
                signal.alarm(LIMIT)
                rest = lowering.turn(lowered=self._lowered, at_once=self._ended)
                signal.alarm(0)
                if self._ended and lowering.done:
                    return
                server.wait(rest, (0, self._woken))
        finally:
            notes.leave()
            server.close()

    @property
    def _lowered(self) -> bool:
        return self._wanted and not self._ended and time.monotonic() - self._heard < PATIENCE

    def _listen(self) -> None:
        """Take all that was wished for meanwhile; the latest counts."""
        try:
            wishes = os.read(0, 4096)
        except BlockingIOError:
            return
        self._ended = self._ended or not wishes
        self._wanted = wishes.endswith(LOWER)
        self._heard = time.monotonic()

    def _wait_without(self) -> None:
        """Wait, without a server, until it may be worth to look for one again."""
        until = time.monotonic() + RETRY
        while not self._ended and (time.monotonic() < until or not self._wanted):
            rest = max(0.0, until - time.monotonic()) if self._wanted else None
            select.select([0, self._woken], [], [], rest)
            self._listen()

    def _end(self, *_signal: object) -> None:
        self._ended = True


def tell(name: str) -> None:
    """Write the name of a program that is lowered; a coach that has gone needs no word."""
    try:
        os.write(1, " ".join(name.split())[:100].encode("utf-8", "replace") + b"\n")
    except OSError:
        return


def main(arguments: list[str]) -> int:
    """Guard until the coach has ended; `UNUSABLE` if nothing can be lowered here."""
    coach, folder = arguments
    try:
        load()
    except DeviceError:
        return UNUSABLE
    Guard(int(coach), Path(folder)).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
