"""The ladder of ways to do an exercise: what stands on which step, and where it ends."""

from dataclasses import replace

import pytest
from hypothesis import given

from levels import exercise, holds, level, levels, reps
from voicecoach.core.programme import Position, Sides, Variant, Words
from voicecoach.core.ways import chosen, ways


def card(name, easier=None, harder=None, **more):
    return replace(exercise(name), easier=easier, harder=harder, **more)


def instead(name, exercise_id, **more):
    return Variant(name, (f"Do the {name}.",), exercise=exercise_id, **more)


def names(plan, exercise_id):
    slot = next(each for each in plan.everything if each.id == exercise_id)
    return {step: way.card.name for step, way in ways(plan, slot).items()}


HALF = Variant("half bridge", ("Lift half as high.",))
HIGH = Variant("high bridge", ("Lift higher.",))


def test_an_exercise_without_variants_is_done_in_one_way():
    assert names(level(card("Bridge")), "bridge") == {0: "Bridge"}


def test_easier_stands_a_step_below_and_harder_a_step_above():
    plan = level(card("Bridge", HALF, HIGH))

    assert names(plan, "bridge") == {-1: "half bridge", 0: "Bridge", 1: "high bridge"}


def test_a_way_that_differs_in_words_only_keeps_the_card_and_adds_what_differs():
    plan = level(own := card("Bridge", HALF))
    way = ways(plan, own)[-1]

    assert way.say == HALF.say
    assert way.family == own.id
    assert way.card == replace(
        own, name="half bridge", movement=(*own.movement, "Lift half as high."),
        short=(*own.short, "Lift half as high."), easier=None,
    )  # fmt: skip


def test_a_way_of_words_only_has_no_easier_way_of_its_own():
    assert set(ways(level(own := card("Bridge", HALF)), own)) == {0, -1}


def test_dose_and_words_of_a_variant_take_the_place_of_the_cards_own():
    words = Words("Up", "Stay", "Down")
    plan = level(own := card("Bridge", Variant("few", ("Less.",), dose=reps(2, 1), words=words)))

    assert ways(plan, own)[-1].card.dose == reps(2, 1)
    assert ways(plan, own)[-1].card.words == words
    assert ways(plan, own)[0].card is own


def test_another_exercise_is_done_with_its_own_card_but_logged_as_the_levels_own():
    plank = replace(exercise("Plank", holds(), Sides.EACH), movement=("Lift both knees.",))
    plan = level(own := card("Bridge", instead("knee plank", "plank")), plank)
    way = ways(plan, own)[-1]

    assert way.card == replace(plank, id="bridge", name="knee plank")
    assert way.family == "plank"
    assert way.say == ("Do the knee plank.",)


def test_another_exercise_takes_the_dose_and_words_of_the_variant_where_there_are_any():
    words = Words("Up", "Stay", "Down")
    plan = level(
        own := card("Bridge", instead("short plank", "plank", dose=holds(1, 5000), words=words)),
        exercise("Plank", holds(3, 20_000)),
    )
    way = ways(plan, own)[-1]

    assert (way.card.dose, way.card.words) == (holds(1, 5000), words)


def test_a_dose_of_the_other_kind_is_left_out():
    """Texts of a card that is held could not be filled from a dose that is counted."""
    plan = level(
        own := card("Bridge", instead("plank", "plank", dose=reps(3))), exercise("Plank", holds())
    )

    assert ways(plan, own)[-1].card.dose == holds()


def test_an_easier_way_of_another_exercise_may_have_an_easier_one_in_turn():
    plan = level(
        card("Bird dog", instead("single leg", "leg slide")),
        card("Leg slide", instead("tilt only", "tilt")),
        card("Tilt", Variant("half tilt", ("Half as much.",))),
    )
    plan = replace(plan, exercises=tuple(replace(e, id=e.name.lower()) for e in plan.exercises))

    assert names(plan, "bird dog") == {
        0: "Bird dog", -1: "single leg", -2: "tilt only", -3: "half tilt",
    }  # fmt: skip


def test_there_is_one_harder_way_at_most():
    plan = level(card("Tilt", harder=instead("bridge", "bridge")), card("Bridge", harder=HIGH))

    assert names(plan, "tilt") == {0: "Tilt", 1: "bridge"}


def test_the_way_up_of_an_easier_card_is_the_card_that_it_belongs_to():
    plan = level(card("Bridge", instead("tilt", "tilt")), card("Tilt", harder=HIGH))

    assert names(plan, "bridge") == {0: "Bridge", -1: "tilt"}


def test_two_cards_that_name_one_another_do_not_go_round_for_ever():
    plan = level(card("Bridge", instead("tilt", "tilt")), card("Tilt", instead("bridge", "bridge")))

    assert names(plan, "bridge") == {0: "Bridge", -1: "tilt"}
    assert names(plan, "tilt") == {0: "Tilt", -1: "bridge"}


def test_a_card_that_names_itself_does_not_go_round_for_ever():
    plan = level(card("Bridge", instead("bridge again", "bridge")))

    assert names(plan, "bridge") == {0: "Bridge"}


def test_a_way_in_another_position_is_not_offered_nor_what_would_stand_below_it():
    plan = level(
        card("Bridge", instead("cat", "cat"), instead("cat up", "cat")),
        card("Cat", instead("tilt", "tilt"), position=Position.HANDS_AND_KNEES),
        card("Tilt"),
    )

    assert names(plan, "bridge") == {0: "Bridge"}


def test_a_way_that_no_card_stands_for_is_not_offered():
    assert names(level(card("Bridge", instead("ghost", "ghost"))), "bridge") == {0: "Bridge"}


def test_a_way_may_name_a_card_of_another_level_of_the_programme():
    plan = replace(
        level(card("Bridge", harder=instead("leg lift", "leg-lift"))),
        relatives=(card("Leg lift"),),
    )

    assert names(plan, "bridge") == {0: "Bridge", 1: "leg lift"}


def test_a_way_may_name_a_card_of_the_warm_up():
    plan = replace(level(card("Bridge", instead("tilt", "tilt"))), warm_up=(card("Tilt"),))

    assert names(plan, "bridge") == {0: "Bridge", -1: "tilt"}


@pytest.mark.parametrize(("step", "name"), [(-1, "half bridge"), (0, "Bridge"), (1, "high bridge")])
def test_a_step_chooses_its_card(step, name):
    plan = level(own := card("Bridge", HALF, HIGH))

    assert chosen(plan, own, step).name == name


@pytest.mark.parametrize("step", [-2, 2, 99])
def test_where_there_is_no_such_step_the_levels_own_card_is_done(step):
    plan = level(own := card("Bridge", HALF, HIGH))

    assert chosen(plan, own, step) is own


@given(levels)
def test_steps_are_consecutive_and_every_card_keeps_the_id_and_the_position_of_the_level(plan):
    for slot in plan.everything:
        found = ways(plan, slot)
        assert found[0].card is slot
        assert sorted(found) == list(range(min(found), max(found) + 1))
        assert max(found) in {0, 1}
        assert all(way.step == step for step, way in found.items())
        assert {way.card.id for way in found.values()} == {slot.id}
        assert {way.card.position for way in found.values()} == {slot.position}


@given(levels)
def test_a_way_of_the_same_family_keeps_sides_and_kind_of_dose(plan):
    cards = {each.id: each for each in (*plan.everything, *plan.relatives)}
    for slot in plan.everything:
        for way in ways(plan, slot).values():
            assert way.card.sides is cards[way.family].sides
            assert type(way.card.dose) is type(cards[way.family].dose)
            assert way.card.setup == cards[way.family].setup
