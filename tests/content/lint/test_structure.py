"""C01, C02, C03, C06: the parts of a card and their order."""

from dataclasses import replace

from linting import Copy, news, place, shipped, subject, with_cues, with_timelines

BRIDGE = place("bridge")


def test_a_main_exercise_without_a_part_of_its_card_is_found():
    for key in ("faults", "breath", "touch_check", "purpose"):
        copy = Copy().drop((*BRIDGE, key))

        assert copy.found() == {("C01", copy.line(BRIDGE))}


def test_a_main_exercise_with_neither_an_easier_nor_a_harder_way_is_found():
    copy = Copy().drop((*BRIDGE, "easier"))

    assert copy.found() == set(), "one of the two is enough"

    copy = copy.drop((*BRIDGE, "harder"))

    assert copy.found() == {("C01", copy.line(BRIDGE))}


def test_a_warm_up_needs_no_faults_and_no_ways():
    assert not shipped().level.warm_up[0].faults
    assert not [found for found in news(shipped()) if found[0] == "C01"]


def test_a_purpose_of_thirteen_words_is_found_and_one_of_twelve_is_not():
    long = "Strengthen your buttocks, your thighs and your back for all of your days."
    copy = Copy().put((*BRIDGE, "purpose", 0), f'"{long}"')

    assert copy.found() == {("C01", copy.line((*BRIDGE, "purpose", 0)))}

    copy = Copy().put((*BRIDGE, "purpose", 0), '"{}"'.format(long.replace(" all of", "")))

    assert copy.found() == set()


def test_a_part_that_is_said_too_late_is_found():
    card = shipped().level.exercises[BRIDGE[1]]
    swap = {card.setup[0]: card.breath[0], card.breath[0]: card.setup[0]}
    changed = with_cues(shipped(), lambda cue, n: replace(cue, text=swap.get(cue.text, cue.text)))

    assert ("C01", Copy().line((*BRIDGE, "setup", 0))) in news(changed)


def test_an_exercise_that_does_not_begin_with_its_name_is_found():
    title = "Exercise three of five: bridge."
    changed = with_cues(
        shipped(), lambda c, n: replace(c, text="Here we go.") if c.text == title else c
    )

    assert ("C01", Copy().line(BRIDGE)) in news(changed)


def test_a_setup_that_begins_with_the_movement_is_found():
    where = (*BRIDGE, "setup", 1)
    copy = Copy().put(where, '"Lift both arms, and lay both palms on the floor."')

    assert copy.found() == {("C02", copy.line(where))}


def test_a_grip_is_no_hold():
    where = (*BRIDGE, "setup", 1)
    copy = Copy().put(where, '"Hold the mat with both hands."')

    assert "C02" not in {rule for rule, _ in copy.found()}

    copy = Copy().put(where, '"Hold for {hold}."')

    assert ("C02", copy.line(where)) in copy.found()


def test_less_than_eight_seconds_to_settle_are_found():
    copy = Copy().put((*BRIDGE, "ready"), "7 s")

    assert copy.found() == {("C02", copy.line((*BRIDGE, "ready")))}
    assert Copy().put((*BRIDGE, "ready"), "8 s").found() == set()


def test_a_setup_that_does_not_name_the_position_first_is_found():
    where = (*BRIDGE, "setup", 0)
    copy = Copy().put(where, '"Bend both knees, with both feet flat, hip width apart."')

    assert copy.found() == {("C03", copy.line(where))}


def test_a_long_rest_after_which_the_position_is_not_named_is_found():
    def silenced(timeline):
        dull = [
            replace(cue, text="Next.") if cue.text.startswith("Then comes") else cue
            for cue in timeline.cues
        ]
        return replace(timeline, cues=tuple(dull))

    copy = Copy().put((*BRIDGE, "dose", "sets"), "2")
    whole = subject(copy.text)

    assert "C03" not in {rule for rule, _ in news(whole)}
    assert ("C03", copy.line((*BRIDGE, "dose", "rest"))) in news(with_timelines(whole, silenced))

    brief = subject(copy.put((*BRIDGE, "dose", "rest"), "30 s").text)

    assert "C03" not in {rule for rule, _ in news(with_timelines(brief, silenced))}


def test_an_exercise_without_a_short_version_is_found():
    copy = Copy().drop((*BRIDGE, "short"))

    assert copy.found() == {("C06", copy.line(BRIDGE))}


def test_a_short_version_of_four_sentences_is_found_and_one_of_three_is_not():
    where = (*BRIDGE, "short", 1)
    two = '"Squeeze your buttocks."\n      - "Lift your hips."'
    copy = Copy().put(where, f'{two}\n      - "Lower your hips."')

    assert copy.found() == {("C06", copy.line((*BRIDGE, "short")))}
    assert Copy().put(where, two).found() == set()


def test_a_short_version_without_the_name_is_found():
    copy = Copy().put((*BRIDGE, "short", 0), '"Stay on your back with both knees bent."')

    assert copy.found() == {("C06", copy.line((*BRIDGE, "short")))}
