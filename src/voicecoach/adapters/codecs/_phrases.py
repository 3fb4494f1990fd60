"""The sounds of a recording at the rate of a codec, each made when it is asked for."""

from __future__ import annotations

import hashlib
from collections import Counter

import numpy as np

from voicecoach.adapters.codecs._resampling import resampled
from voicecoach.adapters.support.segments import faded
from voicecoach.core.events import Chime
from voicecoach.core.timeline import Cue, CueKind
from voicecoach.core.units import Ms
from voicecoach.ports import Take
from voicecoach.sound.chimes import make_chime
from voicecoach.sound.clip import Clip, Pcm
from voicecoach.sound.edges import find_attack
from voicecoach.sound.peaks import under

RECIPE = 1
"""Raise it when phrases come out differently for the same clips: what is kept depends on it."""
FADE = Ms(3)
"""At both ends, over what resampling has put there."""

Name = tuple[str, bool]
"""Of a sound: its text, and whether it is a chime. The same name is the same sound."""


class Phrases:
    """The cues of a take in order: where each begins, how long it is, and its samples."""

    def __init__(self, take: Take, rate: int) -> None:
        """Measure every cue for ``rate`` samples a second; no sound is made yet."""
        self.rate = rate
        self._ceiling = take.profile.ceiling
        cues = take.recording.cues
        self._names = [(cue.text, cue.kind is CueKind.CHIME) for cue in cues]
        self._clips = {name: _clip(name, take) for name in dict.fromkeys(self._names)}
        self.exact = [cue.beat is not None for cue in cues]
        """Whether each is on a beat; a few milliseconds do not matter to the others."""
        self.lengths = [self._length(name) for name in self._names]
        """Samples in each cue."""
        self._digests: dict[Name, bytes] = {}
        self._left = Counter(self._names)
        self._made: dict[Name, Pcm] = {}
        self._attacks: dict[Name, int] = {}
        self.starts = [self._start(index, cue) for index, cue in enumerate(cues)]
        """First sample of each cue; if it has a beat, its attack falls just there."""

    def pcm(self, index: int) -> Pcm:
        """Return the samples of cue ``index``: at the rate, under the ceiling, faded."""
        name = self._names[index]
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def done(self, index: int) -> None:
        """Forget the samples of cue ``index`` if no other one has the same; say it once a cue."""
        name = self._names[index]
        self._left[name] -= 1
        if not self._left[name]:
            self._made.pop(name, None)

    def digest(self, index: int) -> bytes:
        """Return a hash of all that decides the samples of cue ``index``."""
        name = self._names[index]
        if name not in self._digests:
            clip = self._clips[name]
            facts = repr((RECIPE, FADE, clip.rate, self.rate, self._ceiling)).encode()
            self._digests[name] = hashlib.sha256(facts + clip.pcm.tobytes()).digest()
        return self._digests[name]

    def _start(self, index: int, cue: Cue) -> int:
        if cue.beat is None:
            return round(cue.start * self.rate / 1000)
        # Found anew: under a lower ceiling the vowel of some counts is felt up to 10 ms elsewhere.
        name = self._names[index]
        if name not in self._attacks:
            self._attacks[name] = find_attack(self.pcm(index), self.rate)
        return max(0, round(cue.beat * self.rate / 1000) - self._attacks[name])

    def _length(self, name: Name) -> int:
        clip = self._clips[name]
        return -(-len(clip.pcm) * self.rate // clip.rate)

    def _make(self, name: Name) -> Pcm:
        clip, length = self._clips[name], self._length(name)
        sound = resampled(clip.pcm * np.float32(1 / 32768), clip.rate, self.rate)
        sound = under(sound, self.rate, self._ceiling)
        sound = np.pad(sound, (0, max(0, length - len(sound))))[:length]
        return faded(np.rint(sound * np.float32(32767)).astype(np.int16), self.rate, FADE, FADE)


def _clip(name: Name, take: Take) -> Clip:
    text, is_chime = name
    return make_chime(Chime(text), take.rate) if is_chime else take.clip_of(text)
