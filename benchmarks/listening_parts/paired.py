"""Ours and the peer on the same samples: words in a room, words over the coach, and nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lab.mixing import to_pcm
from lab.scenes import SCENES
from listening_parts import alone, conversing, false_commands, self_triggers
from listening_parts.bench import MAIN, MAIN_GRAMMAR, SET_GRAMMAR, seeds
from listening_parts.crew import Kit
from listening_parts.hearing import Decision, decide, hear
from listening_parts.peer import PEER, hear_plainly, works
from listening_parts.recordings import Recording
from listening_parts.words import Span, owner, sounding

BEFORE, AFTER = 1.0, 3.0
"""Seconds of room before and after a word: so long, since the peer must find that it ended."""
OVER = "coach"
"""Name of the condition in which the coach speaks; the others are those of `SCENES`."""
DUCKED = "ducked"
"""The same, the coach making way; the peer cannot do that."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one listener made of one word."""

    condition: str
    listener: str
    right: bool
    """Whether the first thing that was done is what was asked for."""
    wrong: bool
    """Whether anything else was done."""
    wait: float
    """Seconds from the end of the word to what was done first, by processor time."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one listener obeyed while nobody meant it."""

    condition: str
    listener: str
    seconds: float
    commands: tuple[str, ...]
    answers: int = 0
    """How many answers the coach gave in it; none in a session."""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A word that is to be heard in each scene."""

    clip: Recording
    seed: int


def word(kit: Kit, job: Said) -> list[Word]:
    """Hear one word in each scene."""
    _furnish(kit)
    sound = job.clip.load()
    place = sounding(sound)
    span, found = Span(BEFORE + place.start, BEFORE + place.end), []
    for number, (name, scene) in enumerate(SCENES.items()):
        chance = np.random.default_rng(seeds(job.seed, job.clip.name, number))
        heard = kit.studio.stage(sound, scene, chance, (BEFORE, AFTER))
        signs = hear(heard, kit.detector, MAIN_GRAMMAR)
        decided = {who: decide(signs, each) for who, each in kit.recognizers.items()}
        decided |= _peer(to_pcm(heard).tobytes(), 0.0)
        found += [judge(name, who, each, job.clip.label, span) for who, each in decided.items()]
    return found


def over_coach(kit: Kit, job: conversing.Scenario) -> list[Word]:
    """Hear all words of a stream in which the coach speaks all the time."""
    _furnish(kit)
    tape: list[bytes] = []
    played = conversing.play(kit, job, tape)
    decided = {who: decide(played.signs, each) for who, each in kit.recognizers.items()}
    if not job.ducking:
        decided |= _peer(b"".join(tape))
    return [
        judge(
            DUCKED if job.ducking else OVER,
            who,
            [each for each in every if owner(each.speech, played.spans) == number],
            clip.label,
            played.spans[number],
        )
        for who, every in decided.items()
        for number, clip in enumerate(job.clips)
    ]


def judge(condition: str, listener: str, every: Sequence[Decision], label: str, span: Span) -> Word:
    """Return what became of the word ``label`` at ``span``, given all decisions about it."""
    wanted, done = MAIN[label], [each.command for each in every]
    right = done[:1] == [wanted]
    wait = every[0].at_idle - span.end if every else 0.0
    return Word(condition, listener, right, any(each != wanted for each in done), wait)


def nobody(kit: Kit, job: false_commands.Stream) -> list[Stretch]:
    """Hear people who talk to each other, breathing or music."""
    _furnish(kit)
    sound = false_commands.render(kit, job)
    signs = hear(sound, kit.detector, SET_GRAMMAR)
    decided = {who: decide(signs, each) for who, each in kit.recognizers.items()}
    decided |= _peer(to_pcm(sound).tobytes())
    seconds = len(sound) / conversing.RATE
    return [Stretch(job.kind, who, seconds, _names(each)) for who, each in decided.items()]


def by_itself(kit: Kit, job: alone.Job) -> list[Stretch]:
    """Hear the coach alone: with the recognizer of the job, and with the peer beside the first."""
    tape: list[bytes] = []
    first = next(iter(kit.recognizers))
    found = self_triggers.listen(kit, job, tape)
    who = job.recognizer or first
    stretch = Stretch(OVER, who, found.seconds, found.obeyed, found.answers, found.trouble)
    if who != first or job.answers or found.trouble:
        return [stretch]
    peer = _peer(b"".join(tape))
    return [stretch, *(Stretch(OVER, name, found.seconds, _names(e)) for name, e in peer.items())]


def _furnish(kit: Kit) -> None:
    """Make all rooms in one order, for their seeds follow it, whatever a process does first."""
    for scene in (false_commands.TALKING, conversing.PLACE):
        kit.studio.room(scene, np.random.default_rng(0))


def _peer(pcm: bytes, lead: float = 1.0) -> dict[str, list[Decision]]:
    return {PEER: hear_plainly(pcm, lead)} if works() else {}


def _names(decisions: Iterable[Decision]) -> tuple[str, ...]:
    return tuple(str(each.command) for each in decisions)
