"""A whole visit driven by spoken answers: what was said stands in the log, as it was said."""

from itertools import cycle

import pytest

from listening_sounds import person, say
from program import run
from visits import Person, hold_visit
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.core.events import Outcome
from voicecoach.core.talk.flags import FLAGS

YES = ("yes-0cb74144.wav", "yes-4845bb10.wav", "yes-c9e251d2.wav")
NO = ("no-84d1e469.wav", "no-c9b5ff26.wav", "no-d0faf7e4.wav", "no-f2e59fea.wav")
NUMBERS = {
    "in your back now": ("Two.", "hibari"),
    "how strong is the pain?": ("Four.", "espeak"),
    "worst pain": ("Nine.", "hibari"),
    "how hard was the session": ("Six.", "espeak"),
}
"""Words of a question -> the number, and who says it."""
ASSENT = ("Shall we start", "under control", "Was it the bridge")
"""Words of a question that is answered with yes; any other with no."""


LEVEL = """\
format: 1
id: tiny-1
programme: tiny
number: 1
title: Tiny level
language: en
advice: true
exercises:
  - id: bridge
    name: bridge
    position: back
    setup: [Lie on your back.]
    movement: [Lift your hips., Lower your hips.]
    short: [Lift your hips and lower them.]
    words: {out: Lift, hold: Hold, back: Lower}
    ready: 4 s
    dose: {sets: 1, reps: 3, tempo: {out: 2 s, hold: 2 s, back: 2 s}, rest: 20 s}
"""
"""For the back, so that a visit goes with it, and soon over."""


@pytest.fixture
def level(tmp_path):
    path = tmp_path / "tiny.yaml"
    path.write_text(LEVEL, encoding="utf-8")
    return path


def patient(**changed):
    """Somebody who answers aloud, in several voices, and hurts in the first set."""
    yes, no = cycle(YES), cycle(NO)
    numbers = NUMBERS | changed

    def answer(question):
        for words, (number, voice) in numbers.items():
            if words in question:
                return say(number, voice)
        if "resume if" in question:
            return say("Resume.", "espeak")
        if not question.endswith("?"):
            return None
        return person(next(yes if any(words in question for words in ASSENT) else no))

    return Person(answer, {"Two more.": say("It hurts.", "espeak")})


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_spoken_answers_stand_in_the_log_as_they_were_said(tmp_path, level, monkeypatch):
    me = patient()
    outcome, (record,) = hold_visit(tmp_path / "one", me, str(level))

    assert outcome is Outcome.COMPLETED
    told(record)
    me.write(tmp_path / "answers.wav")
    status = run(
        monkeypatch, tmp_path, "start", "--level", str(level), "--voice", "silent",
        "--microphone", f"file:{tmp_path / 'answers.wav'}",
        "--speaker", f"file:{tmp_path / 'out.wav'}", "--data-dir", str(tmp_path / "two"),
    )  # fmt: skip
    assert status == 0
    told(read_sessions(tmp_path / "two")[0][0])


def told(record):
    """Check that a record tells what the patient said, above all the nine."""
    assert record.answers.pain_now == 2
    assert {flag.id: record.answers.flags[flag.id] for flag in FLAGS} == dict.fromkeys(
        (flag.id for flag in FLAGS), False
    )
    assert [pain.score for pain in record.pain] == [4]
    assert record.answers.worst_pain == 9
    assert record.answers.effort == 6
    assert record.answers.control is True
