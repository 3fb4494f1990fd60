"""Real time for sound: is a device alive, is it in a hurry, and when is the next block due."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Event, Thread

from voicecoach.errors import DeviceError

SECOND = 1_000_000_000
"""Nanoseconds in a second."""
STALLED_AFTER = 1 * SECOND
"""A device that has been quiet so long has gone: it gives no other sign."""
FASTEST = 3
"""Times real time that a device may run for long; ALSA's null device reached 2000."""
HEAD_START = 2
"""Seconds of sound that a device may take at once, to fill its buffers."""
LATEST = 2 * SECOND
"""Later than this is a machine that slept: go on from now and do not catch up."""

LOG = logging.getLogger(__name__)


class Watch:
    """Tells from its callbacks whether a device is alive; not before `begin`.

    `moved` and `fail` are called from the device's thread, the rest from any.
    """

    def __init__(self, rate: int, device: str, now: Callable[[], int] = time.monotonic_ns) -> None:
        self._rate = rate
        self._device = device
        self._now = now
        self._last: int | None = None
        self._spare = HEAD_START * rate
        self._problem = ""

    def begin(self) -> None:
        """Start to expect callbacks."""
        self._problem = ""
        self._spare = HEAD_START * self._rate
        self._last = self._now()

    def end(self) -> None:
        """Expect no more callbacks."""
        self._last = None

    def moved(self, samples: int) -> bool:
        """Note a callback for ``samples``; return False if no more sound must be given to it."""
        now = self._now()
        earned = FASTEST * self._rate * (now - (self._last or now)) // SECOND
        self._spare = min(HEAD_START * self._rate, self._spare + earned) - samples
        self._last = now
        if self._spare < 0 and not self._problem:
            self._problem = (
                f"The {self._device} runs faster than the clock, so nobody can be at the other "
                f"end; choose another device."
            )
        return not self._problem

    def fail(self, exc: Exception) -> None:
        """Note that our own side of the callback broke."""
        self._problem = failure(self._device, exc)

    @property
    def problem(self) -> str:
        """What is wrong and what to do, one sentence; empty while alive or not begun."""
        if self._problem or self._last is None:
            return self._problem
        if self._now() - self._last > STALLED_AFTER:
            return (
                f"The {self._device} has stopped: it was unplugged or the sound server ended; "
                f"plug it in or start the server again."
            )
        return ""

    def alive(self) -> bool:
        """Return whether callbacks come, at a credible pace and without a fault of ours."""
        return self._last is not None and not self.problem


class Schedule:
    """When each sample is due, on absolute deadlines, so that no error adds up."""

    def __init__(self, rate: int, start: int) -> None:
        self._rate = rate
        self._origin = start

    def wait(self, position: int, now: int) -> int:
        """Return the nanoseconds from ``now`` until sample ``position`` is due; 0 if it is late."""
        late = now - self._origin - position * SECOND // self._rate
        if late > LATEST:
            self._origin += late
        return max(0, -late)


class PacedThread:
    """Calls ``step(samples)`` at the pace of a device that is not there."""

    def __init__(self, rate: int, block_ms: int, step: Callable[[int], None], name: str) -> None:
        self._rate = rate
        self._samples = max(1, rate * block_ms // 1000)
        self._step = step
        self._name = name
        self._stop = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self.problem = ""
        """Why it ended; empty while it runs and after `close`."""

    def start(self) -> None:
        """Begin to call."""
        self._thread.start()

    def alive(self) -> bool:
        """Return whether the calls go on."""
        return self._thread.is_alive() and not self._stop.is_set()

    def close(self) -> None:
        """End the calls; none is under way afterwards. A second call does nothing."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        schedule = Schedule(self._rate, time.monotonic_ns())
        position = 0
        try:
            while not self._stop.wait(schedule.wait(position, time.monotonic_ns()) / SECOND):
                self._step(self._samples)
                position += self._samples
        except Exception as exc:  # noqa: BLE001 - a thread has nobody to raise to; `failure` logs it
            self.problem = failure(self._name, exc)


def failure(device: str, exc: Exception) -> str:
    """Return a sentence for an error inside a device's thread; a bug is logged with its place."""
    if isinstance(exc, DeviceError):
        return str(exc)
    LOG.error("error in the thread of the %s", device, exc_info=exc)
    return (
        f"The {device} has stopped because of a fault in voicecoach "
        f"({type(exc).__name__}: {exc}); please report it."
    )
