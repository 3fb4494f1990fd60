"""A voice with others behind it: one that fails or hangs is replaced, in the middle of a text.

Everything is rendered ahead, so this happens while a session is prepared, where nobody may wait
for ever. What the first voice has said stays as it is. The rate stays that of the first one,
for the deck has been made for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock

import numpy as np

from voicecoach.adapters.support.limits import within
from voicecoach.errors import DeviceError
from voicecoach.ports import Voice
from voicecoach.sound.clip import Clip, Pcm

FIRST_WITHIN = 60.0
"""Seconds for the first text, with which a model may have to be loaded: 20 times what it took."""
EACH_WITHIN = 20.0
"""Seconds for any other; the longest sentence took 2 on a busy machine."""
CLOSES_WITHIN = 2.0
"""Seconds; what hangs is left behind."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Another voice speaks from now on."""

    name: str
    message: str
    """One sentence: what happened to the one before."""


class Understudy:
    """Renders with the first voice that works; a voice itself."""

    def __init__(self, first: Voice, others: Iterable[Callable[[], Voice]]) -> None:
        """Take ``first``, and make one of ``others`` when it is needed; they raise DeviceError."""
        self.name, self.fingerprint, self.rate = first.name, first.fingerprint, first.rate
        self._voice = first
        self._others: Iterator[Callable[[], Voice]] = iter(others)
        self._warm = False
        self._changing = Lock()
        self._tell: Callable[[Changed], None] | None = None
        self._untold: list[Changed] = []

    @property
    def trouble(self) -> str:
        """Why clips are not kept on disk; empty if they are, or it is not known."""
        return str(getattr(self._voice, "trouble", ""))

    def on_change(self, tell: Callable[[Changed], None]) -> None:
        """Call ``tell`` whenever another voice takes over, and for what was not told yet."""
        self._tell = tell
        for changed in self._untold:
            tell(changed)
        self._untold.clear()

    def render(self, text: str) -> Clip:
        """Return ``text`` as a clip; raises DeviceError if no voice is left that works."""
        while True:
            voice = self._voice
            limit = EACH_WITHIN if self._warm else FIRST_WITHIN
            try:
                clip = within(limit, lambda voice=voice: voice.render(text))  # type: ignore[misc]  # bound now
            except TimeoutError:
                why = f"The voice {voice.name} does not answer within {limit:g} seconds"
                self._change(voice, why)
            except DeviceError as error:
                self._change(voice, f"The voice {voice.name} has failed ({error})")
            else:
                self._warm = True
                return _at_rate(clip, self.rate)

    def close(self) -> None:
        """Free the voice that speaks now; one that hangs was left behind."""
        try:
            within(CLOSES_WITHIN, self._voice.close)
        except TimeoutError:
            return

    def _change(self, failed: Voice, why: str) -> None:
        """Let the next voice that can be made take over, if no other thread has seen to it."""
        with self._changing:
            if self._voice is failed:
                self._take_next(why)

    def _take_next(self, why: str) -> None:
        for make in self._others:
            try:
                voice = within(FIRST_WITHIN, make)
            except (DeviceError, TimeoutError):
                continue
            self._voice, self._warm = voice, False
            self.name, self.fingerprint = voice.name, voice.fingerprint
            changed = Changed(voice.name, f"{why}; the voice {voice.name} speaks in its place.")
            if self._tell:
                self._tell(changed)
            else:
                self._untold.append(changed)
            return
        raise DeviceError(f"{why}, and no other voice works here; see `voicecoach voices`.")


def _at_rate(clip: Clip, rate: int) -> Clip:
    if clip.rate == rate:
        return clip
    pcm = _resampled(clip.pcm, clip.rate, rate)
    return Clip(pcm, rate, min(len(pcm), round(clip.attack * rate / clip.rate)))


def _resampled(pcm: Pcm, rate: int, wanted: int) -> Pcm:
    if not len(pcm):
        return pcm
    try:
        import soxr
    except ImportError:  # no wheel for Windows on arm64: duller, and good enough for once
        count = round(len(pcm) * wanted / rate)
        at = np.arange(count) * rate / wanted
        return np.round(np.interp(at, np.arange(len(pcm)), pcm)).astype(np.int16)
    found: Pcm = soxr.resample(pcm, rate, wanted)
    return found
