"""C30: the pace of the voice."""

from dataclasses import replace

from linting import shipped, with_cues
from voicecoach.content.lint.rate import remarks_on_rate, speaking_rate
from voicecoach.core.units import Ms


def paced(factor):
    """Return the level as said by a voice that takes ``factor`` times as long."""
    return with_cues(shipped(), lambda cue, n: replace(cue, length=Ms(round(cue.length * factor))))


def test_a_pace_within_the_limits_is_left_alone():
    whole = shipped()

    assert 140 <= speaking_rate(whole) <= 165
    assert remarks_on_rate(whole) == ()


def test_a_voice_that_hurries_or_dawdles_is_found():
    for factor in (0.7, 1.4):
        (remark,) = remarks_on_rate(paced(factor))

        assert remark.rule.id == "C30"
        assert f"{speaking_rate(paced(factor))} words a minute" in str(remark)


def test_a_silence_of_07_s_counts_with_each_sentence():
    instant = with_cues(shipped(), lambda cue, n: replace(cue, length=Ms(0)))
    full = shipped()

    assert speaking_rate(instant) > speaking_rate(full)
    assert speaking_rate(instant) < 60_000 / 700 * 20, "20 words are the most in a sentence"


def test_a_reason_under_reviewed_keeps_the_rule_silent():
    fast = paced(0.5)
    level = replace(fast.level, reviewed={"C30": "Its listeners are used to it."})

    assert remarks_on_rate(replace(fast, level=level)) == ()
