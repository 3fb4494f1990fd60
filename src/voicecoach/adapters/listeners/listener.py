"""The listening of a live session: one thread hears, another one scores what was said.

microphone -> queue -> ear -> scorer -> a call for each verdict.

While a piece is scored the ear goes on: that somebody speaks is told at once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock, Thread, current_thread
from typing import Protocol

from voicecoach.adapters.listeners._attention import Attention
from voicecoach.adapters.listeners._scorer import ENDS_WITHIN, FAULT, Scorer
from voicecoach.adapters.listeners._scoring import Judge, plausible
from voicecoach.adapters.listeners._signs import Calmed, Dropped, Sign, Stirred, Verdict
from voicecoach.adapters.support.blocks import BlockQueue
from voicecoach.errors import DeviceError
from voicecoach.ports import Coach, Microphone, Recognizer

__all__ = ["Dropped", "Judge", "Listener", "Report", "Verdict", "plausible"]

LOG = logging.getLogger(__name__)


class Hears(Protocol):
    """What the listener needs of an ear."""

    def feed(self, block: bytes, coach: Coach) -> Sequence[Sign]:
        """Hear the next block."""
        ...


def _nothing(_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Report:
    """Whom a listener tells; all are called from its threads, never two at once with the same."""

    verdict: Callable[[Verdict], None]
    """Takes each piece of speech, also one that is no command."""
    failed: Callable[[str], None]
    """Takes one sentence when listening has ended by itself, because of the microphone."""
    speaking: Callable[[bool], None] = _nothing
    """Takes whether somebody seems to speak: True soon after a start, False once it is decided on,
    or if nothing has come of it."""
    dropped: Callable[[Dropped], None] = _nothing
    """Takes what is not worth a decision: clicks, and talk without an end."""
    broken: Callable[[str], None] | None = None
    """Takes one sentence when listening has ended because of the recognizer, or of a fault of
    ours; None where `failed` takes that too."""


class Listener:
    """Feeds an ear from a live microphone in a thread of its own, and closes the microphone.

    No exception leaves its threads: `Report.failed` or `Report.broken` is called once with a
    sentence, and listening has ended then.
    """

    def __init__(
        self,
        ear: Hears,
        recognizer: Recognizer,
        microphone: Microphone,
        report: Report,
        coach: Callable[[int], Coach] = lambda _samples: Coach(),
    ) -> None:
        """Prepare; nothing is opened yet.

        Args:
            ear: hears; used by this listener alone from now on, but for what any thread may call.
            recognizer: decides on each piece of speech; stays the caller's to close.
            microphone: not started yet.
            report: whom to tell.
            coach: asked from the microphone's thread as each block arrives, with its samples.
        """
        self._ear = ear
        self._microphone = microphone
        self._queue = BlockQueue(microphone, coach)
        self._report = report
        self._attention = Attention(self._tell_speaking)
        self._scorer = Scorer(Judge(recognizer), self._judged, self._break)
        self._thread = Thread(target=self._run, name="listener", daemon=True)
        self._ending = Lock()
        self._ended = False

    @property
    def lost(self) -> int:
        """Blocks that were lost because listening took too long."""
        return self._queue.lost

    def start(self) -> None:
        """Open the microphone and listen; raises `DeviceError` if there is none."""
        self._queue.start()
        self._scorer.start()
        self._thread.start()

    def close(self) -> None:
        """Close the microphone and end the threads; a second call does nothing.

        A recognizer that hangs is left behind, in its thread.
        """
        self._attention.all_over()
        self._end()
        self._scorer.drop()
        self._queue.close()
        if self._thread.is_alive() and self._thread is not current_thread():
            self._thread.join(ENDS_WITHIN)
        self._scorer.close()

    def busy_for(self) -> float:
        """Return for how many seconds a decision has been under way; 0 if none is."""
        return self._scorer.busy_for()

    def _run(self) -> None:
        try:
            while (block := self._queue.next_block()) is not None:
                for sign in self._ear.feed(*block):
                    self._take(sign)
            self._scorer.finish()
        except DeviceError as exc:
            self._break(str(exc))
        except BaseException as exc:  # a thread has nobody to raise to, nor to end silently
            LOG.exception("error in the listening thread")
            self._break(FAULT.format(exc))
        else:
            self._fail(self._microphone.problem or "The microphone has stopped.")

    def _take(self, sign: Sign) -> None:
        match sign:
            case Stirred(number):
                self._attention.began(number)
            case Calmed(number):
                self._attention.calmed(number)
            case Dropped(number):
                self._report.dropped(sign)
                self._attention.over(number)
        self._scorer.put(sign)

    def _judged(self, verdict: Verdict) -> None:
        if not self._ended:
            self._report.verdict(verdict)
        self._attention.over(verdict.number)

    def _tell_speaking(self, speaking: bool) -> None:  # noqa: FBT001 - the callback's one argument
        if not self._ended:
            self._report.speaking(speaking)

    def _fail(self, message: str) -> None:
        """Tell that listening has ended, from whichever thread notices first."""
        self._end_by_itself(message, self._report.failed)

    def _break(self, message: str) -> None:
        self._end_by_itself(message, self._report.broken or self._report.failed)

    def _end_by_itself(self, message: str, tell: Callable[[str], None]) -> None:
        self._attention.all_over()
        if self._end():
            self._queue.close()
            tell(message)

    def _end(self) -> bool:
        """Return whether it has ended only now."""
        with self._ending:
            ended, self._ended = self._ended, True
        return not ended
