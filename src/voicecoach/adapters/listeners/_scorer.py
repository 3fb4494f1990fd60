"""A thread that scores, so that nothing waits for the recognizer but the verdict."""

from __future__ import annotations

import logging
from collections.abc import Callable
from queue import Empty, Full, Queue
from threading import Thread, current_thread

from voicecoach.adapters.listeners._scoring import Judge
from voicecoach.adapters.listeners._signs import Piece, Sign, Verdict, WentOn
from voicecoach.errors import DeviceError

LOG = logging.getLogger(__name__)

WAITING = 8
"""Pieces that may wait: with their silences they last 2 s at least."""
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

    def close(self) -> None:
        """Drop what waits and end the thread; a second call does nothing."""
        self._over = True
        if self._thread.is_alive() and self._thread is not current_thread():
            self._thread.join()

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
        except Exception as exc:  # a thread has nobody to raise to
            LOG.exception("error in the scoring thread")
            self._fail(FAULT.format(exc))

    def _score(self, piece: Piece) -> None:
        if not piece.final and piece is not self._latest:
            return  # the user went on, or it has ended meanwhile
        verdict = self._judge.take(piece)
        if verdict is not None and not self._over:
            self._on_verdict(verdict)

    def _fail(self, message: str) -> None:
        if not self._over:
            self._over = True
            self._on_failed(message)
