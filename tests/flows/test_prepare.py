from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from levels import BOOK, IDS, exercise, level, levels, reps, way_steps
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.programme import Variant
from voicecoach.core.timeline import CueKind
from voicecoach.flows.prepare import Library, draft, draft_texts, session_texts
from voicecoach.testing import BeepVoice


class Counting(BeepVoice):
    def __init__(self):
        self.rendered = []

    def render(self, text):
        self.rendered.append(text)
        return super().render(text)


def test_a_text_is_rendered_once():
    library = Library(voice := Counting())

    clip = library.clip("Lift.")

    assert library.clip("Lift.") is clip
    assert voice.rendered == ["Lift."]


def test_a_text_is_made_speakable_before_any_voice_sees_it():
    library = Library(voice := Counting())

    library.clip("Hold 30 s.")

    assert voice.rendered == ["Hold thirty seconds."]


def test_filling_tells_how_far_it_is_and_skips_what_is_there():
    library, told = Library(Counting()), []
    library.clip("One.")

    library.fill(["One.", "Two.", "Three."], lambda done, whole: told.append((done, whole)))

    assert told == [(1, 2), (2, 2)]


def test_a_measure_is_that_of_the_clip():
    measured = Library(BeepVoice()).measure("Lift your hips.")

    assert (measured.length, measured.attack) == (450, 40)


def test_a_clip_that_is_let_go_is_asked_for_again_but_its_measure_stays_known():
    library = Library(voice := Counting())
    before = library.measure("Lift.")
    library.release("Lift.")

    assert library.measure("Lift.") == before
    assert voice.rendered == ["Lift."]
    assert library.clip("Lift.").length == before.length
    assert voice.rendered == ["Lift.", "Lift."]


def test_a_text_that_is_forgotten_is_measured_anew():
    library = Library(voice := Counting())
    library.measure("Lift.")
    library.forget("Lift.")
    library.measure("Lift.")

    assert voice.rendered == ["Lift.", "Lift."]


def test_a_draft_says_what_a_session_says():
    plan = level()
    timeline = compile_level(plan, BOOK, BeepVoice().measure)

    said = {cue.text for cue in timeline.cues if cue.kind is not CueKind.CHIME}
    assert said <= set(draft_texts(plan, BOOK, Options()))


def test_a_draft_has_the_shape_of_the_session():
    plan = level(exercise())
    timeline = compile_level(plan, BOOK, BeepVoice().measure)

    shape = [(s.kind, s.label, s.block) for s in draft(plan, BOOK, Options()).segments]
    assert shape == [(s.kind, s.label, s.block) for s in timeline.segments]


def test_no_text_is_drafted_twice():
    texts = draft_texts(level(), BOOK, Options())

    assert len(texts) == len(set(texts))


options = st.builds(
    Options,
    tempo=st.sampled_from([0.694, 1.0, 1.44]),
    short=st.frozensets(st.sampled_from(IDS)),
    ways=way_steps,
)


@settings(max_examples=60, deadline=None)
@given(levels, options)
def test_whatever_the_user_asks_for_no_text_of_the_tape_is_new(plan, asked):
    timeline = compile_level(plan, BOOK, BeepVoice().measure, asked)

    said = {cue.text for cue in timeline.cues if cue.kind is not CueKind.CHIME}
    assert said <= set(session_texts(plan, BOOK, Options()))


def test_the_texts_of_a_session_are_those_of_each_way_in_full_and_short_once_each():
    card = replace(exercise(), easier=Variant("half bridge", ("Half as high.",), dose=reps(2, 1)))
    texts = session_texts(level(card), BOOK, Options(Medium.KEYS))

    assert len(texts) == len(set(texts))
    expected = {
        "Exercise one of one: Bridge.", "Exercise one of one: half bridge.", "Half as high.",
        "We do one set of two repetitions.", "We do two sets of four repetitions.",
        "Lift your hips, then lower.", "For your back.", "Half bridge, done.",
        BOOK.say("stop_words_keys"),
    }  # fmt: skip
    assert expected <= set(texts)
    assert BOOK.say("stop_words_live") not in texts


def test_the_texts_of_a_session_hold_its_farewell():
    texts = session_texts(level(), BOOK, Options(farewell=("Walk a little.",)))

    assert {BOOK.say("farewell"), "Walk a little."} <= set(texts)


def test_what_is_forgotten_is_said_anew_by_the_voice_that_speaks_then():
    before, then = BeepVoice(), BeepVoice()
    library = Library(before)
    first, other = library.clip("One."), library.clip("Two.")
    library.voice = then
    library.forget("One.")
    library.forget("Never said.")

    assert library.clip("One.") is not first
    assert library.clip("Two.") is other


def test_a_level_twice_as_long_is_drafted_as_often(monkeypatch):
    """The work of a start grows with the words of the level, and not with their square."""
    drafted = []

    def compiled(*asked):
        drafted.append(asked)
        return compile_level(*asked)

    monkeypatch.setattr("voicecoach.flows.prepare.compile_level", compiled)
    counts = []
    for names in (["Bridge"], ["Bridge", "Plank", "Bird dog"]):
        cards = [
            replace(exercise(name), easier=Variant(f"half {name}", ("Half of it.",)))
            for name in names
        ]
        session_texts(level(*cards), BOOK, Options())
        counts.append(len(drafted))
        drafted.clear()

    assert counts == [5, 5]
