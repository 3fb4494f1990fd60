"""A listener of a live session, as `flows.tending` looks after it, and what it tells."""

from __future__ import annotations

from collections.abc import Callable

from voicecoach.adapters.listeners.ear import Ear
from voicecoach.adapters.listeners.listener import Listener, Report, Verdict
from voicecoach.cli.listening import heard_event
from voicecoach.cli.stage import Stage
from voicecoach.core.events import Noticed
from voicecoach.core.units import Ms
from voicecoach.flows.live import Live
from voicecoach.flows.tending import Tender
from voicecoach.ports import Coach, Microphone, Recognizer
from voicecoach.sound.stillness import Stillness


class LiveListener:
    """Listens to one microphone, and tells a session what it hears."""

    def __init__(
        self,
        ear: Ear,
        recognizer: Recognizer,
        microphone: Microphone,
        coach: Callable[[int], Coach],
        *,
        stage: Stage,
        live: Live,
        tender: Tender,
    ) -> None:
        """Prepare; nothing is opened yet.

        Args:
            ear: its own from now on.
            recognizer: stays the caller's to close.
            microphone: not started yet.
            coach: what the coach does, asked with each block.
            stage: writes down what is heard.
            live: takes what is heard, as events.
            tender: is told when it has ended.
        """
        self._stage, self._live, self._tender = stage, live, tender
        self._microphone = microphone
        report = Report(self._heard, self._failed, self._spoke, broken=self._broke)
        self._listener = Listener(ear, recognizer, microphone, report, coach)

    def start(self) -> None:
        """Open the microphone; raises DeviceError if there is none."""
        self._listener.start()

    def close(self) -> None:
        """End, also if the recognizer hangs."""
        self._listener.close()

    def busy_for(self) -> float:
        """Return for how many seconds the latest decision has been under way."""
        return self._listener.busy_for()

    def still_for(self) -> Ms:
        """Return how long the microphone has delivered nothing that moves."""
        stillness = self._stillness()
        return stillness.length if stillness else Ms(0)

    def moved(self) -> bool:
        """Return whether the microphone ever delivered anything that moves."""
        stillness = self._stillness()
        return stillness.moved if stillness else True

    def _stillness(self) -> Stillness | None:
        found = getattr(self._microphone, "stillness", None)  # a recording has none
        return found if isinstance(found, Stillness) else None

    def _heard(self, verdict: Verdict) -> None:
        now = self._live.now()
        self._stage.heard(now, verdict)
        event = heard_event(now, verdict)
        if event:
            self._live.put(event)

    def _spoke(self, speaking: bool) -> None:  # noqa: FBT001 - the callback's one argument
        self._live.put(Noticed(self._live.now(), speaking))

    def _failed(self, message: str) -> None:
        self._tender.ended(self, "microphone", message)

    def _broke(self, message: str) -> None:
        self._tender.ended(self, "recognizer", message)
