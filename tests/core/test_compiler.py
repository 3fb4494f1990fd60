import re
import zlib
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levels import BOOK, IDS, exercise, holds, level, levels, performed, reps, way_steps
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.compiler import compile_level
from voicecoach.core.events import Chime
from voicecoach.core.job import (
    GAP_BEGIN,
    GAP_CHIME,
    GAP_LIMB,
    GAP_POSITION,
    GAP_SENTENCE,
    GAP_SIDE,
    Medium,
    Options,
)
from voicecoach.core.pacing import TEMPO_LIMITS
from voicecoach.core.programme import (
    Holds,
    Position,
    Range,
    Reps,
    Side,
    Sides,
    Tempo,
    Variant,
    Words,
)
from voicecoach.core.tape import Measured
from voicecoach.core.timeline import BEFORE_SETS, CueKind, Part, SegmentKind
from voicecoach.core.units import Ms
from voicecoach.core.ways import ways
from voicecoach.errors import ContentError

TEMPOS = (0.57, 0.694, 0.833, 1.0, 1.2, 1.44)
LAST = BOOK.say("rest_last")
BEGIN = BOOK.say("begin")
ENDED = BOOK.say("and_rest")
LISTEN = BOOK.say("listen")
TURN = BOOK.say("ready_live", seconds="eight seconds")
SHIPPED = find_levels([shipped_folder()]).levels


def plain(text: str) -> Measured:
    """Thirty milliseconds a letter, the attack after 40."""
    return Measured(Ms(len(text) * 30), Ms(min(40, len(text) * 30)))


def _measure(pace: int, salt: int):
    """Return a voice of its own: each text has a length and an attack by lot."""

    def measure(text: str) -> Measured:
        lot = zlib.crc32(f"{salt}{text}".encode())
        length = 100 + len(text) * pace * (75 + lot % 50) // 100
        return Measured(Ms(length), Ms(lot // 100 % min(length, 250)))

    return measure


measures = st.builds(_measure, st.integers(10, 60), st.integers(0, 99))
options = st.builds(
    Options,
    st.sampled_from(Medium),
    st.sampled_from(TEMPOS),
    st.frozensets(st.sampled_from(IDS)),
    way_steps,
)


def compiled(*exercises, measure=plain, **more):
    return compile_level(level(*exercises), BOOK, measure, Options(**more))


def sets(timeline):
    return [segment for segment in timeline.segments if segment.kind is SegmentKind.SET]


def within(timeline, segment, *kinds):
    return [
        cue
        for cue in timeline.cues
        if segment.start <= cue.start < segment.end and (not kinds or cue.kind in kinds)
    ]


def texts(timeline, segment, *kinds):
    return [cue.text for cue in within(timeline, segment, *kinds)]


def rows(timeline, segment, zero):
    """Return repetition, text and beat (or start) of each cue within ``segment``."""
    cues = within(timeline, segment)
    return [(cue.rep, cue.text, (cue.beat or cue.start) - zero) for cue in cues]


# --- plain examples -------------------------------------------------------------


def test_a_set_of_repetitions_is_laid_out_as_one_would_read_it_aloud():
    words = Words("Lift", "Hold", "Lower")
    timeline = compiled(replace(exercise(dose=reps(3, 1)), words=words))
    (work,) = sets(timeline)

    assert rows(timeline, work, work.rep_start(1)) == [
        (0, BEGIN, -GAP_BEGIN - 120 - GAP_CHIME - plain(BEGIN).length),
        (0, Chime.START, -GAP_BEGIN - 120),
        (1, "Lift", 120),
        (1, "Hold", 2000),
        (1, "Lower", 5000),
        (1, "One.", 7000),
        (2, "Lift. Two more.", 7000 + 80 + 120),
        (2, "Hold", 9000),
        (2, "Lower", 12000),
        (2, "Two.", 14000),
        (3, "Lift. Last one.", 14000 + 80 + 120),
        (3, "Hold", 16000),
        (3, "Lower", 19000),
        (3, "Three.", 21000),
        (0, ENDED, 21000 + 140 + 300),
        (0, Chime.REST, 21000 + 140 + 300 + plain(ENDED).length + GAP_CHIME),
    ]


def test_a_hold_is_counted_down_every_five_seconds_and_then_the_last_three():
    timeline = compiled(exercise(dose=holds(1, 21000)))
    (work,) = sets(timeline)

    assert rows(timeline, work, work.rep_start(1)) == [
        (0, BEGIN, -GAP_BEGIN - 120 - GAP_CHIME - plain(BEGIN).length),
        (0, Chime.START, -GAP_BEGIN - 120),
        (1, "Out, lift", 120),
        (1, "Hold", 3000),
        (1, "Keep breathing.", 3000 + 80 + 120),
        (1, "Twenty.", 4000),
        (1, "Fifteen.", 9000),
        (1, "Ten.", 14000),
        (1, "Five.", 19000),
        (1, "Three.", 21000),
        (1, "Two.", 22000),
        (1, "One.", 23000),
        (1, "Lower", 24000),
        (0, ENDED, 24000 + 3000 + 300),
        (0, Chime.REST, 24000 + 3000 + 300 + plain(ENDED).length + GAP_CHIME),
    ]


def test_lifts_are_numbered_where_there_is_more_than_one():
    (work,) = sets(timeline := compiled(exercise(dose=holds(3, 5000))))

    numbered = [text for text in texts(timeline, work) if " of three" in text]
    assert numbered == [
        BOOK.say("lift_number", number=n, lifts=3) + " Out, lift" for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (1000, ["Rest for one second."]),
        (
            8000,
            ["Rest for eight seconds.", "Then comes set two of two, on your back.",
             "Half of the rest is over."],
        ),
        (
            20000,
            ["Rest for twenty seconds.", "Half of the rest is over.",
             "Then comes set two of two, on your back.", LAST],
        ),
        (
            60000,
            ["Rest for one minute.", "Half of the rest is over.",
             "Then comes set two of two, on your back.", LAST],
        ),
    ],
)  # fmt: skip
def test_a_rest_tells_its_length_its_half_what_comes_and_its_last_seconds(rest, said):
    timeline = compiled(exercise(dose=reps(rest=rest)))

    (pause,) = (s for s in timeline.segments if s.kind is SegmentKind.REST)
    assert texts(timeline, pause) == said


def test_with_a_slow_voice_a_short_rest_still_tells_what_comes_and_its_last_seconds():
    timeline = compiled(exercise(dose=reps(rest=20000)), measure=_measure(80, 1))

    (pause,) = (s for s in timeline.segments if s.kind is SegmentKind.REST)
    assert sorted(texts(timeline, pause)) == [
        LAST,
        "Half of the rest is over.",
        "Rest for twenty seconds.",
        "Then comes set two of two, on your back.",
    ]


def test_where_sides_are_each_all_sets_of_the_right_come_before_the_left():
    timeline = compiled(exercise("Plank", holds(1, 5000, sets=2), Sides.EACH))

    assert [(s.kind, s.side, s.set) for s in timeline.segments if s.set or s.side] == [
        (SegmentKind.SET, Side.RIGHT, 1),
        (SegmentKind.REST, Side.RIGHT, 2),
        (SegmentKind.SET, Side.RIGHT, 2),
        (SegmentKind.CHANGEOVER, Side.LEFT, 0),
        (SegmentKind.SET, Side.LEFT, 1),
        (SegmentKind.REST, Side.LEFT, 2),
        (SegmentKind.SET, Side.LEFT, 2),
    ]


def test_a_changeover_names_the_side_and_leaves_time_to_turn():
    plank = replace(exercise("Plank", holds(), Sides.EACH), position=Position.SIDE)
    timeline = compiled(plank)

    (turn,) = (s for s in timeline.segments if s.kind is SegmentKind.CHANGEOVER)
    assert texts(timeline, turn) == [
        "Now the left side.", "Roll to your left side.", "Lie on your back.", TURN,
    ]  # fmt: skip
    way, setup, settle = within(timeline, turn)[1:]
    assert setup.start - way.end == GAP_POSITION
    assert settle.start - setup.end == GAP_LIMB
    assert turn.end - settle.end == plank.changeover


@pytest.mark.parametrize(
    ("position", "setup"), [(Position.SIDE, ["Lie down."]), (Position.BACK, [])]
)
def test_a_changeover_says_again_what_names_a_side_and_all_of_the_setup_if_the_body_turns_over(
    position, setup
):
    plank = replace(
        exercise("Plank", holds(), Sides.EACH), position=position,
        purpose=("For your {side}.",), setup=("Lie down.", "Bend your {other_side} knee."),
        movement=("Lift your {side} hip.", "Hold for {hold}."), breath=("Breathe out.",),
        touch_check=("Feel your {side} hip.",), feel=("Feel the work in your {side} flank.",),
        faults=("Keep your head still.",), caution=("Stop if your {other_side} leg tingles.",),
    )  # fmt: skip
    timeline = compiled(plank)

    (turn,) = (s for s in timeline.segments if s.kind is SegmentKind.CHANGEOVER)
    assert texts(timeline, turn) == [
        "Now the left side.", "Roll to your left side.", *setup, "Bend your right knee.",
        LISTEN, "Lift your left hip.", "Feel your left hip.", "Feel the work in your left flank.",
        "Stop if your right leg tingles.", TURN,
    ]  # fmt: skip


def test_what_is_too_hard_to_hold_is_said_just_before_the_time_to_settle_on_each_side():
    plank = replace(
        exercise("Plank", holds(), Sides.EACH),
        settle=("Lift your {side} knee.", "Lift both arms."),
    )
    for short in (frozenset(), frozenset({"plank"})):
        timeline = compiled(plank, short=short)
        (ready,) = (s for s in timeline.segments if s.kind is SegmentKind.READY)
        (turn,) = (s for s in timeline.segments if s.kind is SegmentKind.CHANGEOVER)

        assert texts(timeline, ready)[:2] == ["Lift your right knee.", "Lift both arms."]
        assert texts(timeline, turn)[-3:] == ["Lift your left knee.", "Lift both arms.", TURN]
        first, second, settle = within(timeline, ready)
        assert second.start - first.end == settle.start - second.end == GAP_LIMB
        assert ready.end - settle.end == plank.ready


def test_a_changeover_of_a_short_card_says_the_short_card_again():
    plank = replace(exercise("Plank", holds(), Sides.EACH), short=("Plank.", "Lift your {side}."))
    timeline = compiled(plank, short=frozenset({"plank"}))

    (turn,) = (s for s in timeline.segments if s.kind is SegmentKind.CHANGEOVER)
    assert texts(timeline, turn) == [
        "Now the left side.", "Roll to your left side.", "Plank.", "Lift your left.", TURN,
    ]  # fmt: skip


def test_each_side_is_named_before_its_set_begins():
    timeline = compiled(exercise("Plank", holds(), Sides.EACH))

    right, left = sets(timeline)
    assert texts(timeline, right)[:2] == ["The right side.", BEGIN]
    assert texts(timeline, left)[:2] == ["The left side.", BEGIN]


def test_the_words_of_a_side_name_just_that_side():
    words = Words("Lift {side}", "Hold {side}", "Lower {side}", "Out, {side}")
    timeline = compiled(replace(exercise("Plank", holds(), Sides.EACH), words=words))

    for work in sets(timeline):
        said = " ".join(texts(timeline, work))
        assert str(work.side) in said
        assert str(work.side.other) not in said


def test_words_that_hold_a_side_are_measured_as_they_are_said():
    heard = []

    def measure(text):
        heard.append(text)
        return plain(text)

    words = Words("Lift {side}", "Hold {side}", "Lower {side}")
    for dose in (holds(), reps()):
        compiled(replace(exercise("Plank", dose, Sides.EACH), words=words), measure=measure)

    assert [text for text in heard if "{" in text] == []


def test_the_ready_gate_ends_with_the_silence_that_the_level_asks_for():
    timeline = compiled(replace(exercise(), ready=Ms(15000)))

    (gate,) = (s for s in timeline.segments if s.kind is SegmentKind.READY)
    assert gate.end - within(timeline, gate)[-1].end == 15000
    assert "fifteen seconds" in texts(timeline, gate)[0]


def test_instructions_come_in_the_fixed_order_and_end_with_the_dose():
    card = replace(
        exercise(),
        purpose=("Purpose.",), equipment=("Equipment.",), get_there=("Getting there.",),
        setup=("Setup.",), movement=("Movement.",), breath=("Breath.",),
        touch_check=("Touch.",), feel=("Feel.",), faults=("Fault.",),
        easier=Variant("knees bent", ("Bend your knees.",)), caution=("Caution.",),
    )  # fmt: skip
    timeline = compiled(card)

    stop = BOOK.say("stop_words_live")
    assert [(s.part, texts(timeline, s)) for s in timeline.segments if s.part in BEFORE_SETS] == [
        (Part.NAME, ["Exercise one of one: Bridge.", "Purpose.", "Equipment."]),
        (Part.MOVE, ["Getting there."]),
        (Part.CARD, [
            "Setup.", LISTEN, "Movement.", "Breath.", "Touch.", "Feel.", "Fault.",
            BOOK.say("easier_offer", name="knees bent"), "Bend your knees.", "Caution.", stop,
            "We do two sets of four repetitions.",
        ]),
    ]  # fmt: skip


def test_a_short_card_leaves_out_all_but_name_needs_way_there_card_stop_words_and_dose():
    card = replace(
        exercise(), equipment=("Equipment.",), get_there=("Getting there.",),
        easier=Variant("knees bent", ("Bend your knees.",)), caution=("Caution.",),
        short=("Bridge, on your back.", "Lift."),
    )  # fmt: skip
    timeline = compiled(card, exercise("Tilt"), short=frozenset({"bridge"}))

    first = [s for s in timeline.segments if s.block == 1 and s.part in BEFORE_SETS]
    assert [text for s in first for text in texts(timeline, s)] == [
        "Exercise one of two: Bridge.", "Equipment.", "Getting there.", "Bridge, on your back.",
        "Lift.", BOOK.say("stop_words_live"), "We do two sets of four repetitions.",
    ]  # fmt: skip
    second = [s for s in timeline.segments if s.block == 2 and s.part in BEFORE_SETS]
    assert "For your back." in [text for s in second for text in texts(timeline, s)]


def test_an_exercise_without_a_short_text_is_never_said_short():
    card = replace(exercise(), short=())

    assert compiled(card, short=frozenset({"bridge"})) == compiled(card)


@pytest.mark.parametrize("short", [frozenset(), frozenset({"bridge"})])
def test_each_part_of_the_talk_stands_once_in_its_block(short):
    card = replace(exercise("Bridge", holds(), Sides.EACH), get_there=("Roll over.",))
    timeline = compiled(card, short=short)

    parts = [(s.block, s.part) for s in timeline.segments if s.part]
    assert parts == [
        (0, Part.WELCOME), (1, Part.NAME), (1, Part.MOVE), (1, Part.CARD), (1, Part.DONE),
        (2, Part.GOODBYE),
    ]  # fmt: skip
    assert {s.kind for s in timeline.segments if s.part} == {SegmentKind.TALK}
    assert SegmentKind.TALK not in {s.kind for s in timeline.segments if not s.part}


@pytest.mark.parametrize(
    ("medium", "chimes"),
    [
        (Medium.LIVE, [Chime.OK, Chime.NO, Chime.START, Chime.REST]),
        (Medium.KEYS, [Chime.OK, Chime.NO, Chime.START, Chime.REST]),
        (Medium.FILE, [Chime.START, Chime.REST]),
    ],
)
def test_the_welcome_lets_each_chime_be_heard_once_after_the_words_for_it(medium, chimes):
    timeline = compiled(medium=medium)

    cues = within(timeline, timeline.segments[0])
    heard = [(before.text, cue.text) for before, cue in pairwise(cues) if cue.kind is CueKind.CHIME]
    assert heard == [(BOOK.say(f"chime_{chime}"), chime) for chime in chimes]


@given(levels, measures, options)
def test_each_set_begins_and_ends_with_a_word_and_then_its_chime(plan, measure, chosen):
    timeline = _compile(plan, measure, chosen)

    for work in sets(timeline) if timeline else ():
        cues = within(timeline, work)
        rung = [cue for cue in cues if cue.kind is CueKind.CHIME]
        assert [cue.text for cue in rung] == [Chime.START, Chime.REST]
        words = [cues[cues.index(cue) - 1] for cue in rung]
        assert [cue.text for cue in words] == [BOOK.say("begin"), BOOK.say("and_rest")]
        for word, chime in zip(words, rung, strict=True):
            assert chime.start - word.end == GAP_CHIME  # C31: at least 0.3 s
            assert chime.length <= 400
        assert rung[0].end + GAP_BEGIN == work.rep_start(1) or work.hold
        assert rung[0].end < work.rep_start(1)
        assert cues[-1] is rung[1]


def test_a_farewell_is_introduced_and_said_last():
    timeline = compiled(farewell=("Walk a little.", "Sleep well."))

    assert [cue.text for cue in timeline.cues[-4:]] == [
        "That was level one.", BOOK.say("farewell"), "Walk a little.", "Sleep well.",
    ]  # fmt: skip
    assert BOOK.say("farewell") not in [cue.text for cue in compiled().cues]


def test_left_and_right_are_said_equally_often_where_the_texts_are_mirrored():
    """C35: the way there names the right as often as the turn names the left."""
    plank = replace(
        exercise("Plank", holds(sets=2), Sides.EACH),
        get_there=("Turn to your {side} side.", "Lie on your {side} side."),
        setup=("Lie on your {side} side.", "Put your {other_side} hand on your hip."),
        movement=("Lift your {side} hip.",), feel=("Feel your {side} flank.",),
        short=("Lift your {side} hip.",), words=Words("Lift {side}", "Hold", "Lower {side}"),
    )  # fmt: skip
    for short in (frozenset(), frozenset({"plank"})):
        timeline = compiled(plank, short=short)
        said = " ".join(cue.text for cue in timeline.cues).lower()
        count = [len(re.findall(rf"\b{side}\b", said)) for side in ("right", "left")]
        assert count[0] == count[1] > 8


def test_warm_up_and_cool_down_stand_around_the_exercises():
    whole = replace(level(exercise()), warm_up=(exercise("Cat"),), cool_down=(exercise("Calm"),))
    timeline = compile_level(whole, BOOK, plain)

    assert timeline.blocks == ("Welcome", "Cat", "Bridge", "Calm", "Goodbye")
    assert sorted({s.block for s in timeline.segments}) == [0, 1, 2, 3, 4]


def test_reminders_are_said_every_fourth_repetition_and_in_turn():
    card = replace(exercise(dose=reps(13, 1)), reminders=("Ribs down.", "Long neck."))
    timeline = compiled(card)

    reminded = [(c.rep, c.text) for c in timeline.cues if "Ribs" in c.text or "neck" in c.text]
    assert reminded == [(4, "Lift. Ribs down."), (8, "Lift. Long neck.")]


def test_breathing_is_cued_in_the_first_two_repetitions():
    timeline = compiled(exercise(dose=reps(6, 1)))

    assert [cue.rep for cue in timeline.cues if cue.text == "Out, lift"] == [1, 2]


@pytest.mark.parametrize("dose", [reps(), holds(hold=5000)])
@pytest.mark.parametrize("tempo", [1.0, 1.44])
@pytest.mark.parametrize(
    ("words", "culprit"),
    [
        (Words("Lift " * 30, "Hold", "Lower"), "Lift Lift"),
        (Words("Lift", "Hold " * 30, "Lower"), "Hold Hold"),
    ],
)
def test_words_too_long_for_their_tempo_are_refused_by_name(dose, tempo, words, culprit):
    with pytest.raises(ContentError) as refused:
        compiled(replace(exercise(dose=dose), words=words), tempo=tempo)

    for fault in refused.value.faults:
        assert "exercise Bridge: " in fault.message
        assert culprit in fault.message
        assert "too long for the tempo" in fault.message


@pytest.mark.parametrize(("letters", "said"), [(59, "L" * 59), (60, "Lift")])
def test_where_the_fuller_words_leave_no_gap_the_barer_ones_are_said(letters, said):
    words = Words("Lift", "Hold", "Lower", "L" * letters)  # 59 letters take 1770 of 1780 ms
    timeline = compiled(replace(exercise(dose=reps(2, 1)), words=words))

    assert next(cue.text for cue in timeline.cues if cue.rep == 1) == said


def test_words_that_fit_may_not_fit_faster():
    tight = replace(
        exercise(dose=reps(tempo=Tempo(Ms(3000), Ms(0), Ms(3000)))),
        words=Words("Lift your hips towards the ceiling now, all the way up", "", "Lower"),
    )

    def heavy(text):
        return Measured(Ms(len(text) * 45), Ms(0))

    compiled(tight, measure=heavy)
    with pytest.raises(ContentError, match="exercise Bridge"):
        compiled(tight, measure=heavy, tempo=1.44)


def test_all_words_that_do_not_fit_are_told_at_once():
    long = Words("Lift " * 30, "Hold", "Lower")
    with pytest.raises(ContentError) as refused:
        compiled(replace(exercise("One"), words=long), replace(exercise("Two"), words=long))

    assert [f.message.split(":")[0] for f in refused.value.faults] == [
        "exercise One",
        "exercise Two",
    ]


def test_faster_never_goes_under_three_seconds_a_repetition():
    timeline = compiled(exercise(dose=reps(tempo=Tempo(Ms(1800), Ms(0), Ms(1800)))), tempo=1.44)

    assert {work.period for work in sets(timeline)} == {3000}


def test_holds_and_rests_keep_their_length_at_every_tempo():
    for tempo in TEMPOS:
        timeline = compiled(exercise(dose=holds(hold=10000, sets=2)), tempo=tempo)
        assert {(s.hold, s.period) for s in sets(timeline)} == {(10000, 21000)}
        (rest,) = (s for s in timeline.segments if s.kind is SegmentKind.REST)
        assert rest.end - rest.start == 20000


def test_pauses_are_as_long_as_the_cueing_rules_ask_for():
    """C28 and C31."""
    assert GAP_BEGIN >= GAP_CHIME
    assert GAP_SENTENCE >= 700
    assert 2000 <= GAP_LIMB <= 3000
    assert 5000 <= GAP_POSITION <= 8000
    assert GAP_SIDE >= 1000
    assert GAP_CHIME >= 300


@pytest.mark.parametrize("short", [frozenset(), frozenset({"bridge"})])
def test_after_each_sentence_that_asks_to_move_there_is_time_to_do_so(short):
    """The movement is listened to in stillness."""
    card = replace(
        exercise(dose=reps(sets=1)), get_there=("One.", "Two."), setup=("Three.",),
        movement=("Four.",), breath=("Five.",), caution=("Six.",), short=("Seven.", "Eight."),
    )  # fmt: skip
    timeline = compiled(card, short=short)

    said = [cue for cue in timeline.cues if timeline.segment_at(cue.start).part in BEFORE_SETS]
    after = {one.text: then.start - one.end for one, then in pairwise(said)}
    assert (after["One."], after["Two."]) == (GAP_LIMB, GAP_POSITION)
    moving = {"Seven.", "Eight."} if short else {"Three."}
    assert {after[text] for text in moving} == {GAP_LIMB}
    informing = set(after) - moving - {"One.", "Two."}
    assert {after[text] for text in informing} == {GAP_SENTENCE}


# --- what ships -------------------------------------------------------------------

ASKS = re.compile(r"\bsay\b|\btell me\b", re.IGNORECASE)


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped.id)
def test_a_file_never_asks_for_a_spoken_command(shipped):
    timeline = compile_level(shipped, BOOK, plain, Options(Medium.FILE))

    assert [cue.text for cue in timeline.cues if ASKS.search(cue.text)] == []
    chimes = {cue.text for cue in timeline.cues if cue.kind is CueKind.CHIME}
    assert chimes == {Chime.START, Chime.REST}, "nobody is answered"


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped.id)
def test_a_live_session_names_the_stop_words_at_its_start_and_in_each_exercise(shipped):
    timeline = compile_level(shipped, BOOK, plain)

    named = [cue for cue in timeline.cues if cue.text == BOOK.say("stop_words_live")]
    blocks = [timeline.segment_at(cue.start).block for cue in named]
    first = 1 + len(shipped.warm_up)
    assert blocks == [0, *range(first, first + len(shipped.exercises))]


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped.id)
def test_no_placeholder_is_ever_said(shipped):
    for tempo in (TEMPO_LIMITS[0], 1.0):
        timeline = compile_level(shipped, BOOK, plain, Options(tempo=tempo))
        assert [cue.text for cue in timeline.cues if re.search(r"[{}]", cue.text)] == []


def with_relatives(shipped):
    """Return a level with the exercises of the other levels of its programme."""
    others = (each for each in SHIPPED if each.programme == shipped.programme)
    cards = (card for each in others if each.id != shipped.id for card in each.exercises)
    return replace(shipped, relatives=tuple(cards))


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped.id)
def test_every_way_of_every_exercise_can_be_done_in_full_and_short(shipped):
    """A way that does not compile would be refused in the middle of a session."""
    shipped = with_relatives(shipped)
    ids = [slot.id for slot in shipped.everything]
    for slot in shipped.everything:
        for step, way in ways(shipped, slot).items():
            for chosen in (Options(), Options().shortened(*ids)):
                timeline = compile_level(shipped, BOOK, plain, chosen.on_way(slot.id, step))
                assert way.card.name in timeline.blocks
                assert [cue.text for cue in timeline.cues if re.search(r"[{}]", cue.text)] == []


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped.id)
def test_each_variant_of_a_shipped_exercise_is_offered(shipped):
    """A way that names an exercise in another position would never be found."""
    shipped = with_relatives(shipped)
    for slot in shipped.everything:
        found = ways(shipped, slot)
        assert (1 in found) == (slot.harder is not None)
        assert (-1 in found) == (slot.easier is not None)


# --- properties -------------------------------------------------------------------


def _compile(plan, measure, chosen=None):
    """Return the timeline, or None after seeing that the refusal names an exercise."""
    try:
        return compile_level(plan, BOOK, measure, chosen)
    except ContentError as refused:
        names = [each.name for each in performed(plan, chosen or Options())]
        for fault in refused.faults:
            assert any(fault.message.startswith(f"exercise {name}: ") for name in names)
        return None


@given(levels, measures, options)
def test_cues_stand_in_order_and_never_overlap(plan, measure, chosen):
    timeline = _compile(plan, measure, chosen)

    if timeline:
        assert timeline.cues[0].start >= 0
        assert timeline.cues[-1].end <= timeline.end
        for one, following in pairwise(timeline.cues):
            assert one.end <= following.start


@given(levels, measures, options)
def test_segments_tile_the_session_and_no_cue_reaches_over_an_edge(plan, measure, chosen):
    timeline = _compile(plan, measure, chosen)

    if timeline:
        assert timeline.segments[0].start == 0
        for one, following in pairwise(timeline.segments):
            assert one.start < one.end == following.start
            assert following.block - one.block in {0, 1}
        for cue in timeline.cues:
            assert cue.end <= timeline.segment_at(cue.start).end


@given(levels, measures, options)
def test_every_count_falls_on_its_beat(plan, measure, chosen):
    timeline = _compile(plan, measure, chosen)

    for work in sets(timeline) if timeline else ():
        if work.hold:
            continue
        counts = within(timeline, work, CueKind.COUNT)
        assert [cue.text for cue in counts] == [
            BOOK.fill("{n}.", {"n": rep}) for rep in range(1, work.reps + 1)
        ]
        for rep, cue in enumerate(counts, 1):
            beat = work.first_beat + (rep - 1) * work.period
            assert cue.start + measure(cue.text).attack == cue.beat == beat
            assert work.rep_at(Ms(beat - 1)) == rep
        assert work.worked == counts[-1].beat


@given(levels, measures, options)
def test_every_hold_lasts_as_long_as_it_should_and_is_counted_down_by_the_clock(
    plan, measure, chosen
):
    timeline = _compile(plan, measure, chosen)
    cards = {card.id: card for card in performed(plan, chosen)}

    for work in sets(timeline) if timeline else ():
        words = cards[work.exercise].words
        for lift in range(1, work.reps + 1) if work.hold else ():
            said = [cue for cue in within(timeline, work) if cue.rep == lift and cue.beat]
            assert (said[0].text, said[-1].text) == (words.hold, words.back)
            assert said[-1].beat - said[0].beat == work.hold
            numbers = [left for left in range(60, 0, -1) if left < work.hold // 1000]
            counted = [left for left in numbers if left <= 3 or left % 5 == 0]
            assert [(c.text, said[-1].beat - c.beat) for c in said[1:-1]] == [
                (BOOK.fill("{n}.", {"n": left}), left * 1000) for left in counted
            ]
            assert work.rep_start(lift) < said[0].beat < said[-1].beat <= work.worked


@given(levels, measures, options)
def test_both_sides_get_the_same_sets_and_repetitions_the_right_one_first(plan, measure, chosen):
    timeline = _compile(plan, measure, chosen)

    for card in performed(plan, chosen) if timeline else ():
        done = [s for s in sets(timeline) if s.exercise == card.id]
        if card.sides is Sides.EACH:
            half = len(done) // 2
            assert [s.side for s in done] == [Side.RIGHT] * half + [Side.LEFT] * half
            right, left = ([(s.set, s.reps) for s in part] for part in (done[:half], done[half:]))
            assert right == left
        else:
            assert {s.side for s in done} == {None}
        assert len(done) == card.dose.sets.low * (2 if card.sides is Sides.EACH else 1)


_sided = st.lists(
    st.sampled_from(["Bend your {side} knee.", "Hold your {other_side} hip.", "Breathe.",
                     "Your {side} hand rests on your {other_side} hip."]),
    max_size=3,
).map(tuple)  # fmt: skip


@given(st.lists(_sided, min_size=6, max_size=6), st.integers(1, 3), st.booleans())
def test_both_sides_hear_the_same_words_mirrored(texts_of, many, less):
    """C35: whatever sentences name a side, "right" and "left" are said equally often."""
    fields = ("setup", "movement", "feel", "faults", "caution", "short")
    card = replace(
        exercise("Plank", holds(2, 5000, many), Sides.EACH),
        change_sides=(),
        get_there=("Lie on your {side} side.",),  # beside "Now the left side."
        **dict(zip(fields, texts_of, strict=True)),
    )
    timeline = compiled(card, short=frozenset({"plank"} if less else ()))

    said = " ".join(cue.text for cue in timeline.cues).lower()
    right, left = (len(re.findall(rf"\b{side}\b", said)) for side in ("right", "left"))
    assert right == left >= 1 + many


@given(levels, measures, options)
def test_where_sides_alternate_right_and_left_are_named_in_turn(plan, measure, chosen):
    timeline = _compile(plan, measure, chosen)

    for card in performed(plan, chosen) if timeline else ():
        if card.sides is not Sides.ALTERNATE or isinstance(card.dose, Holds):
            continue
        for work in (s for s in sets(timeline) if s.exercise == card.id):
            for cue in within(timeline, work, CueKind.PHASE):
                named = re.findall(r"right|left", cue.text.lower())
                if named:
                    assert named == ["right" if cue.rep % 2 else "left"]
            sided = [c for c in within(timeline, work) if re.search("[Rr]ight|[Ll]eft", c.text)]
            assert {cue.rep for cue in sided} >= set(range(3, work.reps + 1))


@given(levels, measures, st.sampled_from(Medium))
def test_every_tempo_keeps_the_structure(plan, measure, medium):
    shapes = set()
    for tempo in TEMPOS:
        timeline = _compile(plan, measure, Options(medium, tempo))
        if timeline:
            rows = [replace(s, start=0, end=0, period=0, first_beat=0, worked=0)
                    for s in timeline.segments]  # fmt: skip
            shapes.add((tuple(rows), timeline.blocks))
            assert all(s.period >= 3000 for s in sets(timeline))
    assert len(shapes) <= 1


@given(st.integers(1, 60), st.integers(1, 9), st.integers(1, 240), st.sampled_from(Sides))
def test_numbers_that_are_said_come_from_the_dose(count, many, rest, sides):
    card = replace(
        exercise(dose=reps(count, many, rest=rest * 1000), sides=sides),
        movement=("Do {sets} times {reps}, rest {rest}.",),
    )
    timeline = compiled(card)

    said = [cue.text for cue in timeline.cues]
    n, k, pause = BOOK.number(count), BOOK.number(many), BOOK.duration(Ms(rest * 1000))
    assert f"Do {k} times {n}, rest {pause}." in said
    assert any(BOOK.count("sets", many) in text and f"of {n} rep" in text for text in said)
    assert (f"Rest for {pause}." in said) == (many > 1)


@given(levels, measures)
def test_a_dose_starts_at_the_low_end_of_its_range(plan, measure):
    def widened(card):
        dose = card.dose
        many = Range(dose.sets.low, dose.sets.low + 2)
        if isinstance(dose, Reps):
            return replace(card, dose=replace(dose, sets=many, reps=Range(dose.reps.low, 60)))
        return replace(card, dose=replace(dose, sets=many, hold=Range(dose.hold.low, 60000)))

    wide = replace(plan, exercises=tuple(widened(card) for card in plan.exercises))
    assert _compile(wide, measure) == _compile(plan, measure)
