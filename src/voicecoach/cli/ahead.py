"""Speech of the first session, rendered while the set-up talks: nobody waits for it afterwards.

The clips go to the cache on disk, where the session finds them. The set-up's own words come
first as far as a voice allows: they wait for one sentence at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event, Thread

from voicecoach.core.spoken import speakable
from voicecoach.errors import VoicecoachError
from voicecoach.ports import Voice

ENDS_WITHIN = 2.0
"""Seconds; a voice that hangs is left behind."""


class Ahead:
    """Renders texts in a thread of its own, from `begin` to `close`."""

    def __init__(self, texts: Callable[[], Iterable[str]]) -> None:
        """Prepare; ``texts`` is called in the thread, the most urgent ones first."""
        self._texts = texts
        self._over = Event()
        self._thread: Thread | None = None

    def begin(self, voice: Voice) -> None:
        """Render with ``voice`` from now on; a second call does nothing."""
        if self._thread is None:
            work = Thread(target=self._run, args=(voice,), name="ahead", daemon=True)
            self._thread = work
            work.start()

    def close(self) -> None:
        """End, after the sentence under way."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(ENDS_WITHIN)

    def _run(self, voice: Voice) -> None:
        try:
            for text in self._texts():
                if self._over.is_set():
                    return
                voice.render(speakable(text))
        except VoicecoachError:
            return  # the session meets it too, and tells
