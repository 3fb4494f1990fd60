"""C30: the pace of the voice."""

from dataclasses import replace

from linting import shipped, with_cues
from voicecoach.content.lint.rate import remarks_on_rate, speaking_rate
from voicecoach.core.units import Ms


def paced(factor):
    """Return the level as said by a voice that takes ``factor`` times as long."""

    def slower(cue, _n):
        return replace(cue, start=Ms(round(cue.start * factor)), length=Ms(cue.length))

    whole = with_cues(shipped(), slower)
    return replace(whole, full={key: stretched(each, factor) for key, each in whole.full.items()})


def stretched(timeline, factor):
    """Return ``timeline`` with its segments as far apart as its cues."""
    segments = tuple(
        replace(each, start=Ms(round(each.start * factor)), end=Ms(round(each.end * factor)))
        for each in timeline.segments
    )
    return replace(timeline, segments=segments)


def test_a_pace_within_the_limits_is_left_alone():
    whole = shipped()

    assert 140 <= speaking_rate(whole) <= 165
    assert remarks_on_rate(whole) == ()


def test_a_voice_that_hurries_or_dawdles_is_found():
    for factor in (0.7, 1.4):
        (remark,) = remarks_on_rate(paced(factor))

        assert remark.rule.id == "C30"
        assert f"{speaking_rate(paced(factor))} words a minute" in str(remark)


def test_the_silence_after_a_sentence_counts_with_it():
    clipped = with_cues(shipped(), lambda cue, n: replace(cue, length=Ms(cue.length // 2)))

    assert speaking_rate(clipped) == speaking_rate(shipped())


def test_a_reason_under_reviewed_keeps_the_rule_silent():
    fast = paced(0.5)
    level = replace(fast.level, reviewed={"C30": "Its listeners are used to it."})

    assert remarks_on_rate(replace(fast, level=level)) == ()
