"""P01: easier and harder ways that are another exercise."""

from dataclasses import replace

from linting import Copy, news, place, relatives, shipped

TILT = place("pelvic-tilt")
WAY = (*TILT, "harder", "exercise")


def test_a_way_that_is_no_exercise_is_found_with_a_guess():
    copy = Copy().put(WAY, "heel-slid")

    assert copy.found() == {("P01", copy.line(WAY))}


def test_a_way_may_stand_in_another_level_of_the_programme():
    assert "marching-bridge" in {exercise.id for exercise in relatives()}
    assert not {found for found in news(shipped()) if found[0] == "P01"}

    alone = replace(shipped(), level=replace(shipped().level, relatives=()))

    assert ("P01", Copy().line((*place("bridge"), "harder", "exercise"))) in news(alone)


def test_a_way_in_another_position_is_found():
    copy = Copy().put(WAY, "bird-dog-leg")

    assert copy.found() == {("P01", copy.line(WAY))}


def test_a_way_that_is_the_exercise_itself_is_found():
    copy = Copy().put(WAY, "pelvic-tilt")

    assert copy.found() == {("P01", copy.line(WAY))}


def test_a_way_with_a_dose_of_another_kind_is_found():
    dose = "{sets: 1, lifts: 2, hold: 10 s, lift: 3 s, lower: 3 s, pause: 4 s, rest: 45 s}"
    copy = Copy().put((*TILT, "harder", "name"), f'"heel slide"\n      dose: {dose}')

    assert copy.found() == {("P01", copy.line((*TILT, "harder", "dose")))}
