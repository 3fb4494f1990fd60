from levels import BOOK, exercise, level
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Options
from voicecoach.core.timeline import CueKind
from voicecoach.flows.prepare import Library, draft, draft_texts
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
