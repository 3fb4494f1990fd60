"""A shipped level in a room where the coach is heard as loud as it is played; nobody speaks.

The bench for listening plays all levels to their ends, by every voice.
"""

from contextlib import ExitStack, suppress
from dataclasses import replace

import numpy as np
import pytest

from echo_room import RATE, EchoRoom
from echoes import way
from listening_sounds import voice
from voicecoach.adapters.recognizers import moonshine
from voicecoach.cli.listening import make_ear, make_recognizer
from voicecoach.cli.preparing import Preparation
from voicecoach.cli.stage import Stage
from voicecoach.cli.turns import Turns
from voicecoach.config import Config
from voicecoach.content.language import load_language
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.events import Announce, Failed, Heard
from voicecoach.core.job import Medium, Options
from voicecoach.flows.director import Director
from voicecoach.flows.lockstep import run_lockstep
from voicecoach.flows.prepare import Library
from voicecoach.sound.deck import Deck
from voicecoach.testing import MemoryJournal

pytestmark = pytest.mark.slow

LEVEL = "low-back-1"
SECONDS = 75
"""Of the session: welcome, safety words, the way down to the mat."""
FULL = 1.0
"""Of the coach at the microphone: nothing is lost on the way."""
ROOMS = (3, 8)


class _EnoughError(Exception):
    """The rest of a session is of no interest."""


def near(seed):
    """Return the response of a room of 0.3 s with the loudspeaker near; energy of 1."""
    late = np.zeros(round(0.03 * RATE))
    whole = np.concatenate([late, way(seed)])
    return whole / np.sqrt(np.sum(whole * whole))


@pytest.fixture(scope="module")
def library():
    if not moonshine.ENGINE.status().ready:
        pytest.skip("moonshine has no wheel for this machine")
    return Library(voice("espeak"))


@pytest.mark.parametrize("seed", ROOMS)
def test_the_coach_obeys_nothing_of_what_it_says(library, seed):
    said, obeyed, failed = play(library, seed)

    assert len(said) > 10, (said, obeyed, failed)
    assert obeyed == []
    assert failed == []


def play(library, seed):
    """Return what was said, which commands came of it, and what failed."""
    book, config = load_language("en"), replace(Config(), level=LEVEL)
    (level,) = (each for each in find_levels([shipped_folder()]).levels if each.id == LEVEL)
    deck = Deck(library.voice.rate)
    stage = Stage(config, book, library, deck, MemoryJournal())
    room = EchoRoom(np.zeros(RATE), deck.rate, echo=FULL, way=near(seed), seed=seed)
    said, obeyed, failed = [], [], []

    def watch(at, what):
        if isinstance(what, Announce):
            said.append(what.cue.text)
        if isinstance(what, Heard):
            obeyed.append((at, what.command, said[-1]))
        if isinstance(what, Failed):
            failed.append((at, what.message))

    with ExitStack() as stack, suppress(_EnoughError):
        turns = Turns(make_ear(config), make_recognizer(stack, config, book), room.read, stage)

        def saying_and_watching(at, what):
            turns.saying.watch(at, what)
            watch(at, what)

        director = Director(
            Preparation(level, book, library, "112", Options()).session(
                Medium.LIVE, lambda _text: None
            ),
            deck,
            library.clip,
            stage.journal,
            allow=turns.ear.allow,
            watch=saying_and_watching,
        )

        def hear(pcm, quiet):
            if deck.position > SECONDS * 1000:
                raise _EnoughError
            return turns.hear(pcm, quiet)

        run_lockstep(director, deck, lambda _pcm: None, hear, lambda: False)
    return said, obeyed, failed
