"""The deck: plays a reel block by block, and answers beside it.

Rule 1. The deck is pulled: `render` returns just the samples asked for, at the
        pace of whoever asks: a sound card, a file, a test.
Rule 2. Holding is silence within the next block, with a fade too short to hear
        as one; the playhead stands where it stood.
Rule 3. The stream position counts every sample handed out, pauses too; it is
        the only clock of a session.
Rule 4. Ducking lowers the tape and the answers, never the chimes, and moves no
        sample: who follows the count stays on the beat.
Rule 5. All is under one lock, held for less than a block's own work.
Rule 6. Music lies under all this and changes no sample of it: what sounds is the words, and
        added to them the music (`sound.underlay`). Only words count as sound in `quiet_for`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import chain, repeat
from threading import Lock
from typing import TypeVar

import numpy as np

from voicecoach.core.events import Chime, Spoke, Ticked
from voicecoach.core.units import Ms
from voicecoach.sound.chimes import make_chime
from voicecoach.sound.clip import Clip, Pcm
from voicecoach.sound.mixing import Floats, Mix, add, finish
from voicecoach.sound.reel import Reel, blank_reel, samples
from voicecoach.sound.underlay import Underlay

FADE = Ms(5)
"""Length of the fade when sound is cut off, so that nothing clicks."""
Depth = TypeVar("Depth", np.float64, np.ndarray[tuple[int], np.dtype[np.float64]])

DUCKED = 10 ** (-15 / 20)
"""Gain while somebody speaks: 15 dB down, enough for the recognizer, still audible (12 to 20)."""
DUCK_DOWN = Ms(40)
"""Length of the way down: no click, and over in good time (ducking begins within 150 ms)."""
DUCK_UP = Ms(200)
"""Length of the way up: a whole multiple of the way down."""
SENTENCE_GAP = Ms(350)
"""Between two sentences of an answer."""


class Deck:
    """Mixes the tape, the answer beside it and the chimes into one stream."""

    def __init__(self, rate: int) -> None:
        """Make a silent deck for mono sound of ``rate`` samples a second."""
        self.rate = rate
        self._lock = Lock()
        self._reel = blank_reel()
        self._first = 0
        self._playhead = 0
        self._take = 0
        self._rolling = False
        self._position = 0
        self._answer: deque[Pcm] = deque()
        self._token: int | None = None
        self._chime: Pcm = np.zeros(0, np.int16)
        self._tail: Pcm = np.zeros(0, np.int16)
        self._gain = 1.0
        self._ducked = False
        self._duck_depth = 0
        self._quiet_since = 0
        self._music: Underlay | None = None
        self._music_on = True
        self._chimes = {chime: make_chime(chime, rate).pcm for chime in Chime}

    # --- wishes of the session ---

    def load(self, reel: Reel) -> None:
        """Put ``reel`` on the deck; it does not roll."""
        with self._lock:
            self._cut_music()
            self._reel, self._rolling = reel, False
            if self._music:
                self._music.load(reel)

    def roll(self, take: int, start: Ms) -> None:
        """Play from ``start``; clips that began before it are left out."""
        with self._lock:
            self._cut_music()
            self._playhead = samples(start, self.rate)
            self._first = self._reel.first_from(self._playhead - self.rate // 1000)
            self._take, self._rolling = take, True

    def hold(self) -> None:
        """Stop the tape within the next block."""
        with self._lock:
            if self._rolling:
                self._fade_out(self._reel.read(self._playhead, self._fade_length, self._first))
                self._cut_music()
            self._rolling = False

    def say(
        self, clips: list[Clip], token: int, after: Ms = Ms(0), pauses: tuple[Ms, ...] = ()
    ) -> None:
        """Play ``clips`` beside the tape after a silence, then report ``token``.

        Args:
            clips: one a sentence.
            token: comes back with the event at the end.
            after: silence first.
            pauses: silence after each clip; `SENTENCE_GAP` where there is none for it.
        """
        with self._lock:
            if not self._rolling and not self._ducked:
                self._duck_depth = 0  # nothing else sounds: the first word comes at full level
            self._answer = deque([self._silence(after)])
            for clip, pause in zip(clips, chain(pauses, repeat(SENTENCE_GAP)), strict=False):
                self._answer += [clip.pcm, self._silence(pause)]
            self._token = token

    def _silence(self, length: Ms) -> Pcm:
        return np.zeros(samples(length, self.rate), np.int16)

    def hush(self) -> None:
        """Drop the answer; it reports nothing."""
        with self._lock:
            if self._answer:
                self._fade_out(self._take_answer(self._fade_length))
            self._answer.clear()
            self._token = None

    def ring(self, chime: Chime) -> None:
        """Play ``chime`` beside whatever sounds."""
        with self._lock:
            self._chime = self._chimes[chime]

    def turn(self, gain_db: float) -> None:
        """Set the volume; 0 dB is the clips' own."""
        with self._lock:
            self._gain = 10 ** (gain_db / 20)

    def duck(self, *, on: bool) -> None:
        """Lower the tape and the answers, or raise them again; chimes stay as they are."""
        with self._lock:
            self._ducked = on

    # --- music ---

    def underlay(self, read: Callable[[int], Pcm]) -> None:
        """Lay music under all that sounds, while the tape rolls.

        Args:
            read: returns at once the next samples of music, at most as many as asked for;
                called from the thread of `render`.
        """
        with self._lock:
            self._music = Underlay(self.rate, read, self._fade_length)
            self._music.load(self._reel)

    def play_music(self, *, on: bool) -> None:
        """Let the music sound, or be silent; it goes on where it was."""
        with self._lock:
            self._music_on = on

    def _cut_music(self) -> None:
        if self._music:
            self._music.cut(self._playhead)

    # --- the stream ---

    @property
    def position(self) -> Ms:
        """Stream position: all that was ever handed out."""
        return Ms(self._position * 1000 // self.rate)

    def quiet_for(self) -> Ms:
        """Return how long ago the latest sound but music was handed out; 0 while there is one."""
        return Ms((self._position - self._quiet_since) * 1000 // self.rate)

    def render(self, count: int) -> tuple[Pcm, list[Ticked | Spoke]]:
        """Return the next ``count`` samples, and what happened in them."""
        with self._lock:
            mix = np.zeros(count, np.int32)
            music = self._mix_music(count)
            if self._rolling:
                mix += self._reel.read(self._playhead, count, self._first)
                self._playhead = min(self._playhead + count, self._reel.length)
            events = self._mix_answer(mix)
            self._lower(mix)
            self._chime = add(mix, self._chime)
            self._tail = add(mix, self._tail)
            self._position += count
            if mix.any():
                self._quiet_since = self._position
            playhead = Ms(self._playhead * 1000 // self.rate)
            tick = Ticked(self.position, self._take, playhead)
            return finish(mix, self._gain, music), [tick, *events]

    def _mix_music(self, count: int) -> Floats | None:
        if self._music is None:
            return None
        wanted = self._rolling and self._music_on and not self._ducked
        answer = sum(map(len, self._answer)) if self._token is not None else 0
        beside = max(answer, len(self._chime))
        return self._music.render(count, self._playhead, wanted=wanted, beside=beside)

    def _lower(self, mix: Mix) -> None:
        """Scale ``mix`` by the ducking, which moves a bit with each sample."""
        depth, full = self._duck_depth, self._duck_steps
        if self._ducked or depth:
            step = DUCK_UP // DUCK_DOWN if self._ducked else -1
            depths = np.clip(depth + step * np.arange(1, len(mix) + 1), 0, full)
            mix[:] = np.round(mix * _ducking(depths / full))
            self._duck_depth = int(depths[-1]) if len(mix) else depth

    @property
    def _duck_steps(self) -> int:
        return samples(DUCK_UP, self.rate)

    def _mix_answer(self, mix: Mix) -> list[Spoke]:
        if self._token is None:
            return []
        part = self._take_answer(len(mix))
        mix[: len(part)] += part
        if self._answer:
            return []
        token, self._token = self._token, None
        return [Spoke(Ms((self._position + len(mix)) * 1000 // self.rate), token)]

    def _take_answer(self, count: int) -> Pcm:
        parts: list[Pcm] = []
        while count and self._answer:
            head = self._answer.popleft()
            parts.append(head[:count])
            if len(head) > count:
                self._answer.appendleft(head[count:])
            count -= len(parts[-1])
        return np.concatenate(parts) if parts else np.zeros(0, np.int16)

    @property
    def _fade_length(self) -> int:
        return samples(FADE, self.rate)

    def _fade_out(self, pcm: Pcm) -> None:
        ramp = np.linspace(1.0, 0.0, len(pcm)) if len(pcm) else np.zeros(0)
        level = _ducking(np.float64(self._duck_depth / self._duck_steps))
        self._tail = np.round(pcm * ramp * level).astype(np.int16)


def _ducking(depth: Depth) -> Depth:
    """Return the gain at ``depth``, from 0 for none to 1 for fully ducked."""
    gain: Depth = 1.0 - (1.0 - DUCKED) * depth
    return gain
