"""A thread that scores, so that nothing waits for the recognizer but the verdict."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from queue import Empty, Full, Queue
from threading import Thread, current_thread

from voicecoach.adapters.listeners._scoring import Judge
from voicecoach.adapters.listeners._signs import Piece, Sign, Verdict, WentOn
from voicecoach.errors import DeviceError

LOG = logging.getLogger(__name__)

WAITING = 8
"""Pieces that may wait: with their silences they last 2 s at least."""
ENDS_WITHIN = 2.0
"""Seconds for the decision that is under way at the end; it is left behind then."""
PATIENCE = 0.2
"""Seconds after which a thread that waits looks whether all is over."""
FAULT = "Listening has stopped because of a fault in voicecoach ({}); report it."


class Scorer:
    """Takes the signs of an ear from one thread and judges them in another, in order.

    No exception leaves its thread: ``on_failed`` is called once with a sentence,
    and scoring has ended then.
    """

    def __init__(
        self,
        judge: Judge,
        on_verdict: Callable[[Verdict], None],
        on_failed: Callable[[str], None],
    ) -> None:
        """Prepare; the thread begins with `start`."""
        self._judge = judge
        self._on_verdict = on_verdict
        self._on_failed = on_failed
        self._queue: Queue[Piece | None] = Queue(WAITING)
        self._latest: Piece | None = None
        self._over = False
        self._since: float | None = None
        self._thread = Thread(target=self._run, name="scorer", daemon=True)

    def start(self) -> None:
        """Begin to score."""
        self._thread.start()

    def put(self, sign: Sign) -> None:
        """Take the next sign; waits only while `WAITING` pieces do.

        A draft that finds others waiting is left out: its piece will come.
        """
        if isinstance(sign, WentOn):
            self._latest = None
        if isinstance(sign, Piece) and (sign.final or self._queue.empty()):
            self._latest = sign
            self._wait_in_line(sign)

    def busy_for(self) -> float:
        """Return for how many seconds a decision has been under way; 0 if none is."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def drop(self) -> None:
        """Drop what waits, and take nothing more."""
        self._over = True

    def close(self) -> None:
        """Drop what waits and end the thread, or leave it behind if the recognizer hangs."""
        self.drop()
        if self._thread.is_alive() and self._thread is not current_thread():
            self._thread.join(ENDS_WITHIN)

    def finish(self) -> None:
        """Score what waits, then end the thread."""
        if self._thread.is_alive():
            self._wait_in_line(None)
            self._thread.join()

    def _wait_in_line(self, piece: Piece | None) -> None:
        while not self._over:
            try:
                self._queue.put(piece, timeout=PATIENCE)
            except Full:
                continue
            return

    def _run(self) -> None:
        try:
            while not self._over:
                try:
                    piece = self._queue.get(timeout=PATIENCE)
                except Empty:
                    continue
                if piece is None:
                    return
                self._score(piece)
        except DeviceError as exc:
            self._fail(str(exc))
        except BaseException as exc:  # a thread has nobody to raise to, nor to end silently
            LOG.exception("error in the scoring thread")
            self._fail(FAULT.format(exc))

    def _score(self, piece: Piece) -> None:
        if not piece.final and piece is not self._latest:
            return  # the user went on, or it has ended meanwhile
        self._since = time.monotonic()
        try:
            verdict = self._judge.take(piece)
        finally:
            self._since = None
        if verdict is not None and not self._over:
            self._on_verdict(verdict)

    def _fail(self, message: str) -> None:
        if not self._over:
            self._over = True
            self._on_failed(message)
