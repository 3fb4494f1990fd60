"""Do phrases that the lint calls alike get mixed up? ``python benchmarks/mishearing.py``.

The default voice says each spoken command, and words that sound like a safety word, in
noise 5 dB below it. The model of the default recognizer then tells which is likelier: what
was said, or a safety phrase of another command. Printed is how often the safety phrase
wins, by the difference of the two as `content/lint/likeness.py` measures it.

One voice and one noise: enough to see whether the order is right, not how often it happens
in a room. Takes about two minutes of one core.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from voicecoach.adapters.recognizers._grammar import spell
from voicecoach.adapters.recognizers._moonshine_model import Floats, MoonshineModel
from voicecoach.adapters.voices.hibari import ENGINE
from voicecoach.content.language import load_language
from voicecoach.content.lint.likeness import Sounds, nearest
from voicecoach.core.commands import SAFETY
from voicecoach.ports import VoiceChoice

sys.path.append(str(Path(__file__).resolve().parent.parent / "scripts"))
from make_pronunciations import CORRECTIONS, sounds

SEED = 1
SNR_DB = 5
EDGES = (0.0, 0.25, 0.4, 0.5, 1.01)
ALIKE = """
top stock spot step stub stomp store star shop chop prop drop strap stuff start stopped stops
box pose paws boss course cause cores house past pass post pores paused poles
late gate weight way wade fate hate heat white quite quit reap eight great
heart hurt shirts dirt works out couch lane plain ten pen pan rain again
fell feel full held hell health hold old helped hop hot hope halt salt fault
rough tough stuffed three tree free breeze friends prize
"""


def main() -> int:
    """Print one line for each range of differences."""
    book = load_language("en")
    safety = [(c, phrase) for c in book.phrases if c in SAFETY for phrase in book.phrases[c]]
    said = [(c, phrase) for c, phrases in book.phrases.items() for phrase in phrases]
    said += [(None, word) for word in ALIKE.split()]
    won, all_pairs = [0] * len(EDGES), [0] * len(EDGES)
    speaker, judge, known = _speaker(), MoonshineModel(), _Pronounced()
    for command, phrase in said:
        others = [text for owner, text in safety if owner is not command and text != phrase]
        texts = [tuple(judge.tokens.encode(spell(text))) for text in (phrase, *others)]
        own, *rivals = judge.hear(speaker(phrase)).score(texts)
        for other, score in zip(others, rivals, strict=True):
            at = bisect_right(EDGES, nearest(known.of(phrase), known.of(other), 1.1)) - 1
            all_pairs[at] += 1
            won[at] += score > own
    for at, low in enumerate(EDGES[:-1]):
        share = 100 * won[at] / max(1, all_pairs[at])
        print(f"difference from {low:.2f}: {won[at]} of {all_pairs[at]} pairs, {share:.1f} percent")
    return 0


def _speaker() -> Callable[[str], Floats]:
    """Return a function that says a text in noise, as samples at 16 kHz."""
    import soxr

    chance = np.random.default_rng(SEED)
    voice = ENGINE.make(VoiceChoice())

    def say(text: str) -> Floats:
        speech = np.asarray(voice.render(text).pcm, np.float32) / 32768
        speech = soxr.resample(speech, voice.rate, 16_000).astype(np.float32)
        loud = np.sqrt((speech**2).mean())
        speech = np.pad(speech, (3200, 2000))
        noise = np.convolve(chance.normal(size=len(speech)), [1, 0.8, 0.6, 0.4, 0.2], "same")
        noise *= loud * 10 ** (-SNR_DB / 20) / np.sqrt((noise**2).mean())
        return (speech + noise).astype(np.float32)

    return say


class _Pronounced:
    """How any text sounds, American and British, by the rules of the default voice."""

    def __init__(self) -> None:
        from hibari.g2p import G2P

        self._accents = (G2P(), G2P(british=True))
        self._known: dict[str, tuple[Sounds, ...]] = {}

    def of(self, text: str) -> tuple[Sounds, ...]:
        if text not in self._known:
            self._known[text] = tuple(self._accented(text))
        return self._known[text]

    def _accented(self, text: str) -> Iterator[Sounds]:
        for accent in self._accents:
            words = text.split()
            said = [CORRECTIONS.get(word, ("",))[0] or sounds(accent(word)) for word in words]
            yield tuple(" ".join(said).split())


if __name__ == "__main__":
    sys.exit(main())
