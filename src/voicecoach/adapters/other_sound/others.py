"""Other programs' sound, as the coach sees it: a wish, and a guard that carries it out.

A wish takes no time, whatever the sound server does: the guard (`guard`) is a process of its own,
and a thread tells it. If the guard ends, another one takes its place.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from ctypes import CDLL
from importlib.util import find_spec
from pathlib import Path
from threading import Condition, Thread

from voicecoach.errors import DeviceError
from voicecoach.ports import Status

FOLDER = "other-sound"
"""Name of the folder, within that of the cache, in which the guard keeps its note."""
REPEAT = 2.0
"""Seconds after which a wish is told again: the guard forgets one that is not."""
AGAIN = 5.0
"""Seconds from the start of one guard to that of the next, at least."""
FAREWELL = 2.0
"""Seconds that the guard has to give everything back at the end; it goes on if it needs longer."""
UNUSABLE = 3
"""Status of a guard that can never work here; as in `guard`."""


def status() -> Status:
    """Return whether other programs can be made quieter here, without asking the sound server."""
    if sys.platform != "linux":
        detail = "The sound of other programs is left alone: that works on Linux only."
        return Status(ready=False, detail=detail, remedy="Turn them down yourself.")
    if find_spec("pulsectl") is None:
        remedy = "python -m pip install pulsectl"
        return Status(ready=False, detail="The package pulsectl is not installed.", remedy=remedy)
    try:
        CDLL("libpulse.so.0")
    except OSError:
        remedy = "Install libpulse with the system's packages: libpulse0, or pulseaudio-libs."
        return Status(ready=False, detail="The library libpulse is not installed.", remedy=remedy)
    return Status(ready=True, detail="Other programs are made quieter while the coach speaks.")


def look(folder: Path) -> str:
    """Return what can be lowered just now, in sentences; mend what was left lowered.

    May hang with the server.

    Raises:
        DeviceError: no server answers.
    """
    from voicecoach.adapters.other_sound._mending import mend
    from voicecoach.adapters.other_sound._server import ABSENT, Server
    from voicecoach.core.other_streams import left_alone

    if not _seems_there():  # to ask would make a folder of PulseAudio's in the user's home
        raise DeviceError(ABSENT)
    server = Server()
    try:
        mended = mend(server, folder / FOLDER)
        listeners = server.listeners()
        lowered = sorted({s.name for s in server.streams() if not left_alone(s, listeners)})
    finally:
        server.close()
    told = [f"The sound server is {server.name}."]
    if mended:
        told.append("Programs that were still quieter, after a session was cut off, are back.")
    if lowered:
        told.append(f"These would be quieter while the coach speaks: {', '.join(lowered)}.")
    return " ".join(told)


def _seems_there() -> bool:
    """Return whether a sound server is named, or has left its socket where it usually is."""
    if "PULSE_SERVER" in os.environ:
        return True
    named = (os.environ.get("PULSE_RUNTIME_PATH"), os.environ.get("XDG_RUNTIME_DIR"))
    places = [
        Path(folder, part) for folder in named if folder for part in ("native", "pulse/native")
    ]
    home = Path(
        os.environ.get("XDG_CONFIG_HOME") or Path(os.environ.get("HOME", ""), ".config"), "pulse"
    )
    return any(place.exists() for place in (*places, *home.glob("*-runtime/native")))


class Others:
    """Makes others quieter as is wished; all calls but `close` return at once."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        """Prepare.

        Args:
            folder: of the cache.
            tell: takes, from another thread, the name of each program when it is lowered.
        """
        self._folder = folder / FOLDER
        self._tell = tell
        self._lowered = False
        self._until = 0.0
        self._over = False
        self._news = Condition()
        self._guard: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._run, name="other sound", daemon=True)

    def start(self) -> None:
        """Begin; nothing is lowered yet."""
        self._thread.start()

    def wish(self, *, lowered: bool) -> None:
        """Have others quieter, or as they were, from now on."""
        with self._news:
            if lowered is not self._lowered:
                self._lowered = lowered
                self._news.notify_all()

    def wish_for(self, seconds: float) -> None:
        """Have others quieter for some time at least."""
        with self._news:
            self._until = time.monotonic() + seconds
            self._news.notify_all()

    def close(self) -> None:
        """Give everything back; returns after `FAREWELL` at most."""
        with self._news:
            self._over = True
            self._news.notify_all()
        if self._thread.is_alive():
            self._thread.join(FAREWELL + 1)

    def _run(self) -> None:
        while not self._over:
            started = time.monotonic()
            try:
                guard = self._guard = self._start()
            except OSError:
                return  # no process can be started: others stay as they are
            Thread(target=self._hear, args=(guard,), name="other sound", daemon=True).start()
            self._lead(guard)
            if guard.poll() == UNUSABLE:
                return
            with self._news:
                self._news.wait_for(lambda: self._over, AGAIN - (time.monotonic() - started))

    def _start(self) -> subprocess.Popen[bytes]:
        module = f"{__package__}.guard"
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-P", "-m", module, str(os.getpid()), str(self._folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=True,  # what ends the coach must not end it
        )  # fmt: skip

    def _hear(self, guard: subprocess.Popen[bytes]) -> None:
        """Take what the guard tells, and wake the thread that leads it once it has ended."""
        if guard.stdout:
            with guard.stdout as told:
                for line in told:
                    self._tell(line.decode("utf-8", "replace").strip())
        guard.wait()
        with self._news:
            self._news.notify_all()

    def _lead(self, guard: subprocess.Popen[bytes]) -> None:
        """Tell the guard what is wished until it or the session ends."""
        told: bool | None = None
        while True:
            with self._news:
                lowered, rest = self._wished()
                if lowered is told and not self._over and guard.poll() is None:
                    self._news.wait(rest)
                    lowered, _ = self._wished()
            told = lowered
            if self._over or not _write(guard, lowered=lowered):
                break
        if guard.stdin:
            with suppress(OSError):
                guard.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            guard.wait(FAREWELL)

    def _wished(self) -> tuple[bool, float | None]:
        """Return whether others should be quieter, and how long that can wait for news."""
        rest = self._until - time.monotonic()
        if rest > 0 and not self._lowered:
            return True, min(rest, REPEAT)
        return self._lowered, REPEAT if self._lowered else None


def _write(guard: subprocess.Popen[bytes], *, lowered: bool) -> bool:
    """Tell a guard; return whether it is still there."""
    try:
        if guard.stdin:
            os.write(guard.stdin.fileno(), b"1" if lowered else b"0")
    except OSError:
        return False
    return True
