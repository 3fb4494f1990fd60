"""Whatever is asked for is met with a sign at once: a chime, a word, or silence."""

import pytest

from playing import Player
from voicecoach.core.commands import Command
from voicecoach.core.events import Announce, Chime, Heard, Hush, Ring, Roll, Say
from voicecoach.core.job import CHIME_LENGTH
from voicecoach.core.phases import TRANSITIONS, WAITING, Phase
from voicecoach.core.stepping import step
from voicecoach.core.timeline import SegmentKind

AT_ONCE = 150
"""Milliseconds within which a decision is met with a sign."""
APART = 300
"""Milliseconds between a chime and a word (C31)."""
LABELS = {
    Phase.TALKING: ("Bridge, instructions", 3000),
    Phase.READYING: ("Bridge, get ready", 8000),
    Phase.RESTING: ("Bridge, rest", 6000),
}
LIVE = sorted(set(TRANSITIONS) - {Phase.ENDING, Phase.ENDED})


def reach(phase):
    player = Player(block=100)
    if phase in LABELS:
        player.go(*LABELS[phase])
    else:
        player.go_to_rep("Bridge, set one of two", 2, 3000)
        if phase is Phase.ANSWERING:
            player.say(Command.HELP)
            player.play(300)
        elif phase in WAITING:
            player.wait_in(phase)
            player.play(300)
    return player


def signs(player, command):
    """Return the effects of ``command``, given now."""
    return step(player.session, Heard(player.now, command))


def sign_after(session, effects, *, sounding):
    """Return in how many milliseconds the first sign comes; None if there is none."""
    found = [0 for each in effects if isinstance(each, Ring)]
    found += [each.after for each in effects if isinstance(each, Say) and each.texts]
    if sounding and any(isinstance(each, Hush) for each in effects):
        found.append(0)
    for each in effects:
        if isinstance(each, Roll):
            index = session.timeline.cue_index(each.start - 1)
            found += [cue.start - each.start for cue in session.timeline.cues[index : index + 1]]
    if any(isinstance(e, Say) and not e.texts and not e.after for e in effects):
        index = session.timeline.cue_index(session.goes_on - 1)
        found += [c.start - session.goes_on for c in session.timeline.cues[index : index + 1]]
    return min(found, default=None)


@pytest.mark.parametrize("phase", LIVE)
def test_each_command_is_met_with_a_sign_within_150_milliseconds(phase):
    player = reach(phase)
    sounding = player.deck.quiet_for() == 0
    silent = {Command.STOP, Command.PAUSE}  # silence is their sign, where there is sound to end
    for command in Command:
        session, effects = signs(player, command)
        after = sign_after(session, effects, sounding=sounding)
        if command in silent and not sounding and Chime.OK not in chimes(effects):
            continue
        assert after is not None, command
        assert after <= AT_ONCE, command


def chimes(effects):
    return [each.chime for each in effects if isinstance(each, Ring)]


@pytest.mark.parametrize("phase", LIVE)
def test_a_chime_and_the_word_after_it_are_300_milliseconds_apart(phase):
    player = reach(phase)
    for command in Command:
        session, effects = signs(player, command)
        if not chimes(effects):
            continue
        for each in effects:
            if isinstance(each, Say):
                assert each.after - CHIME_LENGTH >= APART, command
            assert not isinstance(each, Roll | Announce), command
        if player.session.segment.kind is not SegmentKind.SET:
            assert session.phase is not Phase.WORKING


@pytest.mark.parametrize("phase", LIVE)
def test_what_is_refused_gets_the_chime_for_no_and_what_is_obeyed_never_does(phase):
    player = reach(phase)
    for command in Command:
        _, effects = signs(player, command)
        refused = command not in TRANSITIONS[phase] or command is Command.MUSIC  # there is none
        assert (Chime.NO in chimes(effects)) is refused, command
