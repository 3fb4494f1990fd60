"""The listening thread of a live session: microphone, queue, ear, a call for each word heard."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from threading import Thread, current_thread
from typing import Protocol

from voicecoach.adapters.support.blocks import BlockQueue
from voicecoach.core.commands import Command
from voicecoach.errors import DeviceError
from voicecoach.ports import Hypothesis, Microphone

LOG = logging.getLogger(__name__)


class Heard(Protocol):
    """A piece of speech and what it was taken for."""

    @property
    def hypothesis(self) -> Hypothesis:
        """The recognizer's answer."""
        ...


class Hears(Protocol):
    """What the listener needs of an ear."""

    def allow(self, commands: frozenset[Command]) -> None:
        """Listen for these commands from now on; from any thread."""
        ...

    def feed(self, block: bytes, coach_audible: bool) -> Sequence[Heard]:  # noqa: FBT001 - as the ear has it
        """Hear the next block; raises `DeviceError` if the recognizer failed."""
        ...


class Listener:
    """Feeds an ear from a live microphone in a thread of its own, and closes the microphone.

    No exception leaves the thread: `on_failed` is called once with a sentence,
    and listening has ended then.
    """

    def __init__(
        self,
        ear: Hears,
        microphone: Microphone,
        on_heard: Callable[[Hypothesis], None],
        on_failed: Callable[[str], None],
        coach_audible: Callable[[], bool] = lambda: False,
    ) -> None:
        """Prepare; nothing is opened yet.

        Args:
            ear: decides; used by this thread alone from now on, but for `allow`.
            microphone: not started yet.
            on_heard: called from the thread for each piece of speech, also for no command.
            on_failed: called from the thread when it cannot go on.
            coach_audible: asked from the microphone's thread as each block arrives.
        """
        self._ear = ear
        self._microphone = microphone
        self._queue = BlockQueue(microphone, coach_audible)
        self._on_heard = on_heard
        self._on_failed = on_failed
        self._thread = Thread(target=self._run, name="listener", daemon=True)
        self._closing = False

    @property
    def lost(self) -> int:
        """Blocks that were lost because recognizing took too long."""
        return self._queue.lost

    def start(self) -> None:
        """Open the microphone and listen; raises `DeviceError` if there is none."""
        self._queue.start()
        self._thread.start()

    def allow(self, commands: frozenset[Command]) -> None:
        """Listen for these commands from now on; from any thread."""
        self._ear.allow(commands)

    def close(self) -> None:
        """Close the microphone and end the thread; a second call does nothing."""
        self._closing = True
        self._queue.close()
        if self._thread.is_alive() and self._thread is not current_thread():
            self._thread.join()

    def _run(self) -> None:
        try:
            while (block := self._queue.next_block()) is not None:
                self._tell(self._ear.feed(*block))
        except DeviceError as exc:
            self._fail(str(exc))
        except Exception as exc:  # a thread has nobody to raise to
            LOG.exception("error in the listening thread")
            self._fail(
                f"Listening has stopped because of a fault in voicecoach ({exc}); report it."
            )
        else:
            self._fail(self._microphone.problem or "The microphone has stopped.")

    def _tell(self, utterances: Sequence[Heard]) -> None:
        for utterance in utterances:
            if not self._closing:
                self._on_heard(utterance.hypothesis)

    def _fail(self, message: str) -> None:
        if not self._closing:
            self._on_failed(message)
