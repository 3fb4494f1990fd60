"""One plain example for each thing that can happen to a session."""

from dataclasses import replace

import numpy as np
import pytest

from levels import BOOK, exercise, holds, level, reps
from playing import MINUTE, FailingJournal, Player
from voicecoach.core.answers import refused
from voicecoach.core.commands import Command
from voicecoach.core.events import (
    Announce,
    Chime,
    Deserted,
    Failed,
    Heard,
    Log,
    Note,
    Outcome,
    Ring,
    Roll,
    Say,
    Spoke,
    Ticked,
    Turn,
)
from voicecoach.core.phases import ROLLING, Phase
from voicecoach.core.programme import Sides, Tempo
from voicecoach.core.timeline import CueKind, SegmentKind
from voicecoach.core.units import Ms
from voicecoach.testing import RATE

SET = "Bridge, set one of two"
SECOND = "Bridge, set two of two"
RIGHT = "Plank, right side, set one of one"
LEFT = "Plank, left side, set one of one"


def logged(player, name):
    return [facts for entry, facts in player.journal.entries if entry == name]


def rung(player):
    return [what.chime for _, what in player.shown if isinstance(what, Ring)]


def sound(player, since, until=None):
    """Return the samples between two stream times."""
    return player.recording()[since * RATE // 1000 : until and until * RATE // 1000]


def places(entries):
    return [(facts["exercise"], facts["set"], facts["side"]) for facts in entries]


# --- without a user -----------------------------------------------------------------


def test_a_session_left_alone_reaches_its_end_and_logs_every_set():
    player = Player()

    assert player.finish() is Outcome.COMPLETED
    assert player.journal.names() == ["session_started", *["set_done"] * 4, "session_ended"]
    assert places(logged(player, "set_done")) == [
        ("bridge", 1, None),
        ("bridge", 2, None),
        ("plank", 1, "right"),
        ("plank", 1, "left"),
    ]
    assert logged(player, "session_ended") == [{"outcome": "completed", "sets_done": 4}]
    assert player.heard()[-1] == BOOK.say("saved_complete")


def test_a_set_is_logged_when_its_last_repetition_ends_and_before_it_is_shown():
    player = Player()
    work = player.segment(SET)
    player.go(SET, work.worked - work.start - 100)
    assert logged(player, "set_done") == []

    player.play(100)

    (facts,) = logged(player, "set_done")
    assert facts == {
        "exercise": "bridge",
        "name": "Bridge",
        "set": 1,
        "sets": 2,
        "side": None,
        "reps": 4,
        "asked": 4,
        "hold_ms": None,
        "way": 0,
    }
    logs = [i for i, (_, what) in enumerate(player.shown) if isinstance(what, Log)]
    assert "And rest." not in player.heard()
    assert len(logs) == 2


def test_a_timed_set_is_logged_with_the_length_of_its_holds():
    player = Player(level(exercise("Plank", holds(2, 8000))))
    player.finish()

    assert [(f["reps"], f["hold_ms"]) for f in logged(player, "set_done")] == [(2, 8000)]


def test_what_sounds_before_the_session_is_hushed_when_it_starts():
    player = Player()
    player.deck.say([player.director._clip_of("One moment.")], 99)
    player.director.session = replace(player.session, take=0)

    player.start()

    assert player.deck._token is None


def test_each_change_is_told_once_and_before_the_words_that_belong_to_it():
    player = Player(level(exercise(dose=reps(2, 1))))
    player.finish()

    lines = [
        what.text if isinstance(what, Note) else what.cue.text
        for _, what in player.shown
        if isinstance(what, Note | Announce)
    ]
    label = BOOK.say("now", name="Bridge, set one of one")
    assert lines[0] == BOOK.say("now", name="Welcome")
    assert lines.count(label) == 1
    assert lines[lines.index(label) + 1] == BOOK.say("begin")


# --- pause and resume ---------------------------------------------------------------


@pytest.mark.parametrize("block", [10, 20, 50])
def test_pause_is_silence_within_a_block(block):
    player = Player(block=block)
    player.go("Bridge, instructions", 500)
    assert player.recording()[-1] != 0

    player.say(Command.PAUSE)
    player.play(30_000)

    chime = 120
    assert not sound(player, player.now - 30_000 + chime).any()
    fade = sound(player, player.now - 30_000, player.now - 30_000 + 5)
    assert np.abs(fade[-5:]).max() < np.abs(fade[:5]).max()
    assert player.session.phase is Phase.PAUSED
    assert rung(player) == [Chime.OK]
    assert logged(player, "paused")[0]["exercise"] == "bridge"


def test_resume_says_the_interrupted_sentence_again():
    player = Player()
    player.go("Bridge, instructions", 500)
    interrupted = player.cues()[-1][1]
    player.say(Command.PAUSE)
    player.play(5000)

    player.say(Command.RESUME)

    assert player.next_cue() is interrupted
    assert logged(player, "resumed") == [{"after_ms": 5000}]


def test_resume_between_two_sentences_goes_on_with_the_next_one():
    player = Player()
    first = player.go("Bridge, instructions", 0)
    talk = [cue for cue in player.session.timeline.cues if cue.start >= first.start]
    player.play(talk[0].length + 300)
    player.say(Command.PAUSE)
    player.play(5000)

    player.say(Command.RESUME)

    assert player.next_cue() is talk[1]


def test_resume_in_a_set_counts_in_and_goes_on_at_the_repetition_under_way():
    player = Player()
    work = player.go_to_rep(SET, 3, 4000)
    player.say(Command.PAUSE)
    player.play(5000)

    player.say(Command.RESUME)
    assert player.answers() == ["From repetition three.", "Three.", "Two.", "One."]
    player.rolls()

    assert player.session.playhead - work.rep_start(3) < player.block
    cue = player.next_cue()
    assert (cue.rep, cue.kind) == (3, CueKind.PHASE)
    assert cue.text == "Lift. Two more."


def test_resume_in_a_hold_starts_that_lift_again():
    player = Player()
    player.go_to_rep(RIGHT, 2, 9000)
    player.say(Command.STOP)
    player.play(5000)

    player.say(Command.RESUME)
    player.rolls()

    assert player.answers()[-4:] == ["From repetition two.", "Three.", "Two.", "One."]
    assert player.next_cue().text.startswith(BOOK.say("lift_number", number=2, lifts=2))


def test_resume_after_the_last_repetition_asks_for_no_other():
    player = Player()
    work = player.segment(SET)
    player.go(SET, work.worked - work.start + 700)
    player.say(Command.PAUSE)
    player.play(5000)

    player.say(Command.RESUME)

    assert player.answers() == []
    assert player.next_cue().text == BOOK.say("and_rest")


def test_resume_in_a_rest_goes_on_with_the_rest():
    player = Player()
    player.go("Bridge, rest", 6000)
    player.say(Command.PAUSE)
    player.play(60_000 - 1)

    player.say(Command.RESUME)
    player.rolls()

    assert player.session.segment.kind is SegmentKind.REST
    assert player.next_cue().text == BOOK.say("rest_half")


def test_a_long_pause_is_recalled_after_one_and_three_minutes_and_saved_after_ten():
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.PAUSE)
    began = player.now

    assert player.finish() is Outcome.INTERRUPTED

    said = [(at - began, what.texts) for at, what in player.shown if isinstance(what, Say)]
    assert said == [
        (60_000, (BOOK.say("paused_reminder"),)),
        (180_000, (BOOK.say("paused_reminder"),)),
        (600_000, (BOOK.say("nobody"),)),
    ]
    assert logged(player, "session_ended") == [{"outcome": "interrupted", "sets_done": 0}]


# --- stop, pain, emergency ----------------------------------------------------------


def test_stop_is_silence_at_once_and_words_after_a_second():
    player = Player(block=10)
    player.go_to_rep(SET, 2, 200)
    player.say(Command.STOP)
    began = player.now
    player.play(5000)

    assert not sound(player, began + 5, began + 1000).any()
    assert sound(player, began + 1000, began + 1100).any()
    assert player.answers() == [BOOK.say("stopped")]
    assert logged(player, "stopped") == [
        {
            "exercise": "bridge", "name": "Bridge", "set": 1, "sets": 2, "side": None,
            "reps": 4, "asked": 4, "hold_ms": None, "way": 0, "rep": 2, "at_ms": began,
        }
    ]  # fmt: skip


def test_after_stop_the_question_is_put_again_then_recalled_then_saved():
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.STOP)
    player.until(lambda session: player.deck._token is None)
    last_word = player.now

    assert player.finish() is Outcome.INTERRUPTED

    said = [(at - last_word, what.texts) for at, what in player.shown if isinstance(what, Say)]
    assert said[1:] == [
        (8000, (BOOK.say("stopped_again"),)),
        (60_000, (BOOK.say("paused_reminder"),)),
        (180_000, (BOOK.say("paused_reminder"),)),
        (600_000, (BOOK.say("nobody"),)),
    ]


def test_it_hurts_stops_logs_and_says_what_to_do():
    player = Player()
    player.go_to_rep(RIGHT, 2, 5000)
    player.say(Command.PAIN)
    player.play(30_000)

    assert player.answers()[:2] == [BOOK.say("pain"), BOOK.say("pain_question")]
    (facts,) = logged(player, "pain")
    assert (facts["exercise"], facts["side"], facts["rep"]) == ("plank", "right", 2)


def test_whoever_is_hurt_can_leave_the_exercise_out():
    player = Player()
    player.go_to_rep(SET, 2, 5000)
    player.wait_in(Phase.HURT)
    player.play(10_000)

    player.say(Command.NEXT)

    assert player.answers()[-1] == "Skipping to Plank."
    assert player.next_cue().text.startswith("Exercise two of two")


def test_an_emergency_says_the_number_twice_and_that_it_cannot_call():
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY)
    player.play(20_000)

    call = "Call one, one, two now, or ask somebody to call."
    assert player.answers() == [
        call,
        "I am a program and cannot call for help.",
        call,
        BOOK.say("emergency_after"),
    ]
    assert logged(player, "emergency")


def test_an_emergency_is_never_left_by_itself():
    player = Player(block=1000)
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY)

    player.play(120 * MINUTE)

    assert player.session.phase is Phase.EMERGENCY


@pytest.mark.parametrize("command", [Command.STOP, Command.PAUSE])
def test_stop_and_pause_in_an_emergency_bring_silence_and_nothing_else(command):
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY)
    player.play(2000)
    began = player.now

    player.say(command)
    player.play(50_000)

    assert player.session.phase is Phase.EMERGENCY
    assert not sound(player, began + 10).any()


def test_pain_in_an_emergency_is_logged_and_the_help_is_said_again():
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY)
    player.play(20_000)

    player.say(Command.PAIN)

    assert player.session.phase is Phase.EMERGENCY
    assert player.answers()[4:] == player.answers()[:4]
    assert len(logged(player, "pain")) == 1


def test_louder_at_the_limit_does_not_cost_the_emergency_number():
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY)
    for _ in range(3):
        player.say(Command.LOUDER)
    player.play(500)

    player.say(Command.LOUDER)
    player.play(1000)

    assert player.answers()[4:] == [BOOK.say("loudest"), *player.answers()[:4]]
    player.say(Command.LOUDER)
    assert player.answers()[9:] == player.answers()[4:9]


@pytest.mark.parametrize("command", [Command.RESUME, Command.FINISH])
def test_whoever_is_safe_again_can_leave_an_emergency(command):
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY)
    player.play(20_000)

    player.say(command)

    expected = Phase.ANSWERING if command is Command.RESUME else Phase.ENDING
    assert player.session.phase is expected


# --- next and back ------------------------------------------------------------------


def test_next_logs_the_sets_that_it_skips_and_goes_to_the_next_part():
    player = Player()
    player.go_to_rep(SET, 2)

    player.say(Command.NEXT)

    assert player.answers() == ["Skipping to Plank."]
    assert places(logged(player, "set_skipped")) == [("bridge", 1, None), ("bridge", 2, None)]
    assert player.next_cue().text == "Exercise two of two: Plank."


def test_next_does_not_count_a_finished_set_as_skipped():
    player = Player()
    work = player.segment(SET)
    player.go(SET, work.worked - work.start + 100)

    player.say(Command.NEXT)

    assert places(logged(player, "set_done")) == [("bridge", 1, None)]
    assert places(logged(player, "set_skipped")) == [("bridge", 2, None)]


@pytest.mark.parametrize("wait", [0, 1000, 2500])
def test_back_within_three_seconds_of_a_skip_undoes_it(wait):
    player = Player()
    work = player.go_to_rep(SET, 3, 4000)
    player.say(Command.NEXT)
    player.rolls()
    player.play(wait)

    player.say(Command.BACK)
    assert player.answers()[-1] == "I take you back to Bridge."
    player.rolls()

    assert player.session.playhead - work.rep_start(3) < player.block
    assert places(logged(player, "skip_undone")) == places(logged(player, "set_skipped"))


def test_back_later_is_no_undo():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.NEXT)
    player.rolls()
    player.play(3200)

    player.say(Command.BACK)

    assert player.answers()[-1] == "Back to Bridge."
    assert logged(player, "skip_undone") == []


def test_an_old_skip_is_not_undone_while_something_else_is_said():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.NEXT)
    player.rolls()
    player.play(30_000)
    player.put(Failed(player.now, "microphone", "Unplugged."))

    player.say(Command.BACK)

    assert player.answers()[-1] == "Back to Plank."


def test_a_skip_that_was_held_at_once_can_be_undone_minutes_later():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.NEXT)
    player.say(Command.PAUSE)
    player.play(MINUTE)

    player.say(Command.BACK)

    assert player.answers()[-1] == "I take you back to Bridge."


def test_a_skip_without_sets_takes_back_no_earlier_skip():
    player = Player()
    player.say(Command.NEXT)
    player.say(Command.NEXT)
    player.rolls()
    player.play(4000)
    player.say(Command.NEXT)
    player.say(Command.BACK)

    assert places(logged(player, "skip_undone")) == [
        ("plank", 1, "right"),
        ("plank", 1, "left"),
    ]


def test_back_goes_to_the_start_of_the_part():
    player = Player()
    player.go_to_rep(SET, 2)

    player.say(Command.BACK)

    assert player.answers() == ["Back to Bridge."]
    assert player.next_cue().text == "Exercise one of two: Bridge."


def test_back_near_the_start_of_a_part_goes_to_the_one_before():
    player = Player()
    player.go("Plank, instructions", 9900)

    player.say(Command.BACK)

    assert player.answers() == ["Back to Bridge."]


def test_back_at_the_very_start_starts_again():
    player = Player()
    player.play(2000)

    player.say(Command.BACK)

    assert player.answers() == ["Back to Welcome."]
    assert player.next_cue() is player.session.timeline.cues[0]


def test_a_set_done_again_is_logged_once():
    player = Player()
    player.go("Bridge, rest", 1000)
    player.say(Command.BACK)

    player.finish()

    assert len(logged(player, "set_done")) == 4


def test_next_in_every_part_reaches_the_end():
    player = Player()
    for _ in player.session.timeline.blocks:
        player.play(500)
        player.say(Command.NEXT)

    assert player.finish() is Outcome.COMPLETED
    assert logged(player, "session_ended") == [{"outcome": "completed", "sets_done": 0}]


# --- repeat -------------------------------------------------------------------------


def test_repeat_says_the_latest_instruction_again_and_goes_on():
    player = Player()
    talk = player.go("Bridge, instructions", 0)
    second = [c for c in player.session.timeline.cues if c.start >= talk.start][1]
    player.go("Bridge, instructions", second.start - talk.start + 1100)

    player.say(Command.REPEAT)

    assert player.next_cue() is second


def test_repeat_just_after_a_sentence_began_means_the_one_before():
    player = Player()
    talk = player.go("Bridge, instructions", 0)
    first, second = [c for c in player.session.timeline.cues if c.start >= talk.start][:2]
    player.go("Bridge, instructions", second.start - talk.start + 200)

    player.say(Command.REPEAT)

    assert player.next_cue() is first


def test_repeat_in_a_set_says_the_short_card_and_keeps_the_repetition():
    player = Player()
    work = player.go_to_rep(SET, 3, 4000)

    player.say(Command.REPEAT)
    assert player.answers() == ["Lift your hips, then lower."]
    player.rolls()

    assert player.session.playhead - work.rep_start(3) < player.block


def test_repeat_in_a_set_without_a_card_keeps_the_repetition_too():
    player = Player(level(replace(exercise(), short=())))
    work = player.go_to_rep(SET, 3, 4000)

    player.say(Command.REPEAT)
    assert player.answers() == [BOOK.say("begin")]
    player.rolls()

    assert player.session.playhead - work.rep_start(3) < player.block


def test_repeat_in_a_rest_says_the_latest_announcement_and_no_set_again():
    player = Player()
    player.go("Bridge, rest", 12_000)

    player.say(Command.REPEAT)

    assert player.next_cue().text == BOOK.say("rest_half")
    assert player.session.phase is Phase.RESTING


def test_repeat_after_stop_says_the_question_again():
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.STOP)
    player.play(4000)

    player.say(Command.REPEAT)

    assert player.answers() == [BOOK.say("stopped")] * 2
    assert player.session.phase is Phase.STOPPED


def test_repeat_in_a_pause_says_the_latest_instruction_and_stays():
    player = Player()
    player.go("Bridge, get ready", 3000)
    player.say(Command.PAUSE)

    player.say(Command.REPEAT)
    player.play(10_000)

    assert player.answers() == [player.cues()[-1][1].text]
    assert player.session.phase is Phase.PAUSED


# --- tempo --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "word", "period"),
    [(Command.SLOWER, "Slower.", 8403), (Command.FASTER, "Faster.", 5833)],
)
def test_a_change_of_tempo_keeps_the_repetition_and_the_counts_on_the_beat(command, word, period):
    player = Player(block=20)
    player.go_to_rep(SET, 3, 4000)

    player.say(command)
    assert player.answers() == [word]
    player.rolls()
    resumed = player.now

    work = player.segment(SET)
    assert abs(work.period - period) <= 2
    assert player.session.playhead - work.rep_start(3) < player.block
    player.play(2 * work.period)
    heard = [(at, c) for at, c in player.cues(resumed) if c.kind is CueKind.COUNT]
    assert [cue.text for _, cue in heard] == ["Three.", "Four."]
    beats = [at + cue.beat - cue.start for at, cue in heard]
    assert beats[1] - beats[0] == work.period


@pytest.mark.parametrize(
    ("command", "steps", "word", "limit"),
    [
        (Command.SLOWER, 3, "Slower.", "slowest"),
        (Command.FASTER, 2, "Faster.", "fastest"),
    ],
)
def test_a_change_of_tempo_stops_at_its_limit(command, steps, word, limit):
    player = Player()
    player.go_to_rep(SET, 2, 100)
    for _ in range(steps + 2):
        player.say(command)
        player.rolls()

    assert player.answers() == [word] * steps + [BOOK.say(limit)] * 2
    assert len(logged(player, "tempo")) == steps
    assert player.session.segment.rep_at(player.session.playhead) == 2


def test_slower_and_faster_lead_back_to_the_first_tempo():
    player = Player()
    before = player.session.timeline
    for command in (Command.SLOWER, Command.SLOWER, Command.FASTER, Command.FASTER):
        player.say(command)

    assert player.session.timeline == before


def test_a_tempo_that_the_words_do_not_fit_is_refused_in_words():
    words = replace(exercise().words, out="Lift your hips to the ceiling, all the way up")
    tight = exercise(dose=reps(6, tempo=Tempo(Ms(1800), Ms(0), Ms(4000))))
    player = Player(level(replace(tight, words=words)))
    player.go_to_rep(SET, 2, 100)
    before = player.session.timeline

    player.say(Command.FASTER)

    assert player.answers() == [BOOK.say("fastest")]
    assert player.session.timeline is before
    assert player.finish() is Outcome.COMPLETED


@pytest.mark.parametrize("offset", [0, 500, 5000])
def test_a_change_of_tempo_between_sets_keeps_the_place(offset):
    player = Player()
    player.go("Bridge, rest", offset)

    player.say(Command.SLOWER)
    player.rolls()

    rest = player.segment("Bridge, rest")
    assert player.session.segment == rest
    assert player.finish() is Outcome.COMPLETED
    assert len(logged(player, "set_done")) == 4


def test_a_change_of_tempo_after_the_last_repetition_asks_for_no_other():
    player = Player()
    work = player.segment(SET)
    player.go(SET, work.worked - work.start + 700)

    player.say(Command.SLOWER)

    assert player.next_cue().text == BOOK.say("and_rest")


def test_the_undo_of_a_skip_survives_a_change_of_tempo():
    player = Player()
    player.go_to_rep(SET, 4, 500)
    player.say(Command.NEXT)
    player.say(Command.SLOWER)

    player.say(Command.BACK)
    player.rolls()

    assert player.session.segment.label == "Bridge, set one of two"
    assert player.session.segment.rep_at(player.session.playhead) == 4


# --- volume -------------------------------------------------------------------------


def test_louder_and_quieter_change_the_volume_and_nothing_else():
    player = Player()
    player.go_to_rep(SET, 2, 100)

    for command in (Command.LOUDER, Command.QUIETER, Command.QUIETER):
        player.say(command)

    assert [w.gain_db for _, w in player.shown if isinstance(w, Turn)] == [3.0, 0.0, -3.0]
    assert rung(player) == [Chime.OK] * 3
    assert player.session.phase is Phase.WORKING


@pytest.mark.parametrize(
    ("command", "steps", "limit"),
    [(Command.LOUDER, 3, "loudest"), (Command.QUIETER, 6, "quietest")],
)
def test_the_volume_stops_at_its_limit_and_says_so_where_no_count_is_disturbed(
    command, steps, limit
):
    player = Player()
    player.go_to_rep(SET, 2, 100)
    for _ in range(steps + 1):
        player.say(command)

    assert rung(player) == [Chime.OK] * steps + [Chime.NO]
    assert Note(player.now, BOOK.say(limit)) in [what for _, what in player.shown]
    assert player.answers() == []

    player.say(Command.PAUSE)
    player.say(command)
    assert player.answers() == [BOOK.say(limit)]


# --- questions ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "rep", "offset", "answer"),
    [
        (SET, 1, -1000, ["Four repetitions left in the set.", "After it, one more set."]),
        (SET, 1, 6900, ["Four repetitions left in the set.", "After it, one more set."]),
        (SET, 2, 0, ["Three repetitions left in the set.", "After it, one more set."]),
        (SET, 4, 6900, ["One repetition left in the set.", "After it, one more set."]),
        (SET, 4, 7000, ["One set of the exercise to do."]),
        (SECOND, 1, 0, ["Four repetitions left in the set.", BOOK.say("sets_left_none")]),
        (SECOND, 4, 7000, [BOOK.say("no_sets_left")]),
        (RIGHT, 2, 5000, ["One lift left in the set.", "After it, one more set."]),
        (LEFT, 1, 5000, ["Two lifts left in the set.", BOOK.say("sets_left_none")]),
    ],
)
def test_how_many_left_within_a_set(label, rep, offset, answer):
    player = Player()
    player.go_to_rep(label, rep, offset)

    player.say(Command.HOW_MANY_LEFT)

    assert player.answers() == answer


@pytest.mark.parametrize(
    ("label", "offset", "answer"),
    [
        ("Welcome", 2000, [BOOK.say("no_sets_left")]),
        ("Bridge, instructions", 2000, ["Two sets of the exercise to do."]),
        ("Bridge, get ready", 2000, ["Two sets of the exercise to do."]),
        ("Bridge, rest", 2000, ["One set of the exercise to do."]),
        ("Plank, change sides", 2000, ["One set of the exercise to do."]),
        ("Goodbye", 500, [BOOK.say("no_sets_left")]),
    ],
)
def test_how_many_left_outside_a_set(label, offset, answer):
    player = Player()
    player.go(label, offset)

    player.say(Command.HOW_MANY_LEFT)

    assert player.answers() == answer


@pytest.mark.parametrize(
    ("label", "offset", "answer"),
    [
        ("Welcome", 2000, ["You are at Welcome."]),
        ("Bridge, instructions", 2000, ["Exercise one of two, Bridge."]),
        (SECOND, 2000, ["Exercise one of two, Bridge.", "Set two of two."]),
        (RIGHT, 2000, ["Exercise two of two, Plank.", "Set one of one.", "The right side."]),
        ("Plank, change sides", 2000, ["Exercise two of two, Plank.", "The left side."]),
        (LEFT, 2000, ["Exercise two of two, Plank.", "Set one of one.", "The left side."]),
        ("Goodbye", 500, ["You are at Goodbye."]),
    ],
)
def test_where_am_i(label, offset, answer):
    player = Player()
    player.go(label, offset)

    player.say(Command.WHERE)

    assert player.answers() == answer


def test_where_am_i_in_a_warm_up_names_it_and_numbers_it_not():
    plan = replace(level(exercise()), warm_up=(exercise("Cat"),))
    player = Player(plan)
    player.go("Cat, instructions", 2000)

    player.say(Command.WHERE)

    assert player.answers() == ["You are at Cat."]


@pytest.mark.parametrize("command", [Command.HOW_MANY_LEFT, Command.WHERE, Command.HELP])
def test_an_answer_holds_the_tape_and_goes_on_by_itself(command):
    player = Player()
    work = player.go_to_rep(SET, 3, 4000)

    player.say(command)
    assert player.session.phase is Phase.ANSWERING
    player.rolls()

    assert player.session.playhead - work.rep_start(3) < player.block


def test_a_question_after_stop_is_answered_and_the_session_stays_stopped():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.STOP)
    player.play(3000)

    player.say(Command.HOW_MANY_LEFT)
    player.play(5000)

    assert player.answers()[1:] == [
        "Two repetitions left in the set.",
        "After it, one more set.",
    ]
    assert player.session.phase is Phase.STOPPED


def test_help_names_the_safety_words_first_and_what_can_be_done_now():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.HELP)
    assert player.answers() == [
        BOOK.say(key) for key in ("help_safety", "help_working", "help_more", "help_rest")
    ]

    player.say(Command.STOP)
    player.say(Command.HELP)
    assert player.answers()[-4:] == [
        BOOK.say(key) for key in ("help_safety", "help_waiting", "help_more", "help_rest")
    ]


def test_the_clock_of_a_rest_runs_on_while_an_answer_is_said():
    player = Player()
    player.go("Bridge, rest", 3000)
    before = player.session.playhead
    asked = player.now
    player.say(Command.WHERE)
    player.rolls()

    assert player.session.playhead - before == pytest.approx(player.now - asked, abs=100)


def test_an_answer_in_a_rest_does_not_cost_the_sentence_that_it_cut_off():
    player = Player()
    player.go("Bridge, rest", 10_100)
    cut = player.cues()[-1][1]
    assert cut.text == BOOK.say("rest_half")

    player.say(Command.WHERE)

    assert player.next_cue() is cut


def test_an_answer_in_a_rest_swallows_no_announcement():
    player = Player()
    player.go("Bridge, rest", 9000)

    player.say(Command.HELP)

    assert player.next_cue().text == BOOK.say("rest_half")


# --- ready --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "then"),
    [
        ("Bridge, get ready", "Bridge, set one of two"),
        ("Bridge, rest", "Bridge, set two of two"),
        ("Plank, change sides", "Plank, left side, set one of one"),
    ],
)
def test_ready_begins_the_set_at_once(label, then):
    player = Player()
    player.go(label, 2000)

    player.say(Command.RESUME)

    assert player.session.segment.label == then
    assert player.session.phase is Phase.WORKING
    assert rung(player) == []  # the first word is the sign; a chime would cover it
    asked = player.now
    assert player.next_cue().start == player.session.segment.start
    assert player.cues(asked)[-1][0] == asked


def test_resume_while_an_answer_is_said_goes_on_at_once():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.HELP)
    player.play(300)

    player.say(Command.RESUME)

    assert player.session.phase is Phase.WORKING


# --- finish -------------------------------------------------------------------------


def test_finish_asks_and_yes_saves_and_ends():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.FINISH)
    assert player.answers() == [BOOK.say("finish_question")]
    player.play(3000)

    player.say(Command.YES)

    assert player.finish() is Outcome.FINISHED
    assert logged(player, "session_ended") == [{"outcome": "finished", "sets_done": 0}]
    assert player.heard()[-1] == BOOK.say("saved")


def test_finish_asks_and_no_goes_on():
    player = Player()
    work = player.go_to_rep(SET, 3, 2000)
    player.say(Command.FINISH)
    player.play(3000)

    player.say(Command.NO)
    player.rolls()

    assert player.session.playhead - work.rep_start(3) < player.block
    assert player.finish() is Outcome.COMPLETED


def test_finish_without_an_answer_asks_again_and_then_saves():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.FINISH)
    player.until(lambda _session: player.deck._token is None)
    asked = player.now
    player.until(lambda session: session.silences == 1)
    assert player.now - asked == 8000
    player.until(lambda _session: player.deck._token is None)
    asked = player.now

    assert player.finish() is Outcome.FINISHED

    said = [(at - asked, what.texts) for at, what in player.shown if isinstance(what, Say)]
    assert [texts for _, texts in said] == [
        (BOOK.say("finish_question"),),
        (BOOK.say("finish_short"),),
        (BOOK.say("finish_default"),),
    ]
    assert said[-1][0] == 8000


# --- refusals, failures, stale events -----------------------------------------------


def test_a_refused_command_rings_tells_and_changes_nothing():
    player = Player()
    player.go_to_rep(SET, 2)
    before = player.session

    player.say(Command.YES)

    assert player.session == before
    assert rung(player) == [Chime.NO]
    assert Note(player.now, refused(BOOK, Command.YES)) in [what for _, what in player.shown]


def test_a_command_refused_in_silence_is_refused_in_words_and_costs_no_other_words():
    player = Player()
    player.go_to_rep(SET, 2)
    player.say(Command.EMERGENCY)
    player.play(1000)

    player.say(Command.NO)
    player.play(3000)

    assert player.answers()[4:] == [refused(BOOK, Command.NO), *player.answers()[:4]]
    assert player.session.phase is Phase.EMERGENCY


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("microphone", "microphone_lost"),
        ("microphone_muted", "microphone_muted"),
        ("microphone_back", "microphone_back"),
        ("recognizer", "recognizer_lost"),
        ("journal", "journal_lost"),
    ],
)
def test_what_fails_is_said_shown_and_the_session_goes_on(part, key):
    player = Player()
    work = player.go_to_rep(SET, 3, 2000)

    player.put(Failed(player.now, part, "It broke; mend it."))
    assert player.answers() == [BOOK.say(key)]
    assert Note(player.now, "It broke; mend it.") in [what for _, what in player.shown]
    player.rolls()

    assert player.session.playhead - work.rep_start(3) < player.block
    lost = [{"part": part, "message": "It broke; mend it."}]
    assert logged(player, "device_lost") == ([] if part == "journal" else lost)


def test_what_fails_after_stop_is_said_and_the_session_stays_stopped():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.STOP)
    player.play(3000)

    player.put(Failed(player.now, "microphone", "Unplugged."))
    player.play(5000)

    assert player.answers()[-1] == BOOK.say("microphone_lost")
    assert player.session.phase is Phase.STOPPED


@pytest.mark.parametrize("entry", ["session_started", "set_done", "set_skipped", "tempo",
                                   "stopped", "paused", "resumed", "skip_undone", "pain",
                                   "pain_rated", "session_ended", ""])  # fmt: skip
def test_a_journal_that_fails_at_any_entry_stops_nothing(entry):
    player = Player()
    failing = FailingJournal(lambda name: entry in {"", name})
    player.director._journal = failing
    player.director.session = replace(player.session, phase=Phase.TALKING)
    player.start()
    player.go_to_rep(SET, 3, 2000) if entry != "session_started" and entry else player.play(60_000)
    for command in (Command.SLOWER, Command.NEXT, Command.BACK, Command.STOP, Command.RESUME,
                    Command.PAUSE, Command.RESUME, Command.PAIN, Command.TWO,
                    Command.PAUSE, Command.NO, Command.NO, Command.RESUME):  # fmt: skip
        player.say(command)
        player.play(2500)
        player.inspect()

    assert player.finish() is Outcome.COMPLETED
    if entry != "session_ended":
        assert BOOK.say("journal_lost") in player.heard()


def test_a_session_whose_user_can_no_longer_answer_ends_while_stopped():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.STOP)
    player.put(Deserted(player.now))

    assert player.finish(Ms(30_000)) is Outcome.INTERRUPTED
    assert player.heard()[-1] == BOOK.say("nobody")


def test_a_session_whose_user_can_no_longer_answer_goes_on_while_it_rolls():
    player = Player()
    player.go_to_rep(SET, 3)
    player.put(Deserted(player.now))

    assert player.finish() is Outcome.COMPLETED


def test_a_tick_of_an_older_take_changes_nothing():
    player = Player()
    player.go_to_rep(SET, 3)
    old = player.session.take
    player.say(Command.WHERE)
    player.rolls()
    before = player.session

    player.put(Ticked(player.now, old, Ms(before.timeline.end)))

    assert replace(player.session, at=before.at) == before


def test_a_tick_while_the_tape_is_held_changes_nothing():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.WHERE)
    before = player.session

    player.put(Ticked(player.now, before.take, Ms(before.playhead + 100)))

    assert player.session == before


def test_a_report_of_an_older_answer_changes_nothing():
    player = Player()
    player.go_to_rep(SET, 3)
    player.say(Command.WHERE)
    old = player.session.token
    player.say(Command.HELP)
    before = player.session

    player.put(Spoke(player.now, old))

    assert player.session == before
    assert player.session.phase is Phase.ANSWERING


def test_an_event_stamped_in_the_past_never_runs_time_back():
    player = Player()
    player.go_to_rep(SET, 3)
    before = player.session.at

    player.put(Heard(Ms(before - 5000), Command.PAUSE))

    assert player.session.at == before
    assert player.session.held_at == before


def test_nothing_happens_after_the_end():
    player = Player()
    player.finish()
    before = player.session
    shown = len(player.shown)

    for event in (Ticked(player.now, before.take, Ms(0)), Heard(player.now, Command.STOP),
                  Spoke(player.now, before.token), Failed(player.now, "speaker", "x")):  # fmt: skip
        player.put(event)

    assert replace(player.session, at=before.at) == before
    assert len(player.shown) == shown + 4


def test_every_roll_starts_where_no_clip_is_cut():
    player = Player()
    for label, offset in ((SET, 9000), ("Bridge, rest", 10_100), (RIGHT, 20_000)):
        player.go(label, offset)
        player.say(Command.PAUSE)
        player.say(Command.RESUME)
        player.rolls()

    cues = player.session.timeline.cues
    for start in [what.start for _, what in player.shown if isinstance(what, Roll)]:
        index = player.session.timeline.cue_index(Ms(start - 1)) - 1
        assert index < 0 or cues[index].end <= start or cues[index].beat == start


def test_where_the_two_limbs_alternate_the_card_starts_with_the_right():
    card = replace(exercise(sides=Sides.ALTERNATE), short=("The {side} leg first.",))
    player = Player(level(card))
    player.go_to_rep(SET, 2)

    player.say(Command.REPEAT)

    assert player.answers() == ["The right leg first."]


def test_on_the_left_side_the_card_speaks_of_the_left():
    card = replace(exercise("Plank", holds(), Sides.EACH), short=("Lie on your {side} side.",))
    player = Player(level(card))
    player.go_to_rep("Plank, left side, set one of one", 2)

    player.say(Command.REPEAT)

    assert player.answers() == ["Lie on your left side."]
    assert player.session.phase not in ROLLING


# --- promises kept -----------------------------------------------------------------------


@pytest.mark.parametrize("before", [Phase.STOPPED, Phase.HURT, Phase.PAUSED])
def test_whoever_waited_and_does_not_finish_waits_again_and_is_not_pushed_on(before):
    player = Player()
    player.go_to_rep("set one of two", 2)
    player.wait_in(before)
    waited = player.session.phase
    player.play(3000)
    player.say(Command.FINISH)
    player.say(Command.NO)
    player.play(5000)

    assert player.session.phase is waited


def test_the_goodbye_never_says_saved_when_the_journal_refused():
    player = Player()
    player.director._journal = FailingJournal(lambda entry: entry == "set_done")
    player.finish()

    assert player.heard()[-1] == BOOK.say("unsaved")


def test_how_many_left_speaks_of_lifts_where_the_set_is_held():
    player = Player(level(exercise("Plank", holds(lifts=3))))
    player.go_to_rep("set one of one", 2)
    player.say(Command.HOW_MANY_LEFT)

    assert player.heard()[-2] == "Two lifts left in the set."


def test_faster_at_the_shortest_repetition_says_that_it_is_the_fastest():
    short = Tempo(Ms(1500), Ms(0), Ms(1500))
    player = Player(level(exercise(dose=reps(tempo=short))))
    player.go_to_rep("set one of two", 2)
    player.say(Command.FASTER)

    assert player.heard()[-1] == BOOK.say("fastest")


def test_lifts_that_alternate_name_the_side_of_each():
    player = Player(level(exercise("Dog", holds(lifts=4), Sides.ALTERNATE)))
    player.finish()
    sides = [
        word
        for text in player.heard()
        for word in ("Right", "right", "Left", "left")
        if f"{word} leg" in text
    ]

    assert [side.lower() for side in sides] == ["right", "left", "right", "left"]
