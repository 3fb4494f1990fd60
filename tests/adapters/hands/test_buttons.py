"""What a button of a media player means, phase by phase."""

import pytest

from voicecoach.adapters.hands._buttons import Button, Playback, command_of, playback
from voicecoach.core.commands import Command
from voicecoach.core.phases import ROLLING, TRANSITIONS, WAITING, Phase, allowed

GOING_ON = (*sorted(ROLLING), Phase.ANSWERING)


@pytest.mark.parametrize("phase", GOING_ON)
def test_while_the_session_goes_on_it_plays(phase):
    assert playback(allowed(phase)) is Playback.PLAYING
    assert command_of(Button.PLAY_PAUSE, allowed(phase)) is Command.PAUSE
    assert command_of(Button.PAUSE, allowed(phase)) is Command.PAUSE
    assert command_of(Button.PLAY, allowed(phase)) is None


@pytest.mark.parametrize("phase", sorted(WAITING))
def test_while_it_waits_for_the_user_it_is_paused(phase):
    commands = allowed(phase)
    go_on = Command.RESUME if Command.RESUME in commands else Command.PAUSE

    assert playback(commands) is Playback.PAUSED
    assert command_of(Button.PLAY_PAUSE, commands) is go_on
    assert command_of(Button.PLAY, commands) is Command.RESUME
    assert command_of(Button.PAUSE, commands) is None


def test_when_it_is_over_it_is_stopped():
    assert playback(allowed(Phase.ENDED)) is Playback.STOPPED


@pytest.mark.parametrize("phase", sorted(TRANSITIONS))
def test_the_other_buttons_mean_the_same_in_every_phase(phase):
    commands = allowed(phase)

    assert command_of(Button.STOP, commands) is Command.STOP
    assert command_of(Button.NEXT, commands) is Command.NEXT
    assert command_of(Button.PREVIOUS, commands) is Command.BACK
