"""Easier, harder, details, short: in every phase and in every part of a session."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levels import BOOK, exercise, holds, level, levels, reps
from playing import Player, commands, follow
from voicecoach.core.answers import every_answer, refused
from voicecoach.core.commands import Command
from voicecoach.core.events import Load, Note, Outcome, Ring
from voicecoach.core.job import GAP_LIMB, GAP_SENTENCE, Options
from voicecoach.core.phases import PHASE_OF, ROLLING, WAITING, Phase
from voicecoach.core.programme import Position, Side, Sides, Variant, Words
from voicecoach.core.timeline import CueKind, Part, SegmentKind
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows.prepare import session_texts

ADAPT = (Command.EASIER, Command.HARDER, Command.DETAILS, Command.SHORT)
LISTEN = BOOK.say("listen")
COUNT_IN = ["Three.", "Two.", "One."]

BRIDGE = replace(
    exercise(),
    get_there=("Sit down.", "Lie down on your back."),
    breath=("Breathe out as you lift.",),
    caution=("If pain spreads into either leg, stop.",),
    easier=Variant("half bridge", ("Lift half as high.",)),
    harder=Variant("dead bug", ("Do the dead bug.",), exercise="dead-bug"),
)
DEAD_BUG = replace(
    exercise("Dead bug", reps(3, 2)),
    setup=("Raise both knees over your hips.",),
    movement=("Lower one heel to the floor.", "Bring it back."),
    feel=("Feel the work in your belly.",),
    caution=("Keep your lower back still.",),
    short=("Dead bug, on your back.", "Lower one heel, then bring it back."),
    ready=Ms(12_000),
)
PLANK = replace(
    exercise("Plank", holds(), Sides.EACH),
    setup=("Lie on your {side} side.",),
    movement=("Lift your hips.",),
    feel=("Feel your {side} flank.",),
    short=("Plank, on your {side} side.",),
    easier=Variant("knee plank", ("Bend your {side} knee.",)),
    harder=Variant("star plank", ("Do the star plank.",), exercise="star"),
)
STAR = replace(
    exercise("Star", holds(3, 5000), Sides.EACH),
    setup=("Lie on your {side} side, legs long.",),
    movement=("Lift your {other_side} leg.",),
)
PLAN = replace(level(BRIDGE, PLANK, DEAD_BUG), relatives=(STAR,))

HALF = ["The easier way: half bridge.", "Lift half as high."]
BUG = ["The harder way: dead bug.", "Do the dead bug."]
BUG_CARD = [
    "Raise both knees over your hips.", LISTEN, "Lower one heel to the floor.", "Bring it back.",
    "Feel the work in your belly.", "Keep your lower back still.",
]  # fmt: skip
BUG_SETTLES = BOOK.say("ready_live", seconds="twelve seconds")
BRIDGE_CARD = [
    "Lie on your back.", LISTEN, "Lift your hips.", "Hold for three seconds, then lower.",
    "Breathe out as you lift.", "If pain spreads into either leg, stop.",
]  # fmt: skip

WHERE = {
    "name": lambda s: s.part is Part.NAME,
    "move": lambda s: s.part is Part.MOVE,
    "card": lambda s: s.part is Part.CARD,
    "ready": lambda s: s.kind is SegmentKind.READY,
    "set": lambda s: s.kind is SegmentKind.SET,
    "rest": lambda s: s.kind is SegmentKind.REST,
    "changeover": lambda s: s.kind is SegmentKind.CHANGEOVER,
    "done": lambda s: s.part is Part.DONE,
}
BEFORE = ("name", "move", "card", "ready")


def logged(player, name):
    return [facts for entry, facts in player.journal.entries if entry == name]


def segment_of(player, place, block=1):
    """Return the first segment of ``place`` in the exercise ``block``."""
    found = player.session.timeline.segments
    return next(s for s in found if s.block == block and WHERE[place](s))


def at(place, block=1, offset=300, plan=PLAN, **more):
    """Return a player that has come, undisturbed, to ``offset`` after the start of ``place``."""
    player = Player(plan, **more)
    segment = segment_of(player, place, block)
    player.play(segment.start + offset - player.session.playhead)
    assert player.session.segment == segment
    return player


def in_rep(rep, label="set one of two", offset=3000, plan=PLAN):
    player = Player(plan)
    player.go_to_rep(label, rep, offset)
    return player


def state(player):
    """Return what a command that is refused must leave as it was."""
    session = player.session
    return (session.timeline, session.options, session.done, session.undo, len(player.cues()))


def spoken(player):
    """Play until the answer is over, and return how long that took."""
    began = player.now
    player.until(lambda _session: player.deck._token is None)
    return player.now - began


# --- another way in words only ------------------------------------------------------


@pytest.mark.parametrize("place", ["move", "card", "ready", "rest", "done"])
def test_easier_goes_on_in_the_same_part_outside_a_set(place):
    player = at(place)
    before = player.session

    player.say(Command.EASIER)
    assert player.answers() == HALF
    assert player.session.phase is Phase.ANSWERING
    player.rolls()

    now = player.session
    assert (now.segment.kind, now.segment.part) == (before.segment.kind, before.segment.part)
    assert now.segment.way == -1
    assert now.segment.label.startswith("Half bridge, ")
    assert now.options.ways == {"bridge": -1}


def test_easier_while_the_name_is_said_names_the_easier_way():
    player = at("name", offset=900)

    player.say(Command.EASIER)

    assert player.next_cue().text == "Exercise one of three: half bridge."


@pytest.mark.parametrize("rep", [1, 3, 4])
@pytest.mark.parametrize("offset", [0, 3000, 6800])
def test_easier_in_mid_set_counts_in_and_goes_on_at_the_same_repetition(rep, offset):
    player = in_rep(rep, offset=offset)
    work = player.session.segment

    player.say(Command.EASIER)
    assert player.answers() == [*HALF, BOOK.say("from_rep", number=rep), *COUNT_IN]
    player.rolls()

    now = player.session
    assert (now.segment.set, now.segment.reps, now.segment.way) == (work.set, work.reps, -1)
    assert now.playhead - now.segment.rep_start(rep) < player.block


def test_easier_in_the_second_set_stays_in_the_second_set():
    player = in_rep(2, "set two of two")

    player.say(Command.EASIER)
    player.rolls()

    assert player.session.segment.label == "Half bridge, set two of two"
    assert player.session.segment.rep_at(player.session.playhead) == 2


def test_before_the_first_repetition_of_a_set_nobody_is_counted_in():
    player = at("set", offset=300)

    player.say(Command.EASIER)
    assert player.answers() == HALF

    assert player.next_cue().text == "Set one of two."


def test_after_the_last_repetition_nobody_is_asked_for_another():
    player = Player(PLAN)
    work = player.segment("set one of two")
    player.go("set one of two", work.worked - work.start + 700)

    player.say(Command.EASIER)
    assert player.answers() == HALF

    assert player.next_cue().text == BOOK.say("and_rest")


def test_in_the_count_of_the_last_repetition_nobody_is_asked_for_another():
    player = Player(PLAN, block=10)
    work = player.segment("set one of two")
    player.go("set one of two", work.worked - work.start + 50)
    assert len(logged(player, "set_done")) == 1

    player.say(Command.EASIER)
    player.rolls()

    assert player.answers() == HALF
    assert player.session.playhead >= player.session.segment.worked


def test_with_fewer_sets_a_rest_is_over_and_so_is_the_exercise():
    plan = level(replace(BRIDGE, easier=Variant("one set", ("Less.",), dose=reps(4, 1))))
    player = at("rest", plan=plan, offset=3000)

    player.say(Command.EASIER)
    player.finish()

    said = player.heard()
    assert "Exercise one of one: one set." not in said, "nothing starts again"
    assert said.count(BOOK.say("begin")) == 1
    assert "One set, done." in said
    assert len(logged(player, "set_done")) == 1


def test_with_fewer_repetitions_a_set_goes_on_at_the_last_one():
    plan = level(replace(BRIDGE, easier=Variant("few", ("Less.",), dose=reps(2, 2))))
    player = in_rep(4, plan=plan)

    player.say(Command.EASIER)

    assert player.answers()[-4:] == ["From repetition two.", *COUNT_IN]


def test_words_of_a_variant_are_said_on_the_beat_from_the_same_repetition_on():
    words = Words("Up", "Stay", "Down")
    plan = level(replace(BRIDGE, easier=Variant("half bridge", ("Less.",), words=words)))
    player = in_rep(3, plan=plan)

    player.say(Command.EASIER)
    player.rolls()
    began = player.now
    player.play(6500)

    said = [cue.text for _, cue in player.cues(began - player.block)]
    assert said == ["Up. Two more.", "Stay", "Down"]


def test_the_counts_stay_on_the_beat_after_a_switch():
    player = Player(PLAN, block=20)
    player.go_to_rep("set one of two", 2, 3000)
    player.say(Command.EASIER)
    player.rolls()
    resumed = player.now
    player.play(21_000)

    counts = [(at, cue) for at, cue in player.cues(resumed) if cue.kind is CueKind.COUNT]
    beats = [at + cue.beat - cue.start for at, cue in counts]
    assert [cue.text for _, cue in counts] == ["Two.", "Three.", "Four."]
    assert [later - one for one, later in pairwise(beats)] == [7000, 7000]


@pytest.mark.parametrize(("place", "side"), [("set", "right"), ("changeover", "left")])
def test_what_differs_is_said_for_the_side_at_hand(place, side):
    player = at(place, block=2)

    player.say(Command.EASIER)

    assert player.answers()[:2] == ["The easier way: knee plank.", f"Bend your {side} knee."]


def test_easier_on_the_left_stays_on_the_left():
    player = in_rep(2, "Plank, left side, set one of one")

    player.say(Command.EASIER)
    player.rolls()

    assert player.answers()[1] == "Bend your left knee."
    assert player.session.segment.side is Side.LEFT
    assert player.session.segment.rep_at(player.session.playhead) == 2


def test_easier_then_harder_leads_back_to_the_levels_own_way():
    player = in_rep(2)
    timeline = player.session.timeline

    player.say(Command.EASIER)
    player.rolls()
    player.say(Command.HARDER)
    player.rolls()

    assert player.answers()[6:8] == ["The harder way: Bridge.", "From repetition two."]
    assert player.session.timeline == timeline
    assert player.session.segment.way == 0


def test_commands_in_quick_succession_all_count():
    player = in_rep(2)

    for command in (Command.EASIER, Command.HARDER, Command.EASIER):
        player.say(command)
    player.rolls()

    assert player.session.options.ways == {"bridge": -1}
    assert player.session.segment.rep_at(player.session.playhead) == 2
    assert [facts["way"] for facts in logged(player, "variant")] == [-1, 0, -1]


def test_the_new_timeline_is_loaded_before_the_tape_rolls_on():
    player = in_rep(2)

    player.say(Command.EASIER)
    player.rolls()

    loads = [what.timeline for _, what in player.shown if isinstance(what, Load)]
    assert loads[-1] is player.session.timeline
    assert len(loads) == 2


def test_no_instruction_is_lost_if_it_was_cut_off_by_a_switch():
    """Each sentence of the card, in turn: after the switch it is said again, if it still holds."""
    cues = [cue for cue in Player(PLAN).session.timeline.cues if cue.text in BRIDGE_CARD]
    assert [cue.text for cue in cues[: len(BRIDGE_CARD)]] == BRIDGE_CARD
    for cut in cues[: len(BRIDGE_CARD)]:
        player = Player(PLAN)
        player.play(cut.start + 200)
        heard = [cue.text for _, cue in player.cues()][:-1]
        player.say(Command.EASIER)
        player.until(lambda session: session.phase is Phase.READYING)
        later = [cue.text for _, cue in player.cues()][len(heard) + 1 :]
        assert cut.text in later
        assert set(BRIDGE_CARD) <= {*heard, *later}


# --- another exercise ---------------------------------------------------------------


@pytest.mark.parametrize("label", ["set one of two", "set two of two"])
def test_another_exercise_is_described_first_and_its_set_starts_anew(label):
    player = in_rep(3, label)
    number = player.session.segment.set

    player.say(Command.HARDER)
    assert player.answers() == [*BUG, *BUG_CARD, BUG_SETTLES]
    player.rolls()

    now = player.session
    assert (now.segment.kind, now.segment.set, now.segment.way) == (SegmentKind.SET, number, 1)
    assert now.segment.label.startswith("Dead bug, set ")
    assert now.playhead - now.segment.start < player.block
    assert player.next_cue().text == f"Set {BOOK.number(number)} of two."


def test_before_another_exercise_there_is_time_to_move_and_time_to_settle():
    player = in_rep(3)
    player.say(Command.HARDER)
    words = sum(player.director._clip_of(text).length for text in player.answers())

    pauses = spoken(player) - words

    # C28: one sentence asks to move, seven only inform, the last one lets settle.
    expected = GAP_LIMB + 7 * GAP_SENTENCE + DEAD_BUG.ready
    assert 0 <= pauses - expected <= player.block + 20


def test_ready_cuts_the_settling_short():
    player = in_rep(3)
    player.say(Command.HARDER)
    words = sum(player.director._clip_of(text).length for text in player.answers())
    player.play(words + GAP_LIMB + 7 * GAP_SENTENCE + 2000)
    assert player.session.phase is Phase.ANSWERING

    player.say(Command.RESUME)

    assert player.session.phase is Phase.WORKING
    assert player.session.playhead == player.session.segment.start
    assert player.session.segment.label == "Dead bug, set one of two"


def test_in_a_rest_another_exercise_is_described_and_the_coming_set_starts():
    player = at("rest", offset=4000)

    player.say(Command.HARDER)
    assert player.answers() == [*BUG, *BUG_CARD, BUG_SETTLES]
    player.rolls()

    assert player.session.segment.label == "Dead bug, set two of two"
    assert player.session.playhead - player.session.segment.start < player.block


def test_after_the_last_repetition_a_set_that_is_done_is_not_done_again():
    player = Player(PLAN)
    work = player.segment("set one of two")
    player.go("set one of two", work.worked - work.start + 700)

    player.say(Command.HARDER)
    player.rolls()

    assert player.session.segment.set != 1


def test_while_turning_another_exercise_is_described_for_the_coming_side():
    player = at("changeover", block=2)

    player.say(Command.HARDER)
    assert {"Lie on your left side, legs long.", "Lift your right leg."} <= set(player.answers())
    player.rolls()

    assert player.session.segment.label == "Star plank, left side, set one of one"


def test_while_turning_to_another_exercise_the_way_to_the_other_side_is_said():
    """Whoever still lies on the right is not described how to lie on the left only."""
    player = at("changeover", block=2)

    player.say(Command.HARDER)
    player.until(lambda session: session.phase is Phase.WORKING)

    assert "Roll to your left side." in player.heard()


@pytest.mark.parametrize(
    ("place", "first"),
    [
        ("name", "Exercise one of three: dead bug."),
        ("card", BUG_CARD[0]),
        ("ready", BUG_CARD[0]),
    ],
)
def test_before_the_sets_another_exercise_is_described_on_the_tape(place, first):
    player = at(place, offset=900)
    known = len(player.cues())

    player.say(Command.HARDER)
    assert player.answers() == BUG

    player.until(lambda session: session.phase is Phase.READYING)
    player.until(lambda session: session.phase is Phase.WORKING)
    said = [cue.text for _, cue in player.cues()][known:]
    assert said[0] == first
    assert [text for text in said if text in BUG_CARD] == BUG_CARD
    assert said[said.index(BUG_CARD[-1]) :].count(BUG_SETTLES) == 1


@pytest.mark.parametrize("offset", [100, 1500, 2500, 7000])
def test_on_the_way_into_the_position_the_way_is_said_to_its_end_and_then_the_other_card(offset):
    """The way there is the level's own: only that one knows which exercise came before."""
    player = at("move", offset=offset)
    cut = player.cues()[-1][1]
    over = player.session.playhead >= cut.end

    player.say(Command.HARDER)
    player.until(lambda session: session.phase is Phase.WORKING)

    said = [cue.text for _, cue in player.cues()]
    assert [text for text in dict.fromkeys(said) if text in BRIDGE.get_there] == [*BRIDGE.get_there]
    assert said.count(cut.text) == (1 if over else 2)
    assert [text for text in said if text in BUG_CARD] == BUG_CARD, "and nothing of the own one"


def test_after_the_last_set_another_exercise_changes_nothing_now():
    player = at("done")

    player.say(Command.HARDER)
    player.rolls()

    assert player.session.segment.block in {1, 2}
    assert player.session.segment.part in {Part.DONE, Part.NAME}


def test_from_no_side_to_each_side_both_sides_are_done():
    """C10, C35: the right first, and both get the same."""
    sided = replace(exercise("Leg", reps(2, 1), Sides.EACH), setup=("Bend your {side} knee.",))
    plan = replace(
        level(
            replace(exercise(dose=reps(3, 1)), easier=Variant("leg", ("Do it.",), exercise="leg"))
        ),
        relatives=(sided,),
    )
    player = in_rep(2, "set one of one", plan=plan)

    player.say(Command.EASIER)
    assert "Bend your right knee." in player.answers()
    player.finish()

    assert [facts["side"] for facts in logged(player, "set_done")] == ["right", "left"]


@pytest.mark.parametrize("command", [Command.WHERE, Command.HOW_MANY_LEFT, Command.HELP])
def test_a_question_costs_neither_the_description_nor_the_time_to_settle(command):
    player = in_rep(3)
    player.say(Command.HARDER)
    player.play(2500)

    player.say(command)
    player.until(lambda session: session.phase in ROLLING)

    # Either the description ends again with its time to settle, or the tape rolls through one.
    assert player.answers()[-1] == BUG_SETTLES or player.session.phase is not Phase.WORKING


def test_who_pauses_in_the_description_still_gets_time_to_settle():
    player = in_rep(3)
    player.say(Command.HARDER)
    player.play(2500)
    player.say(Command.PAUSE)
    player.play(5000)
    known = len(player.answers())

    player.say(Command.RESUME)
    player.until(lambda session: session.phase in ROLLING)

    settled = BUG_SETTLES in player.answers()[known:]
    assert settled or player.session.phase is not Phase.WORKING


def test_repeat_says_the_description_again_with_its_time_to_settle():
    player = in_rep(3)
    player.say(Command.HARDER)
    whole = spoken(player)
    other = in_rep(3)
    other.say(Command.HARDER)
    other.play(2500)

    other.say(Command.REPEAT)

    assert other.answers()[len(player.answers()) :] == player.answers()
    assert spoken(other) == whole


# --- no way, no exercise --------------------------------------------------------------


@pytest.mark.parametrize("place", list(WHERE))
def test_where_no_way_is_left_it_is_said_and_nothing_changes(place):
    plan = level(replace(exercise(), get_there=("Lie down.",)), replace(PLANK, easier=None))
    player = at(place, block=2 if place == "changeover" else 1, plan=plan)
    before, segment = state(player), player.session.segment

    player.say(Command.EASIER)
    assert player.answers() == [BOOK.say("no_easier")]
    assert state(player) == before
    player.rolls()

    assert player.session.segment == segment
    assert logged(player, "variant") == []


def test_the_ladder_ends_at_both_ends():
    player = in_rep(2)
    for command in (Command.EASIER, Command.EASIER):
        player.say(command)
        player.rolls()
    assert player.answers()[-1] == BOOK.say("no_easier")

    for command in (Command.HARDER, Command.HARDER, Command.HARDER):
        player.say(command)
        player.rolls()
    assert player.answers()[-1] == BOOK.say("no_harder")
    assert [facts["way"] for facts in logged(player, "variant")] == [-1, 0, 1]


@pytest.mark.parametrize("label", ["Welcome", "Goodbye"])
@pytest.mark.parametrize("command", ADAPT)
def test_outside_the_exercises_there_is_nothing_to_adapt(label, command):
    if (label, command) == ("Welcome", Command.SHORT):
        return  # see below: it is for all cards
    player = Player(PLAN)
    segment = player.go(label, 900)
    before = state(player)

    player.say(command)
    assert player.answers() == [BOOK.say("no_exercise")]
    assert state(player) == before
    player.rolls()

    assert player.session.segment == segment


def test_a_way_in_another_position_is_not_offered():
    plan = level(BRIDGE, replace(DEAD_BUG, position=Position.BELLY))
    player = in_rep(2, plan=plan)

    player.say(Command.HARDER)

    assert player.answers() == [BOOK.say("no_harder")]


@pytest.mark.parametrize("held", [None, Phase.PAUSED, Phase.STOPPED, Phase.HURT])
def test_words_that_do_not_fit_leave_all_as_it_was(held):
    long = Words("Lift your hips to the ceiling, all the way up " * 2, "Hold", "Lower")
    plan = level(replace(BRIDGE, easier=Variant("long words", ("Less.",), words=long)))
    player = in_rep(2, plan=plan)
    if held:
        player.wait_in(held)
    before, known = state(player), len(player.answers())

    player.say(Command.EASIER)
    assert player.answers()[known:] == [BOOK.say("no_easier")]
    assert state(player) == before
    assert logged(player, "variant") == []
    if held:
        player.say(Command.RESUME)

    assert player.finish() is Outcome.COMPLETED
    assert {facts["way"] for facts in logged(player, "set_done")} == {0}


def test_a_voice_that_fails_keeps_the_words_as_they_were():
    player = at("card")
    before = state(player)

    def broken(_options):
        raise DeviceError("The voice is gone.")

    script = replace(player.session.script, recompile=broken)
    player.director.session = replace(player.session, script=script)

    for command in (Command.SHORT, Command.DETAILS):
        player.say(command)
        assert player.answers()[-1] == BOOK.say("no_change")
    player.say(Command.EASIER)
    assert player.answers()[-1] == BOOK.say("no_easier")
    assert state(player) == before


# --- after a stop -------------------------------------------------------------------

HELD = (Phase.PAUSED, Phase.STOPPED, Phase.HURT)


@pytest.mark.parametrize("phase", HELD)
def test_easier_after_a_stop_stays_held_until_told_to_go_on(phase):
    player = in_rep(3)
    player.wait_in(phase)
    player.play(3000)
    known, cues = len(player.answers()), len(player.cues())

    player.say(Command.EASIER)
    assert player.answers()[known:] == [*HALF, BOOK.say("stopped_again")]
    player.play(7000)
    assert player.session.phase is phase
    assert len(player.cues()) == cues
    known = len(player.answers())

    player.say(Command.RESUME)
    assert player.answers()[known:] == ["From repetition three.", *COUNT_IN]
    player.rolls()
    assert player.session.segment.way == -1
    assert player.session.segment.rep_at(player.session.playhead) == 3


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.STOPPED])
def test_another_exercise_after_a_stop_is_named_and_described_on_the_way_on(phase):
    player = in_rep(3)
    player.wait_in(phase)
    player.play(3000)
    known = len(player.answers())

    player.say(Command.HARDER)
    said = player.answers()[known:]
    assert said == [*BUG, BOOK.say("stopped_again")]
    spoken(player)
    player.play(2000)
    assert player.session.phase is phase

    known = len(player.answers())
    player.say(Command.RESUME)
    assert player.answers()[known:] == [*BUG, *BUG_CARD, BUG_SETTLES]
    player.rolls()
    assert player.session.segment.label == "Dead bug, set one of two"
    assert player.session.playhead - player.session.segment.start < player.block


@pytest.mark.parametrize("phase", HELD)
def test_no_reminder_cuts_off_what_is_being_described(phase):
    long = tuple(f"Step {n}, which is rather a long sentence." for n in range(1, 9))
    plan = level(
        replace(BRIDGE, setup=long, easier=Variant("bug", ("Do it.",), exercise="dead-bug")),
        replace(DEAD_BUG, setup=long),
    )
    player = in_rep(3, plan=plan)
    player.wait_in(phase)
    spoken(player)
    player.say(Command.DETAILS)
    texts = player.answers()
    words = sum(player.director._clip_of(text).length for text in texts[-8:])

    assert spoken(player) > max(words, 8000)

    assert player.answers() == texts
    assert player.session.phase is phase


def test_after_pain_harder_is_refused():
    player = in_rep(3)
    player.wait_in(Phase.HURT)
    player.play(6000)
    before, known = state(player), len(player.answers())

    player.say(Command.HARDER)

    assert player.answers()[known] == refused(BOOK, Command.HARDER)
    assert state(player) == before
    assert player.session.phase is Phase.HURT


@pytest.mark.parametrize("command", ADAPT)
@pytest.mark.parametrize("way", [Command.EMERGENCY, Command.FINISH])
def test_in_an_emergency_and_in_a_question_nothing_is_adapted(way, command):
    player = in_rep(3)
    player.say(way)
    before, phase = state(player), player.session.phase

    player.say(command)

    assert state(player) == before
    assert player.session.phase is phase


def test_while_an_answer_is_said_easier_is_done_and_goes_on_by_itself():
    player = in_rep(3)
    player.say(Command.WHERE)
    player.play(500)

    player.say(Command.EASIER)
    player.rolls()

    assert player.session.segment.way == -1
    assert player.session.segment.rep_at(player.session.playhead) == 3


# --- the log ------------------------------------------------------------------------


def test_the_log_tells_which_way_and_each_set_in_which_way_it_was_done():
    player = Player(PLAN)
    player.go_to_rep("set two of two", 2)
    player.say(Command.EASIER)
    player.finish()

    assert logged(player, "variant") == [
        {"exercise": "bridge", "variant": "half bridge", "way": -1}
    ]
    bridge = [facts for facts in logged(player, "set_done") if facts["exercise"] == "bridge"]
    assert [(f["set"], f["way"], f["name"]) for f in bridge] == [
        (1, 0, "Bridge"), (2, -1, "half bridge"),
    ]  # fmt: skip
    assert {f["way"] for f in logged(player, "set_done") if f["exercise"] != "bridge"} == {0}


def test_another_exercise_is_logged_as_the_one_of_the_level_done_in_its_way():
    player = in_rep(3)
    player.say(Command.HARDER)
    player.finish()

    done = [f for f in logged(player, "set_done") if f["exercise"] == "bridge"]
    assert [(f["set"], f["way"], f["name"], f["reps"]) for f in done] == [
        (1, 1, "dead bug", 3), (2, 1, "dead bug", 3),
    ]  # fmt: skip


def test_the_variant_is_logged_before_the_switch_is_said():
    player = in_rep(3)
    player.say(Command.EASIER)

    kinds = [type(what).__name__ for _, what in player.shown]
    names = [getattr(what, "entry", "") for _, what in player.shown]
    assert names.index("variant") < len(kinds) - 1 - kinds[::-1].index("Say")


def test_the_undo_of_a_skip_survives_a_switch():
    player = in_rep(3, offset=4000)
    player.say(Command.NEXT)
    player.say(Command.EASIER)
    assert player.session.options.ways == {"plank": -1}

    player.say(Command.BACK)
    assert player.answers()[-1] == "I take you back to Bridge."
    player.rolls()

    assert player.session.segment.label == "Bridge, set one of two"
    assert player.session.segment.rep_at(player.session.playhead) == 3


def test_a_way_stays_chosen_when_the_exercise_is_left_and_entered_again():
    player = in_rep(3)
    player.say(Command.EASIER)
    player.say(Command.NEXT)
    player.rolls()
    player.play(4000)

    player.say(Command.BACK)

    assert player.answers()[-1] == "Back to half bridge."
    assert player.next_cue().text == "Exercise one of three: half bridge."


def test_a_way_stays_chosen_through_a_change_of_tempo():
    player = in_rep(3)
    for command in (Command.EASIER, Command.SLOWER):
        player.say(command)
        player.rolls()

    assert player.session.segment.way == -1
    assert player.session.segment.period > 7000
    assert player.session.segment.rep_at(player.session.playhead) == 3


# --- details ------------------------------------------------------------------------

SHORT = Options(short=frozenset({"bridge", "plank", "dead-bug"}))


@pytest.mark.parametrize("place", BEFORE)
def test_details_before_the_sets_brings_the_full_card_back(place):
    player = at(place, options=SHORT)

    player.say(Command.DETAILS)
    assert player.answers() == [BOOK.say("in_full")]
    player.until(lambda session: session.phase is Phase.READYING)
    player.until(lambda session: session.phase is Phase.WORKING)

    said = [cue.text for _, cue in player.cues()]
    assert [text for text in said if text in BRIDGE_CARD] == BRIDGE_CARD
    if place in {"card", "ready"}:
        assert "Lift your hips, then lower." in said[: said.index(BRIDGE_CARD[0])]
    else:
        assert "Lift your hips, then lower." not in said
    assert said.index("Lie down on your back.") < said.index(BRIDGE_CARD[0])


@pytest.mark.parametrize("place", ["card", "ready"])
def test_details_does_not_ask_to_move_into_the_position_again(place):
    player = at(place, options=SHORT)

    player.say(Command.DETAILS)

    assert player.next_cue().text == BRIDGE_CARD[0]


def test_details_while_the_name_is_said_tells_also_what_it_is_good_for():
    player = at("name", options=SHORT)

    player.say(Command.DETAILS)
    player.until(lambda session: session.phase is Phase.READYING)

    assert "For your back." in player.heard()


def test_details_are_for_this_exercise_only():
    player = at("card", options=SHORT)

    player.say(Command.DETAILS)

    assert player.session.options.short == {"plank", "dead-bug"}


def test_details_in_a_set_says_the_card_counts_in_and_goes_on_at_the_repetition():
    player = in_rep(3)

    player.say(Command.DETAILS)
    assert player.answers() == [*BRIDGE_CARD, "From repetition three.", *COUNT_IN]
    player.rolls()

    work = player.session.segment
    assert work.label == "Bridge, set one of two"
    assert player.session.playhead - work.rep_start(3) < player.block


@pytest.mark.parametrize("place", ["rest", "done"])
def test_details_after_a_set_says_the_card_and_goes_on(place):
    player = at(place, offset=2500 if place == "rest" else 300)
    segment, timeline = player.session.segment, player.session.timeline

    player.say(Command.DETAILS)
    assert player.answers() == BRIDGE_CARD
    player.rolls()

    assert player.session.segment == segment
    assert player.session.timeline is timeline


def test_details_while_turning_speak_of_the_coming_side():
    player = at("changeover", block=2)

    player.say(Command.DETAILS)

    assert player.answers() == [
        "Lie on your left side.", LISTEN, "Lift your hips.", "Feel your left flank.",
    ]  # fmt: skip


def test_details_of_the_easier_way_are_those_of_the_easier_way():
    player = in_rep(3)
    player.say(Command.EASIER)
    player.rolls()
    known = len(player.answers())

    player.say(Command.DETAILS)

    assert "Lift half as high." in player.answers()[known:]


def test_repeat_after_a_switch_says_the_short_card_of_the_way():
    player = in_rep(3)
    player.say(Command.EASIER)
    player.rolls()

    player.say(Command.REPEAT)

    assert player.answers()[-2:] == ["Lift your hips, then lower.", "Lift half as high."]


def test_details_leave_time_to_move_after_each_sentence_that_asks_for_it():
    player = in_rep(3)
    player.say(Command.DETAILS)
    words = sum(player.director._clip_of(text).length for text in player.answers())

    pauses = spoken(player) - words

    # C28: one sentence asks to move, five only inform.
    assert pauses >= GAP_LIMB + 5 * GAP_SENTENCE


@pytest.mark.parametrize("phase", HELD)
@pytest.mark.parametrize("place", [*BEFORE, "set", "rest", "done"])
def test_details_after_a_stop_are_said_and_it_stays_held(phase, place):
    player = at(place, options=SHORT)
    player.wait_in(phase)
    player.play(3000)
    known, cues = len(player.answers()), len(player.cues())

    player.say(Command.DETAILS)
    assert player.answers()[known:] == BRIDGE_CARD
    spoken(player)
    player.play(2000)

    assert player.session.phase is phase
    assert len(player.cues()) == cues


# --- short --------------------------------------------------------------------------


def test_the_first_time_is_said_in_full_and_what_is_known_short():
    full, short = Player(PLAN), Player(PLAN, options=Options(short=frozenset({"bridge"})))
    full.finish()
    short.finish()

    assert "Breathe out as you lift." in full.heard()
    assert "Breathe out as you lift." not in short.heard()
    assert "Lie down on your back." in short.heard()  # C04: the way there is never left out
    assert "Lift your hips, then lower." in short.heard()
    assert "Feel your right flank." in short.heard()


def test_short_in_the_welcome_keeps_all_cards_short_and_costs_no_sentence_of_it():
    player = Player(PLAN)
    player.play(8000)
    player.say(Command.SHORT)
    assert player.answers() == [BOOK.say("kept_short")]
    player.finish()

    said = player.heard()
    assert player.session.options.short == {"bridge", "plank", "dead-bug"}
    assert "Breathe out as you lift." not in said
    assert "Feel the work in your belly." not in said
    welcome = [c.text for c in player.session.timeline.cues if c.end <= segment_end(player)]
    assert set(welcome) <= set(said)


def segment_end(player):
    return next(s.end for s in player.session.timeline.segments if s.part is Part.WELCOME)


def test_short_is_for_this_card_and_all_that_follow():
    player = at("card", block=2)

    player.say(Command.SHORT)

    assert player.session.options.short == {"plank", "dead-bug"}
    assert player.next_cue().text == "Plank, on your right side."
    player.finish()
    assert "Feel the work in your belly." not in player.heard()


@pytest.mark.parametrize("place", ["name", "move", "ready", "rest", "done"])
def test_short_goes_on_in_the_same_part_outside_a_card_and_a_set(place):
    player = at(place)
    before = player.session.segment

    player.say(Command.SHORT)
    player.rolls()

    now = player.session.segment
    assert (now.kind, now.part, now.block) == (before.kind, before.part, before.block)


def test_short_in_a_set_counts_in_and_goes_on_at_the_repetition():
    player = in_rep(3)

    player.say(Command.SHORT)
    assert player.answers() == [BOOK.say("kept_short"), "From repetition three.", *COUNT_IN]
    player.rolls()

    assert player.session.segment.rep_at(player.session.playhead) == 3
    assert player.session.segment.label == "Bridge, set one of two"


@pytest.mark.parametrize("phase", HELD)
def test_short_after_a_stop_stays_held(phase):
    player = in_rep(3)
    player.wait_in(phase)
    player.play(3000)
    known = len(player.answers())

    player.say(Command.SHORT)
    player.play(5000)

    assert player.answers()[known : known + 1] == [BOOK.say("kept_short")]
    assert player.session.phase is phase
    assert player.session.options.short == {"bridge", "plank", "dead-bug"}


def test_short_and_then_details_says_it_in_full_again():
    player = at("card")
    before = player.session.timeline
    player.say(Command.SHORT)
    player.rolls()

    player.say(Command.DETAILS)

    assert player.session.options.short == {"plank", "dead-bug"}
    assert player.next_cue().text == BRIDGE_CARD[0]
    assert player.session.timeline.segments[:4] == before.segments[:4]


def test_short_late_in_a_turn_leaves_the_time_to_turn():
    long = tuple(f"Step {n} of turning over, which is long." for n in range(1, 7))
    player = Player(level(replace(PLANK, setup=long)))
    turn = player.segment("change sides")
    player.go("change sides", turn.end - turn.start - 9000)

    player.say(Command.SHORT)
    player.rolls()
    began = player.now
    player.until(lambda session: session.phase is Phase.WORKING)

    assert player.now - began >= PLANK.changeover - player.block


# --- properties ---------------------------------------------------------------------

some = settings(max_examples=30, deadline=None)
often = st.one_of(st.sampled_from(ADAPT), commands)
adapting = st.lists(
    st.tuples(st.one_of(st.integers(0, 1500), st.integers(1500, 60_000)), often), max_size=12
)
only_adapting = st.lists(st.tuples(st.integers(0, 90_000), st.sampled_from(ADAPT)), max_size=10)
shorts = st.frozensets(st.sampled_from(["bridge", "bird-dog", "tilt"]))


@some
@given(levels, adapting, shorts)
def test_whatever_is_asked_for_the_session_is_sound_and_every_answer_was_rendered_before(
    plan, script, short
):
    player = Player(plan, block=400, options=Options(short=short))
    known = every_answer(BOOK, plan, player.session.timeline, "112")
    known |= set(session_texts(plan, BOOK, player.session.options))

    follow(player, script)

    assert player.desert() in set(Outcome)
    assert set(player.answers()) <= known


@some
@given(only_adapting)
def test_whatever_way_is_taken_no_set_is_lost_and_none_is_logged_twice(script):
    """All ways of this plan have as many sets, on the same sides."""
    player = Player(PLAN, block=400)
    follow(player, script)

    assert player.finish() is Outcome.COMPLETED

    sets = [s for s in player.session.timeline.segments if s.kind is SegmentKind.SET]
    done = [(f["exercise"], f["set"], f["side"]) for f in logged(player, "set_done")]
    assert sorted(done, key=str) == sorted(((s.exercise, s.set, s.side) for s in sets), key=str)


@some
@given(st.integers(0, 999), st.sampled_from(ADAPT))
def test_wherever_it_is_asked_for_the_session_goes_on_in_the_same_exercise(permille, command):
    player = Player(PLAN, block=100)
    player.play(player.session.timeline.end * permille // 1000)
    before = player.session

    player.say(command)
    player.rolls()

    now = player.session
    block = before.segment.block
    played = now.timeline.segment_at(Ms(max(0, now.playhead - player.block)))
    assert block in {now.segment.block, played.block}
    assert now.phase is PHASE_OF[now.segment.kind]
    assert now.phase not in WAITING
    if before.segment.kind is SegmentKind.SET and before.segment.works_at(before.playhead):
        assert (now.segment.kind, now.segment.set, now.segment.side) == (
            SegmentKind.SET, before.segment.set, before.segment.side,
        )  # fmt: skip
        alike = now.segment.way != 1 or now.segment.way == before.segment.way
        if alike:
            assert now.segment.rep_at(now.playhead) == before.segment.rep_at(before.playhead)
            assert now.segment.works_at(now.playhead)
        else:
            assert now.playhead - now.segment.start <= player.block


@some
@given(adapting)
def test_the_steps_in_the_log_are_those_of_the_ladder_one_at_a_time(script):
    player = Player(PLAN, block=400)
    follow(player, script)

    steps = {slot.id: 0 for slot in PLAN.everything}
    for facts in logged(player, "variant"):
        assert abs(facts["way"] - steps[facts["exercise"]]) == 1
        steps[facts["exercise"]] = facts["way"]
    chosen = {**dict.fromkeys(steps, 0), **player.session.options.ways}
    assert chosen == steps
    assert {s.exercise: s.way for s in player.session.timeline.segments if s.exercise} == chosen


@some
@given(adapting)
def test_no_command_of_these_rings_for_no_while_it_is_allowed(script):
    """A refusal in words is enough: what is not possible is said."""
    player = Player(PLAN, block=400)
    for wait, command in script:
        player.play(wait)
        if player.director.outcome is None and command in ADAPT and command in player.allowed:
            shown = len(player.shown)
            player.say(command)
            new = [what for _, what in player.shown[shown:]]
            assert not any(isinstance(what, Ring) for what in new)
            assert not any(isinstance(what, Note) for what in new)
        elif player.director.outcome is None:
            player.say(command)


@pytest.mark.parametrize(
    ("command", "words", "felt"),
    [
        (Command.EASIER, "too hard", "too_hard"),
        (Command.HARDER, "coach, too easy", "too_easy"),
        (Command.EASIER, "make it easier", None),
        (Command.EASIER, "", None),
    ],
)
@pytest.mark.parametrize("held", [None, Phase.HURT, Phase.SIGNS])
def test_what_is_too_hard_or_too_easy_is_logged_whatever_becomes_of_it(held, command, words, felt):
    player = in_rep(3)
    if held:
        player.wait_in(held)

    player.say(command, words)

    expected = [("feedback", {"exercise": "bridge", "felt": felt})] if felt else []
    assert [each for each in player.journal.entries if each[0] == "feedback"] == expected
