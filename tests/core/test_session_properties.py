"""What holds for every session, whatever is asked for and when."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levels import BOOK, exercise, holds, level, levels, reps
from playing import MINUTE, FailingJournal, Player, act, commands, follow, scripts, sets_of
from voicecoach.core.commands import NUMBERS, SAFETY, Command
from voicecoach.core.events import Announce, Failed, Heard, Load, Outcome, Roll, Spoke, Ticked
from voicecoach.core.fault_texts import FAULT_TEXTS
from voicecoach.core.phases import ROLLING, TRANSITIONS, WAITING, Phase
from voicecoach.core.programme import Sides, Tempo
from voicecoach.core.timeline import CueKind, SegmentKind
from voicecoach.core.units import Ms
from voicecoach.flows.render import render
from voicecoach.testing import RATE, BeepVoice

some = settings(max_examples=25, deadline=None)
SMALL = level(
    exercise(dose=reps(2, 2, Tempo(Ms(2000), Ms(0), Ms(2000)), 15_000)),
    exercise("Plank", holds(1, 5000), Sides.EACH),
)
failures = st.sampled_from(sorted({*FAULT_TEXTS, "keyboard"}))


@some
@given(levels, scripts, st.sampled_from([40, 130, 400]))
def test_any_script_reaches_an_end_and_the_session_is_sound_after_each_block(plan, script, block):
    player = Player(plan, block=block)

    follow(player, script)

    assert player.desert() in set(Outcome)


@some
@given(scripts)
def test_whoever_falls_silent_is_never_left_in_a_dead_end(script):
    player = Player(SMALL, block=500)
    follow(player, script)

    player.play(30 * MINUTE)

    ended = player.director.outcome is not None
    assert ended or player.session.phase in {Phase.EMERGENCY, Phase.LOCKED}
    if not ended:
        player.say(Command.FINISH)
        assert player.finish() is Outcome.FINISHED


@some
@given(scripts)
def test_each_set_is_logged_at_most_once_and_an_interrupted_session_never_completed(script):
    player = Player(SMALL)
    follow(player, script)
    outcome = player.desert()

    entries = player.journal.entries
    done = [(f["exercise"], f["set"], f["side"]) for name, f in entries if name == "set_done"]
    assert len(done) == len(set(done)) <= sets_of(player)
    (end,) = (facts for name, facts in entries if name == "session_ended")
    assert entries[-1] == ("session_ended", end)
    assert end == {"outcome": outcome, "sets_done": len(done)}
    asked = [what.command for _, what in player.shown if isinstance(what, Heard)]
    if outcome is Outcome.COMPLETED and not {Command.NEXT, Command.DONE} & set(asked):
        assert len(done) == sets_of(player) or Command.RESUME in asked or Command.BACK in asked
    if outcome is Outcome.COMPLETED:
        reached = player.session.playhead >= player.session.timeline.end
        assert reached or Command.NEXT in asked


@some
@given(st.lists(st.tuples(st.integers(0, 20_000), failures | commands), max_size=10))
def test_failures_at_any_moment_never_hang_a_session(script):
    player = Player(SMALL)
    player.director._journal = FailingJournal()
    for wait, what in script:
        player.play(wait)
        if player.director.outcome is None and isinstance(what, Command):
            player.say(what)
        elif player.director.outcome is None:
            player.put(Failed(player.now, what, "It broke."))
            player.inspect()

    assert player.desert() in set(Outcome)


@some
@given(
    scripts,
    st.lists(
        st.one_of(
            st.builds(Ticked, st.integers(0, 10**6), st.integers(-2, -1), st.integers(0, 10**6)),
            st.builds(Spoke, st.integers(0, 10**6), st.integers(-2, -1)),
        ),
        max_size=5,
    ),
)
def test_stale_reports_change_nothing_but_the_clock(script, stale):
    one, other = Player(SMALL), Player(SMALL)
    follow(one, script)
    follow(other, script)

    for event in stale:
        other.put(type(event)(*(min(at, other.now) if i == 0 else at
                                for i, at in enumerate(_fields(event)))))  # fmt: skip

    assert other.session.phase is one.session.phase
    assert other.session.playhead == one.session.playhead
    assert one.desert() is other.desert()
    assert one.heard() == other.heard()


def _fields(event):
    return [getattr(event, name) for name in event.__slots__]


@some
@given(scripts)
def test_a_number_counts_only_after_it_was_asked_for_and_a_safety_word_always(script):
    player = Player(SMALL)
    for wait, what in script:
        player.play(wait)
        if player.director.outcome is not None:
            break
        asked = BOOK.say("pain_question") in player.answers()
        assert asked or not NUMBERS & player.allowed
        assert player.allowed >= SAFETY or player.session.phase is Phase.ENDING
        act(player, what)
    names = player.journal.names()

    for index, name in enumerate(names):
        assert name != "pain_rated" or "pain" in names[:index]


@some
@given(levels, st.integers(20, 700))
def test_live_without_a_user_is_the_recording(plan, block):
    """In blocks from 20 ms, those of a session over files, on."""
    player = Player(plan, block=block)
    timeline = player.session.timeline

    assert player.finish() is Outcome.COMPLETED

    expected = render(timeline, BeepVoice().render, RATE)
    assert np.array_equal(player.recording()[: len(expected)], expected)
    assert [(at, cue) for at, cue in player.cues()] == [(cue.start, cue) for cue in timeline.cues]
    assert player.answers() == [BOOK.say("saved_complete")]


@some
@given(st.integers(0, 99), st.integers(0, 50_000), st.sampled_from([Command.PAUSE, Command.STOP]))
def test_a_pause_only_shifts_what_follows(percent, length, command):
    player = Player(SMALL, block=50)
    timeline = player.session.timeline
    player.play(timeline.end * percent // 100)
    paused, segment, playhead = player.now, player.session.segment, player.session.playhead
    player.say(command)
    player.play(length)
    before = player.cues()
    assert before == [(cue.start, cue) for cue in timeline.cues if cue.start <= paused]

    player.say(Command.RESUME)
    player.finish()

    after = player.cues()[len(before) :]
    shifts = {at - cue.start for at, cue in after}
    assert len(shifts) == (1 if after else 0)
    assert all(shift >= length for shift in shifts)
    again = [cue for _, cue in after if cue.start <= paused]
    if segment.works_at(playhead):
        assert {cue.rep for cue in again} <= {segment.rep_at(playhead)}
        counts = [cue for cue in again if cue.kind is CueKind.COUNT and not segment.hold]
        assert all(cue.beat > playhead for cue in counts)  # cut off before it was a number
    else:
        assert len(again) <= 1
        assert all(cue.end > playhead for cue in again)
    said = [*(cue for _, cue in before), *(cue for _, cue in after)]
    assert set(said) == set(timeline.cues)


@some
@given(scripts)
def test_each_take_shows_the_cues_from_its_start_on_in_order_and_none_is_left_out(script):
    player = Player(SMALL)
    follow(player, script)
    player.desert()

    timeline, index, latest = player.session.timeline, 0, 0
    for _, what in player.shown:
        match what:
            case Load(loaded):
                timeline = loaded
            case Roll(_, start):
                index = timeline.cue_index(Ms(start - 1))
            case Announce(at, cue):
                assert cue == timeline.cues[index]
                assert at >= latest
                index, latest = index + 1, at


@some
@given(st.integers(0, 99), st.lists(commands, min_size=1, max_size=4))
def test_silence_reigns_while_the_coach_is_paused(percent, asked):
    player = Player(SMALL, block=50)
    player.play(player.session.timeline.end * percent // 100)
    for command in asked:
        if TRANSITIONS[player.session.phase].get(Command.PAUSE) is Phase.PAUSED:
            player.say(command)
    if TRANSITIONS[player.session.phase].get(Command.PAUSE) is not Phase.PAUSED:
        return

    player.say(Command.PAUSE)
    began = player.now
    player.play(59_000)

    assert player.session.phase is Phase.PAUSED
    assert not player.recording()[(began + 130) * RATE // 1000 :].any()


@some
@given(st.integers(0, 99), commands)
def test_whatever_is_asked_for_a_set_goes_on_at_the_start_of_a_repetition(percent, command):
    player = Player(SMALL, block=50)
    work = next(s for s in player.session.timeline.segments if s.kind is SegmentKind.SET)
    player.play(work.rep_start(1) + (work.worked - work.rep_start(1) - 50) * percent // 100)
    before = player.session
    rep = before.segment.rep_at(before.playhead)

    player.say(command)
    if player.session.phase in WAITING:
        player.play(2000)
        if player.session.phase is Phase.RATING:
            for answer in (Command.TWO, Command.PAUSE, Command.NO, Command.NO):
                player.say(answer)
        player.say(Command.NO if player.session.phase is Phase.ASKING else Command.RESUME)
    player.rolls()

    now = player.session
    if command not in {Command.NEXT, Command.BACK, Command.RESTART, Command.DONE}:
        assert now.segment.label == before.segment.label
        assert now.segment.rep_at(now.playhead) == rep
        if now.take != before.take:
            assert now.playhead - now.segment.rep_start(rep) <= player.block


@pytest.mark.parametrize("tempo", [Command.SLOWER, Command.FASTER])
@some
@given(percent=st.integers(0, 99))
def test_a_change_of_tempo_anywhere_keeps_the_segment_and_loses_no_set(tempo, percent):
    player = Player(level(exercise(dose=reps(3, 2, rest=12_000))), block=150)
    player.play(player.session.timeline.end * percent // 100)
    before = player.session
    index = before.timeline.segment_index(before.playhead)

    player.say(tempo)
    player.rolls()

    now = player.session
    after = now.timeline.segment_index(Ms(now.playhead - player.block))
    assert after in {index, index - 1} or now.timeline.segment_index(now.playhead) == index
    assert player.finish() is Outcome.COMPLETED
    assert len([n for n in player.journal.names() if n == "set_done"]) == 2
    assert ROLLING.isdisjoint({player.session.phase})
