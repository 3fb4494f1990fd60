"""C31, C32: what sounds beside words."""

from dataclasses import replace

from levels import BOOK
from linting import Copy, news, place, reworded, shipped, subject, with_cues
from voicecoach.core.timeline import CueKind
from voicecoach.core.units import Ms

BRIDGE = place("bridge")
FIRST = Copy().line(())


def test_a_long_chime_is_found():
    def long(cue, n):
        first = cue.kind is CueKind.CHIME and cue.text == "start" and n == 0
        return replace(cue, length=Ms(401)) if first else cue

    assert news(with_cues(shipped(), long)) == {("C31", FIRST)}


def test_a_chime_too_near_to_a_word_is_found_on_either_side():
    for shift in (-150, 900):

        def moved(cue, n, shift=shift):
            mine = cue.kind is CueKind.CHIME and cue.text == "start" and n > 0
            return replace(cue, start=Ms(cue.start + shift)) if mine else cue

        found = news(with_cues(shipped(), moved))

        assert ("C31", Copy().line(BRIDGE)) in found
        assert {rule for rule, _ in found} == {"C31"}


def test_a_chime_that_nobody_has_explained_is_found():
    for name in ("start", "rest"):
        words = BOOK.texts[f"chime_{name}"]
        changed = with_cues(
            shipped(), lambda cue, n, words=words: None if cue.text == words else cue
        )

        assert news(changed) == {("C31", FIRST)}


def test_a_chime_explained_in_other_words_is_explained():
    other = reworded(chime_start="The sound of a beginning:")

    assert not {found for found in news(subject(book=other)) if found[0] == "C31"}


def test_a_word_over_another_is_found():
    def long(cue, n):
        return replace(cue, length=Ms(cue.length + 3000)) if cue.text == "Seven." else cue

    assert ("C32", Copy().line(BRIDGE)) in news(with_cues(shipped(), long))
