"""From what was measured to what is wrong: the rules of the sound check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levels import BOOK
from voicecoach.core.soundcheck import Levels, Phrase, Trouble, judge

dbfs = st.floats(-96, 0)
levels = st.builds(Levels, dbfs, st.none() | dbfs, st.none() | dbfs)
phrases = st.none() | st.builds(Phrase, dbfs, recognised=st.booleans())
GOOD = Levels(-62.0)


@pytest.mark.parametrize(
    ("around", "phrase", "troubles"),
    [
        (GOOD, Phrase(-33, recognised=True), ()),
        (GOOD, Phrase(-33, recognised=False), (Trouble.UNCLEAR,)),
        (Levels(), None, (Trouble.MUTED,)),
        (GOOD, None, (Trouble.UNHEARD,)),
        (Levels(-30), None, (Trouble.NOISE,)),
        (Levels(-38), Phrase(-35, recognised=False), (Trouble.NOISE,)),
        (Levels(-38), Phrase(-33, recognised=True), (Trouble.NOISE,)),
        (Levels(-38), Phrase(-32, recognised=True), ()),
        (GOOD, Phrase(-48, recognised=False), (Trouble.FAINT,)),
        (Levels(-84), None, (Trouble.TURNED_DOWN,)),
        (Levels(-62, coach=-20, left=-40), Phrase(-33, recognised=True), (Trouble.ECHO,)),
        (Levels(-62, coach=-33, left=-50), Phrase(-33, recognised=True), ()),
    ],
)
def test_what_is_wrong_follows_from_levels_and_words(around, phrase, troubles):
    assert judge(around, phrase) == troubles


@given(levels, phrases)
def test_there_is_always_a_verdict_and_each_trouble_has_its_sentence(around, phrase):
    found = judge(around, phrase)

    assert len(set(found)) == len(found)
    assert all(BOOK.say(f"heard_{trouble}") for trouble in found)
    if phrase is None:
        assert found, "nobody was heard, so something is wrong"


@given(levels, st.floats(-80, 0), st.floats(0, 40))
def test_to_come_closer_makes_nothing_worse(around, level, more):
    """The louder the phrase, the fewer troubles, down to the one that is not of loudness."""
    before = set(judge(around, Phrase(level, recognised=True)))
    after = set(judge(around, Phrase(level + more, recognised=True)))

    assert len(after) <= len(before)
