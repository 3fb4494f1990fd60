import numpy as np
import pytest

from levels import BOOK, exercise, level, reps
from playing import FailingJournal, Player
from voicecoach.core.commands import Command
from voicecoach.core.events import Failed, Log, Note, Outcome, Say
from voicecoach.core.phases import Phase
from voicecoach.errors import DeviceError
from voicecoach.testing import BeepVoice

SET = "Bridge, set one of two"


def breaking(*texts):
    """Return a voice that cannot say ``texts`` (all if none are given)."""
    voice = BeepVoice()

    def clip_of(text):
        if text in texts or not texts:
            raise DeviceError(f"The voice cannot say {text!r}; try another voice.")
        return voice.render(text)

    return clip_of


def failures(player):
    return [what.part for _, what in player.shown if isinstance(what, Failed)]


def test_an_entry_is_in_the_journal_before_anybody_is_told():
    player = Player()
    order = []
    player.journal.entries = _Spy(order)
    watch = player.director._watch
    player.director._watch = lambda at, what: (order.append(what), watch(at, what))

    player.go_to_rep(SET, 2)
    player.say(Command.STOP)

    told = [i for i, what in enumerate(order) if isinstance(what, Log)]
    assert [order[i - 1] for i in told] == [order[i].entry for i in told]


class _Spy(list):
    def __init__(self, order):
        super().__init__()
        self.order = order

    def append(self, entry):
        super().append(entry)
        self.order.append(entry[0])


def test_an_answer_that_cannot_be_said_is_shown_and_the_session_goes_on():
    player = Player()
    player.director._clip_of = breaking("Exercise one of two, Bridge.")
    player.go_to_rep(SET, 2)

    player.say(Command.WHERE)
    assert player.answers() == ["Exercise one of two, Bridge.", "Set one of two."]
    assert failures(player) == ["voice"]
    player.rolls()

    assert player.finish() is Outcome.COMPLETED
    assert any(isinstance(w, Note) and "try another voice" in w.text for _, w in player.shown)


def test_a_cue_that_cannot_be_said_is_shown_and_the_session_goes_on():
    player = Player()
    player.director._clip_of = breaking("Lower")
    player.go_to_rep(SET, 2)

    player.say(Command.SLOWER)
    player.rolls()

    assert failures(player) == ["voice"]
    assert player.finish() is Outcome.COMPLETED
    assert "Lower" in player.heard()


def test_an_emergency_with_a_voice_that_is_dead_is_still_an_emergency():
    player = Player()
    player.director._clip_of = breaking()
    player.go_to_rep(SET, 2)

    player.say(Command.EMERGENCY)

    assert player.session.phase is Phase.EMERGENCY
    assert any("Call" in text for text in player.answers())


def test_a_voice_that_fails_while_the_tempo_changes_keeps_the_tempo():
    player = Player()
    player.go_to_rep(SET, 2)
    before = player.session.timeline

    def recompile(_options):
        raise DeviceError("The voice is gone.")

    script = player.session.script
    object.__setattr__(script, "recompile", recompile)
    player.say(Command.SLOWER)

    assert player.session.timeline is before
    assert player.answers() == [BOOK.say("slowest")]


def test_the_deck_is_lowered_while_somebody_speaks():
    player = Player()
    player.play(1000)

    player.notice(speaking=True)
    assert player.deck._ducked

    player.notice(speaking=False)
    assert not player.deck._ducked


@pytest.mark.parametrize("command", [Command.NEXT, Command.SLOWER, Command.STOP, Command.PAIN])
def test_a_journal_that_fails_takes_no_words_away(command):
    player = Player()
    player.director._journal = FailingJournal()
    player.go_to_rep(SET, 2)

    player.say(command)

    last = [what for _, what in player.shown if isinstance(what, Say)][-1]
    question = player.session.said if command is Command.PAIN else ()  # it is put once more
    assert last.texts == (BOOK.say("journal_lost"), *question)
    assert player.deck._token == last.token == player.session.token
    assert failures(player) == ["journal"]


def test_a_journal_and_a_voice_that_always_fail_are_told_once_an_event():
    class Dead(FailingJournal):
        def append(self, entry, facts):
            raise DeviceError("The disk is gone.")

    player = Player(level(exercise(dose=reps(2, 1))))
    player.director._journal = Dead()
    player.director._clip_of = breaking()
    player.play(1000)

    player.say(Command.STOP)

    assert len(failures(player)) < 10
    player.say(Command.RESUME)
    assert player.finish()


def test_silence_stands_in_for_a_clip_at_the_rate_of_the_deck():
    player = Player()
    player.director._clip_of = breaking()

    clip = player.director._clip("Hello.")

    assert (len(clip.pcm), clip.rate) == (0, player.deck.rate)
    assert clip.pcm.dtype == np.int16
