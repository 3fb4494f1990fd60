"""A session that asks for chosen doses: on the tape, in the words, in the answers, in every way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levels import BOOK, exercise, holds, level, levels
from playing import Player, follow, scripts
from training import LEVELS
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.content.lint.estimate import estimate
from voicecoach.core.answers import every_answer
from voicecoach.core.commands import Command
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Options
from voicecoach.core.programme import Range, Sides, Variant
from voicecoach.core.progress.doses import top_of
from voicecoach.core.progress.verdict import Dosage, Step
from voicecoach.core.timeline import SegmentKind
from voicecoach.core.units import Ms
from voicecoach.core.ways import ways
from voicecoach.flows.prepare import session_texts
from voicecoach.testing import BeepVoice

SHIPPED = (
    *LEVELS,
    *(each for each in find_levels([shipped_folder()]).levels if each.programme != "low-back"),
)
BRIDGE = exercise("Bridge")
WIDE = replace(BRIDGE, dose=replace(BRIDGE.dose, sets=Range(1, 3), reps=Range(4, 12)))
PLANK = exercise("Plank", holds(2, 10_000), Sides.EACH)
LONG = replace(PLANK, dose=replace(PLANK.dose, sets=Range(1, 2), hold=Range(10_000, 30_000)))
HALF = Variant("half bridge", ("Lift half as high.",), dose=replace(WIDE.dose, reps=Range(2, 6)))


def tape(plan, **dosages: Dosage):
    return compile_level(plan, BOOK, BeepVoice().measure, Options(dosages=dosages))


def sets(timeline):
    return [each for each in timeline.segments if each.kind is SegmentKind.SET]


def test_sets_and_repetitions_are_those_that_were_chosen():
    found = sets(tape(level(WIDE), bridge=Dosage(3, 10)))

    assert [(each.set, each.sets, each.reps) for each in found] == [(n, 3, 10) for n in (1, 2, 3)]


def test_holds_are_as_long_as_was_chosen():
    found = sets(tape(level(LONG), plank=Dosage(2, 2, Ms(25_000))))

    assert [(each.side, each.set, each.hold) for each in found] == [
        (side, number, 25_000) for side in ("right", "left") for number in (1, 2)
    ]


def test_the_dose_is_said_as_it_is_done():
    said = {cue.text for cue in tape(level(WIDE), bridge=Dosage(3, 10)).cues}

    assert "We do three sets of ten repetitions." in said


def test_a_dose_beyond_the_range_is_held_to_it():
    assert {each.reps for each in sets(tape(level(WIDE), bridge=Dosage(9, 99)))} == {12}
    assert len(sets(tape(level(WIDE), bridge=Dosage(0, 0)))) == 1


def test_what_is_not_named_starts_where_its_dose_starts():
    plan = level(WIDE, LONG)

    assert tape(plan, tilt=Dosage(2, 9)) == tape(plan)


def test_the_steps_of_a_verdict_become_options():
    options = Options(ways={"tilt": -1}).as_asked(
        {"bridge": Step(-1, Dosage(2, 5)), "tilt": Step(0), "plank": Step(0, Dosage(1, 2, Ms(9)))}
    )

    assert options.ways == {"bridge": -1, "tilt": 0, "plank": 0}
    assert options.dosages == {"bridge": Dosage(2, 5), "plank": Dosage(1, 2, Ms(9))}
    done = sets(
        compile_level(level(replace(WIDE, easier=HALF)), BOOK, BeepVoice().measure, options)
    )
    assert [(each.way, each.sets, each.reps) for each in done] == [(-1, 2, 5)] * 2


def test_an_easier_way_in_the_session_has_its_own_range():
    player = Player(
        level(replace(WIDE, easier=HALF)), options=Options(dosages={"bridge": Dosage(2, 10)})
    )
    assert {each.reps for each in sets(player.session.timeline)} == {10}

    player.go("set one of two", offset=1000)
    player.say(Command.EASIER)

    assert {each.reps for each in sets(player.session.timeline)} == {6}
    assert len(sets(player.session.timeline)) == 2


@pytest.mark.parametrize("tempo", [0.8, 1.0, 1.25])
@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda each: each.id)
def test_the_words_of_a_shipped_level_fit_at_the_top_of_every_dose(shipped, tempo):
    """Also in every way, and at every tempo: counts go up to sixteen, holds to 45 seconds."""
    tops = {each.id: Dosage(99, 99, Ms(99_000)) for each in shipped.everything}
    tops |= {each.id: top_of(each.dose) for each in shipped.exercises}
    options = Options(tempo=tempo, dosages=tops)
    every = [options] + [
        options.on_way(each.id, step)
        for each in shipped.exercises
        for step in ways(shipped, each)
        if step
    ]
    for each in every:
        timeline = compile_level(shipped, BOOK, estimate, each)
        for card in (card for card in shipped.exercises if card.id not in each.ways):
            done = [one for one in sets(timeline) if one.exercise == card.id]
            assert {one.sets for one in done} == {top_of(card.dose).sets}
            assert {one.reps for one in done} == {top_of(card.dose).reps}


_dosages = st.dictionaries(
    st.sampled_from(["bridge", "bird-dog", "tilt"]),
    st.builds(Dosage, st.integers(1, 4), st.integers(1, 8), st.sampled_from([0, 5000, 15_000])),
)


def _widened(plan):
    """Return the level with doses that have room to grow."""

    def wide(card):
        grown = {
            name: Range(value.low, value.low + 4 * (1000 if name == "hold" else 1))
            for name in ("sets", "reps", "lifts", "hold")
            if (value := getattr(card.dose, name, None))
        }
        return replace(card, dose=replace(card.dose, **grown))

    return replace(plan, exercises=tuple(wide(each) for each in plan.exercises))


@settings(max_examples=15, deadline=None)
@given(levels, scripts, _dosages)
def test_whatever_is_asked_for_every_answer_was_known_before_the_session(plan, script, dosages):
    options = Options(dosages=dosages)
    player = Player(_widened(plan), block=400, options=options)
    session = player.session
    known = every_answer(BOOK, session.script.level, session.timeline, "112")
    known |= set(session_texts(_widened(plan), BOOK, options))

    follow(player, script)
    player.desert()

    assert [text for text in player.answers() if text not in known] == []
