"""Trials: what people and voices say that nothing was trained on, as the front end cuts it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from lab.clips import Clips, Note
from lab.corpus import Take, read
from lab.front_end import FrontEnd, best_over, samples
from lab.rooms import RATE
from lab.scenes import SCENES, Studio
from lab.staging import OFTEN_SAID, takes_of
from lab.words import MAIN, NUMBERS, Words, load_words
from lab.work import Work

LONGEST = 2.2
"""Seconds of a clip."""
AROUND = 1.0
"""Seconds of room before and after."""
MOST_OF_A_WORD, MOST_OTHERS = 40, 200
"""Takes of people: of each word said by hundreds, and of words that are no command."""
SEEDS = {"dev": 900, "held": 901}
SINGLE = frozenset({*MAIN, "yes", "no", *NUMBERS})
"""The 27 that are recorded alone, and measured in all four scenes."""


def cut_trials(data: Path, work: Work, part: str) -> None:
    """Write ``WORK/cut/trials_PART.npz``; a word that was not noticed is an empty clip."""
    words = load_words()
    studio = Studio(SEEDS[part], rooms=40, noise_seconds=240)
    chance, front_end = np.random.default_rng(5), FrontEnd()
    takes = _chosen(takes_of(data, work, part, words), words)
    clips, missed = Clips(), Counter[str]()
    for number, (take, kind) in enumerate(takes):
        sound = read(take.path)[: int(LONGEST * RATE)]
        for scene in SCENES if kind == "word" else ("near", "far"):
            heard = studio.stage(sound, SCENES[scene], chance, (AROUND, AROUND))
            begin = int(AROUND * RATE)
            segment = best_over(front_end.segments(heard), begin, begin + len(sound))
            clips.add(samples(segment), Note(take.said, take.speaker, take.person, kind, scene))
            missed[scene] += segment is None
        if number % 200 == 199:
            print(f"cut: {part}: {number + 1} of {len(takes)} takes", flush=True)
    clips.save(work.cut / f"trials_{part}.npz")
    lost = ", ".join(f"{name} {count}" for name, count in missed.items())
    print(f"cut: {part}: {len(clips.notes)} trials; not noticed: {lost}.")


def _chosen(takes: list[Take], words: Words) -> list[tuple[Take, str]]:
    """Return the takes whose words are known with their kind, not too many of one."""
    seen: Counter[str] = Counter()
    found = []
    for take in takes:
        kind = kind_of(take, words)
        counted = take.said if take.person and take.said in OFTEN_SAID else kind
        seen[counted] += 1
        most = {"oov": MOST_OTHERS}.get(counted, MOST_OF_A_WORD if counted in OFTEN_SAID else None)
        if take.said and (most is None or seen[counted] <= most):
            found.append((take, kind))
    return found


def kind_of(take: Take, words: Words) -> str:
    """Return what a take tries: a command alone, a phrase, or a word to be refused."""
    if take.said in words.phrases:
        recorded = take.licence != "synthetic"
        return "word" if recorded and take.said in SINGLE else "phrase"
    if take.person:
        return "oov"
    return "near-miss-unseen" if take.said in words.kept else "near-miss"
