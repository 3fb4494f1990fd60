"""Findings of the doctor as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.health import Finding, State, line, summary

words = st.text(st.characters(codec="ascii", categories=("L",)), min_size=1, max_size=9)
findings = st.builds(
    Finding, words, words, st.sampled_from(State), words, words, needed=st.booleans()
)


@given(findings)
def test_a_finding_is_one_line_and_its_first_word_is_its_state(finding):
    text = line(finding)

    assert len(text.splitlines()) == 1
    assert text.split(":")[0] == finding.state
    assert finding.detail in text
    assert finding.remedy in text


@given(st.lists(findings))
def test_only_what_is_needed_and_does_not_work_stands_in_the_summary(found):
    text = summary(found)

    failed = [each for each in found if each.needed and each.state is not State.OK]
    assert [each.failed for each in found] == [each in failed for each in found]
    assert all(f"{each.part} {each.name}" in text for each in failed)
    assert (text == "All that a session needs works.") == (not failed)


@pytest.mark.parametrize(
    ("finding", "text"),
    [
        (
            Finding("voice", "hibari", State.OK, "Works offline.", needed=True),
            "ok: voice hibari. Works offline.",
        ),
        (
            Finding("recognizer", "vosk", State.MISSING, "It is not here.", "pip install vosk"),
            "missing: recognizer vosk, not needed. It is not here. Remedy: pip install vosk",
        ),
        (
            Finding("speaker", "", State.BROKEN, "No sound.", "Plug it in.", needed=True),
            "broken: speaker, needed. No sound. Remedy: Plug it in.",
        ),
    ],
)
def test_a_line_reads_like_this(finding, text):
    assert line(finding) == text
