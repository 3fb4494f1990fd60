"""Keeps a live session listening: what stops is told, and taken up again when it can be.

Rule 1. Everything is told once: when it is lost, and when it is back.
Rule 2. A microphone is back when sound comes from it, not when it can be opened.
Rule 3. A microphone that delivers nothing is told as one that is missing. Some fall silent
        between words, so after each time that it came back by itself, twice as long is waited.
Rule 4. A recognizer that fails or hangs is replaced; what it was deciding on is lost. One that
        hangs cannot be ended, so it is left behind. After `TRIES` it is given up.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Protocol

from voicecoach.core.units import Ms, seconds
from voicecoach.errors import DeviceError

EVERY = 0.5
"""Seconds between two looks."""
CHECK = 10.0
"""Seconds between two looks whether a microphone is there at all."""
RETRY = 3.0
"""Seconds between two attempts to open a microphone."""
DECIDES_WITHIN = 8.0
"""Seconds for one decision; the slowest of our own takes one, one over a network four."""
NEVER_MOVED = seconds(4)
"""Silence after which a microphone that never delivered anything is told."""
STILL = seconds(10)
"""Silence after which one that did is told."""
TRIES = 3
"""Recognizers that are made in one session, after the first."""
SILENT = (
    "The microphone delivers only silence. Is it switched off, or may this program not use it? "
    "The keys work: press h for help."
)
STUCK = "The recognizer does not answer any more, so a new one is made."


class Listening(Protocol):
    """Listens from `start` on; tells by itself when it has ended."""

    def start(self) -> None:
        """Open the microphone; raises DeviceError if there is none."""
        ...

    def close(self) -> None:
        """End, within a few seconds, also if a part of it hangs."""
        ...

    def busy_for(self) -> float:
        """Return for how many seconds the latest decision has been under way; 0 if none is."""
        ...

    def still_for(self) -> Ms:
        """Return how long the microphone has delivered nothing that moves."""
        ...

    def moved(self) -> bool:
        """Return whether the microphone ever delivered anything that moves."""
        ...


class Tender:
    """Holds the one listener; `look` is called again and again by one thread."""

    def __init__(
        self,
        make: Callable[[bool], Listening],
        tell: Callable[[str, str], None],
        *,
        again: bool = True,
        nowhere: Callable[[], str] = lambda: "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare; `start` opens.

        Args:
            make: returns a listener that was not started; whether with a new recognizer.
                Raises DeviceError.
            tell: takes the part and a sentence, as `events.Failed`.
            again: whether to look for a microphone that was lost; not for a recording.
            nowhere: tells why nobody can be heard, though sound comes; empty if all is well.
            clock: seconds.
        """
        self._make = make
        self._tell = tell
        self._again = again
        self._clock = clock
        self._listener: Listening | None = None
        self._reports: SimpleQueue[tuple[Listening, str, str]] = SimpleQueue()
        self._nowhere = nowhere
        self._next_try = 0.0
        self._next_check = 0.0
        self._missing = False
        self._muted = False
        self._patience = STILL
        self._tries = 0
        self._over = Event()
        self._thread = Thread(target=self._run, name="tender", daemon=True)

    @property
    def works(self) -> bool:
        """Whether anything listens."""
        return self._listener is not None

    def start(self) -> None:
        """Begin to listen, and to look after it; a microphone that is missing is told."""
        self._open(new=False)
        if self.works or self._again:
            self._thread.start()

    def close(self) -> None:
        """End."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(2 * EVERY)
        if self._listener:
            self._listener.close()

    def ended(self, listener: Listening, part: str, message: str) -> None:
        """Take, from any thread, that ``listener`` has ended by itself: `part` as in `Failed`."""
        self._reports.put((listener, part, message))

    def look(self) -> None:
        """Look once at everything."""
        self._take_reports()
        listener = self._listener
        if listener is None:
            if self._again and self._clock() >= self._next_try:
                self._open(new=False)
            return
        if self._clock() >= self._next_check:
            self._next_check = self._clock() + CHECK
            if message := self._nowhere():
                self._lost("microphone", message)
                return
        if listener.busy_for() > DECIDES_WITHIN:
            self._replace("recognizer", STUCK)
        elif self._missing and listener.moved():
            self._missing = False
            self._tell("microphone_back", "The microphone is back.")
        elif not self._missing:
            self._mind_silence(listener)

    def _take_reports(self) -> None:
        while True:
            try:
                listener, part, message = self._reports.get_nowait()
            except Empty:
                return
            if listener is self._listener:
                self._lost(part, message)

    def _lost(self, part: str, message: str) -> None:
        if part == "recognizer":
            self._replace(part, message)
            return
        self._let_go()
        self._miss(message)

    def _replace(self, part: str, message: str) -> None:
        self._let_go()
        self._tries += 1
        if self._tries > TRIES:
            self._again = False
            self._miss(message)
            return
        self._tell(part, message)
        self._open(new=True)

    def _open(self, *, new: bool) -> None:
        self._next_try = self._clock() + RETRY
        try:
            listener = self._make(new)
            listener.start()
        except DeviceError as error:
            self._miss(str(error))
            return
        self._listener, self._muted = listener, False

    def _miss(self, message: str) -> None:
        if not self._missing:
            self._missing = True
            self._tell("microphone", message)
        self._next_try = self._clock() + RETRY

    def _let_go(self) -> None:
        listener, self._listener = self._listener, None
        if listener:
            listener.close()

    def _mind_silence(self, listener: Listening) -> None:
        still = listener.still_for()
        if self._muted and not still:
            self._muted = False
            self._patience = Ms(2 * self._patience)
            self._tell("microphone_back", "The microphone delivers sound again.")
        elif not self._muted and still >= (self._patience if listener.moved() else NEVER_MOVED):
            self._muted = True
            self._tell("microphone_muted", SILENT)

    def _run(self) -> None:
        while not self._over.wait(EVERY):
            self.look()
