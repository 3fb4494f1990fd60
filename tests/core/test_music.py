"""The user's own music under a session: when it plays, how it is switched off, how it ends."""

import numpy as np
import pytest

from levels import BOOK
from playing import Player
from voicecoach.core.commands import Command
from voicecoach.core.events import Accompany, Chime, Failed, Hold, Note, Ring
from voicecoach.core.phases import QUESTIONS, ROLLING, WAITING, Phase, allowed
from voicecoach.core.units import Ms

SET = "Bridge, set one of two"
HELD = sorted(phase for phase in WAITING if Command.MUSIC in allowed(phase))
LOUD = 800


def music(count):
    return np.full(count, LOUD, np.int16)


def with_music():
    return Player(music=music)


def effects_of(player, command):
    """Return what the session wishes for when ``command`` is given."""
    before = len(player.shown)
    player.say(command)
    return [what for _, what in player.shown[before + 1 :]]


def heard_music(player, length):
    """Return the loudest of the music in the next ``length`` ms: what a fork without it lacks."""
    silent = player.fork()
    silent.deck._music = None
    known = len(player.sound)
    player.play(length)
    silent.play(length)
    added = np.concatenate(player.sound[known:]).astype(int) - np.concatenate(silent.sound[known:])
    return int(np.abs(added).max())


# --- when it plays ----------------------------------------------------------------------


@pytest.mark.parametrize("label", ["Bridge, instructions", SET, "Bridge, rest"])
def test_it_plays_while_the_tape_rolls(label):
    player = with_music()
    player.go(label, 1000)

    assert heard_music(player, 5000) > LOUD / 10


@pytest.mark.parametrize("phase", sorted(WAITING))
def test_it_is_silent_in_every_phase_that_waits(phase):
    player = with_music()
    player.go(SET, 4000)
    player.wait_in(phase)

    player.play(20)  # the fade of 5 ms
    assert heard_music(player, 3000) == 0


def test_it_comes_back_with_the_tape():
    player = with_music()
    player.go(SET, 4000)
    player.wait_in(Phase.PAUSED)
    player.play(5000)
    player.say(Command.RESUME)
    player.rolls()

    assert heard_music(player, 5000) > LOUD / 10


def test_it_is_silent_while_the_loudspeaker_is_lost_and_back_with_the_set():
    player = with_music()
    player.go(SET, 4000)
    player.lose_sound()
    player.play(20)
    assert heard_music(player, 3000) == 0

    player.find_sound()
    player.rolls()
    assert heard_music(player, 5000) > LOUD / 10


# --- off and on -------------------------------------------------------------------------


def test_it_is_switched_off_in_a_set_without_a_word_and_the_tape_rolls_on():
    player = with_music()
    player.go(SET, 4000)

    effects = effects_of(player, Command.MUSIC)

    assert effects == [
        Accompany(on=False), Ring(Chime.OK), Note(player.now, BOOK.say("music_off")),
    ]  # fmt: skip
    player.play(200)
    assert player.session.phase is Phase.WORKING
    assert heard_music(player, 5000) == 0


def test_the_same_command_brings_it_back():
    player = with_music()
    player.go(SET, 4000)
    player.say(Command.MUSIC)
    player.play(2000)

    assert Accompany(on=True) in effects_of(player, Command.MUSIC)
    assert heard_music(player, 5000) > LOUD / 10


@pytest.mark.parametrize("phase", HELD)
def test_where_the_coach_waits_it_says_whether_music_is_on(phase):
    player = with_music()
    player.go(SET, 4000)
    player.wait_in(phase)
    player.say(Command.MUSIC)

    assert BOOK.say("music_off") in player.answers()
    assert player.session.phase is phase


def test_it_stays_off_over_a_pause():
    player = with_music()
    player.go(SET, 4000)
    player.say(Command.PAUSE)
    player.say(Command.MUSIC)
    player.say(Command.RESUME)
    player.rolls()

    assert heard_music(player, 5000) == 0


def test_it_can_be_switched_wherever_the_tape_rolls_and_nowhere_in_a_question():
    assert all(Command.MUSIC in allowed(phase) for phase in ROLLING)
    assert {Phase.PAUSED, Phase.STOPPED, Phase.HURT, Phase.FROZEN} == set(HELD)
    assert not any(Command.MUSIC in allowed(phase) for phase in QUESTIONS)


def test_without_music_it_is_refused_and_why():
    player = Player()
    player.go(SET, 4000)

    effects = effects_of(player, Command.MUSIC)
    assert effects == [Ring(Chime.NO), Note(player.now, BOOK.say("no_music"))]

    player.say(Command.PAUSE)
    player.say(Command.MUSIC)
    assert player.answers()[-1] == BOOK.say("no_music")


@pytest.mark.parametrize("phase", [Phase.WORKING, Phase.PAUSED])
def test_help_names_it_only_where_there_is_music(phase):
    for player, named in ((with_music(), True), (Player(), False)):
        player.go(SET, 4000)
        if phase is Phase.PAUSED:
            player.say(Command.PAUSE)
        player.say(Command.HELP)
        assert (BOOK.say("help_music") in player.answers()) is named


# --- its end ----------------------------------------------------------------------------


def failed(player, part):
    player.put(Failed(player.now, part, "A sentence."))
    player.inspect()


def test_that_it_has_ended_is_said_once_and_the_set_goes_on_at_its_repetition():
    player = with_music()
    player.go_to_rep(SET, 2, 3000)
    failed(player, "music")

    assert player.answers() == [BOOK.say("music_ended")]
    assert any(isinstance(what, Hold) for _, what in player.shown)
    player.rolls()
    assert player.session.segment.rep_at(player.session.playhead) == 2


def test_a_file_that_is_left_out_is_shown_and_logged_and_nothing_is_said():
    player = with_music()
    player.go(SET, 4000)
    failed(player, "music_file")

    assert player.answers() == []
    assert Note(player.now, "A sentence.") in [what for _, what in player.shown]
    assert ("device_lost", {"part": "music_file", "message": "A sentence."}) in (
        player.journal.entries
    )
    assert player.session.phase is Phase.WORKING


def test_an_end_in_a_question_puts_the_question_again():
    player = with_music()
    player.go(SET, 4000)
    player.wait_in(Phase.RATING)
    player.play(Ms(3000))
    question = player.session.said
    failed(player, "music")

    assert player.answers()[-len(question) :] == list(question)
    assert player.session.phase is Phase.RATING
