"""Before a session everything is rendered, and then the voice, which may be large, is let go."""

from levels import BOOK, level
from voicecoach.cli.preparing import Preparation
from voicecoach.core.job import Medium, Options
from voicecoach.core.timeline import CueKind
from voicecoach.flows.prepare import Library
from voicecoach.testing import BeepVoice


class Closing(BeepVoice):
    """Counts what it renders after it was closed."""

    def __init__(self):
        self.closed, self.late = False, []

    def render(self, text):
        if self.closed:
            self.late.append(text)
        return super().render(text)

    def close(self):
        self.closed = True


def prepared():
    library = Library(voice := Closing())
    preparation = Preparation(level(), BOOK, library, "112", Options())
    return preparation.session(Medium.LIVE, lambda _percent: None), library, voice


def test_the_voice_is_let_go_when_all_is_rendered():
    assert prepared()[2].closed


def test_no_word_of_the_session_is_asked_of_a_voice_that_was_let_go():
    session, library, voice = prepared()
    for cue in session.timeline.cues:
        if cue.kind is not CueKind.CHIME:
            library.clip(cue.text)

    assert voice.late == []


def test_what_is_said_later_all_the_same_is_rendered_then():
    _, library, voice = prepared()

    assert library.clip("Your headphones are back.").length > 0
    assert voice.late == ["Your headphones are back."]
