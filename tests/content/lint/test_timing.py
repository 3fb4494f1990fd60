"""C25 to C29: what comes when, and the silence after it."""

from dataclasses import replace

import pytest

from linting import Copy, news, place, shipped, subject, with_cues, with_timelines
from voicecoach.core.timeline import CueKind
from voicecoach.core.units import Ms

TILT = place("pelvic-tilt")
HEEL = place("heel-slide")
BRIDGE = place("bridge")
PLANK = place("side-plank-knees")
TWO_SETS = Copy().put((*BRIDGE, "dose", "sets"), "2")


def cues_of(whole, text):
    """Return one timeline's cues whose text begins with ``text``."""
    timeline = next(iter(whole.full.values()))
    return [cue for cue in timeline.cues if cue.text.startswith(text)]


def reworked(whole, old, new):
    """Return ``whole`` with another text in each cue that begins with ``old``; None for none."""
    return with_cues(
        whole,
        lambda cue, n: (
            cue if not cue.text.startswith(old) else replace(cue, text=new) if new else None
        ),
    )


# --- C25 ----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Two more.", "Last"])
def test_a_set_whose_end_is_not_announced_is_found(text):
    def silent(cue, _n):
        return replace(cue, text="Go") if f" {text}" in cue.text else cue

    lines = {line for rule, line in news(with_cues(shipped(), silent)) if rule == "C25"}

    assert Copy().line((*BRIDGE, "dose")) in lines
    assert Copy().line((*TILT, "dose")) in lines


def test_the_last_repetition_may_be_announced_in_brief():
    brief = with_cues(
        shipped(), lambda cue, n: replace(cue, text=cue.text.replace("Last one.", "Last."))
    )

    assert news(brief) == set()


def test_a_set_that_ends_without_a_word_is_found():
    assert ("C25", Copy().line(BRIDGE)) in news(reworked(shipped(), "And rest.", None))


def test_a_lift_whose_number_is_not_said_is_found():
    found = news(reworked(shipped(), "Number two of three.", "Lift"))

    assert found == {("C25", Copy().line((*PLANK, "dose")))}


@pytest.mark.parametrize("text", ["Rest for", "Half of the rest", "Five more seconds"])
def test_a_rest_that_leaves_out_its_length_half_or_end_is_found(text):
    whole = subject(TWO_SETS.text)

    assert news(whole) == set()

    rest = TWO_SETS.line((*BRIDGE, "dose", "rest"))

    assert news(reworked(whole, text, None)) == {("C25", rest)}


def test_a_rest_too_short_for_its_half_need_not_announce_it():
    assert TWO_SETS.put((*BRIDGE, "dose", "rest"), "15 s").found() == set()


# --- C26 ----------------------------------------------------------------------


def test_a_count_of_two_words_is_found():
    changed = with_cues(
        shipped(),
        lambda cue, n: (
            replace(cue, text="Number three.")
            if cue.kind is CueKind.COUNT and cue.text == "Three."
            else cue
        ),
    )

    assert ("C26", Copy().line(BRIDGE)) in news(changed)


def test_a_count_beside_the_beat_is_found():
    changed = with_cues(
        shipped(),
        lambda cue, n: replace(cue, beat=Ms(cue.beat - 500)) if cue.text == "Eight." else cue,
    )

    assert ("C26", Copy().line(BRIDGE)) in news(changed)


def test_talk_in_the_middle_of_a_repetition_is_found():
    changed = with_cues(
        shipped(), lambda cue, n: replace(cue, kind=CueKind.TALK) if cue.text == "Lower" else cue
    )

    assert ("C26", Copy().line(BRIDGE)) in news(changed)


def test_a_word_between_the_way_back_and_the_count_is_found():
    changed = with_cues(
        shipped(),
        lambda cue, n: (
            replace(cue, start=Ms(cue.start + 500), beat=None) if cue.text == "Lower" else cue
        ),
    )

    assert ("C26", Copy().line(BRIDGE)) in news(changed)


# --- C27 ----------------------------------------------------------------------


def test_a_repetition_of_less_than_three_seconds_is_found():
    dose = "{sets: 1, reps: 8, tempo: {out: 1.4 s, hold: 0 s, back: 1.5 s}, rest: 45 s}"
    copy = Copy().put((*HEEL, "dose"), dose)

    assert ("C27", copy.line((*HEEL, "dose"))) in copy.found()


def test_a_tempo_of_an_easier_way_is_looked_at_as_well():
    dose = "{sets: 1, reps: 8, tempo: {out: 1.4 s, hold: 0 s, back: 1.4 s}, rest: 45 s}"
    name = (*HEEL, "easier", "name")
    copy = Copy().put(name, f'"half slide"\n      dose: {dose}')

    assert ("C27", copy.line((*HEEL, "easier", "dose", "tempo"))) in copy.found()


def test_words_without_one_on_breathing_are_found():
    copy = Copy().put((*BRIDGE, "words"), '{out: "Lift", hold: "Hold", back: "Lower"}')

    assert copy.found() == {("C27", copy.line((*BRIDGE, "words")))}


def test_breathing_as_the_movement_itself_needs_no_word_more():
    assert not shipped().level.cool_down[0].words.breath
    assert not {found for found in news(shipped()) if found[0] == "C27"}


def test_a_word_on_breathing_that_does_not_fit_is_found():
    copy = Copy().put((*BRIDGE, "words", "breath"), '"Breathe continuously, lifting everything"')
    copy = copy.put((*BRIDGE, "words", "breath"), '"Breathe-out-continuously lifting everything"')

    assert copy.found() == {("C27", copy.line((*BRIDGE, "words", "breath")))}


def test_a_hold_too_short_for_the_word_on_breathing_is_found():
    where = (*PLANK, "dose", "hold")
    copy = Copy().put(where, "6 s")

    assert copy.found() == {("C27", copy.line(where))}
    assert Copy().put(where, "7 s").found() == set()
    assert Copy().put(where, "4 s").found() == set(), "a short hold needs no such word"


def test_a_long_hold_in_a_counted_dose_is_found():
    where = (*BRIDGE, "dose", "tempo", "hold")
    copy = Copy().put(where, "5 s")

    assert copy.found() == {("C27", copy.line(where))}


@pytest.mark.parametrize("second", ["Five.", "Three.", "Two.", "One."])
def test_a_second_that_is_not_counted_is_found(second):
    def uncounted(timeline):
        held = [each for each in timeline.segments if each.hold]
        kept = [
            cue
            for cue in timeline.cues
            if cue.text != second or not any(s.start <= cue.start < s.end for s in held)
        ]
        return replace(timeline, cues=tuple(kept))

    found = news(with_timelines(shipped(), uncounted))

    assert found == {("C27", Copy().line((*PLANK, "dose")))}


# --- C28 ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "longer"),
    [
        ((*BRIDGE, "setup", 0), 300),
        ((*BRIDGE, "movement", 0), 300),
        ((*BRIDGE, "feel", 0), 100),
        ((*PLANK, "get_there", 1), 100),
        ((*PLANK, "change_sides", 0), 300),
        (("get_down", 1), 300),
        (("welcome", 1), 100),
    ],
)
def test_a_sentence_with_less_silence_than_it_needs_is_found(where, longer):
    lines = [line for line in shipped().lines if line.path == where]
    texts = {line.text for line in lines} | {
        line.text.replace("right", "left") for line in lines if line.key == "change_sides"
    }
    changed = with_cues(
        shipped(),
        lambda cue, n: replace(cue, length=Ms(cue.length + longer)) if cue.text in texts else cue,
    )

    assert ("C28", Copy().line(where)) in news(changed)


def test_less_than_a_second_after_a_side_is_found():
    changed = with_cues(
        shipped(),
        lambda cue, n: (
            replace(cue, length=Ms(cue.length + 50)) if cue.text == "The left side." else cue
        ),
    )

    assert news(changed) == {("C28", Copy().line(PLANK))}


def test_a_changeover_without_time_to_turn_over_is_found():
    where = (*PLANK, "changeover")
    copy = Copy().put(where, "2 s")

    assert copy.found() == {("C28", copy.line(where))}


# --- C29 ----------------------------------------------------------------------


def test_reminders_in_repetitions_close_together_are_found():
    def nagging(cue, _n):
        again = cue.rep == 6 and cue.kind is CueKind.PHASE and cue.text == "Press"
        return replace(cue, text="Gently.") if again else cue

    assert news(with_cues(shipped(), nagging)) == {("C29", Copy().line((*TILT, "reminders")))}


def test_a_reminder_in_every_fourth_repetition_is_left_alone():
    texts = [cue.text for cue in cues_of(shipped(), "Press. Gently.")]

    assert texts
    assert not {found for found in news(shipped()) if found[0] == "C29"}
