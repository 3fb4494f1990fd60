from hypothesis import given
from hypothesis import strategies as st

from voicecoach.core.commands import Command
from voicecoach.core.events import Announce, Hold, Hush, Say
from voicecoach.core.timeline import Cue, CueKind
from voicecoach.core.units import Ms
from voicecoach.flows.saying import AROUND, Saying

PHRASES = {Command.STOP: ("stop",), Command.NEXT: ("next",), Command.ONE: ("one",)}
LENGTH = Ms(2000)


def saying():
    return Saying(PHRASES, lambda _text: LENGTH)


def cue(text, kind=CueKind.TALK):
    return Cue(Ms(0), LENGTH, text, kind)


def heard(told, until=20_000):
    """Return when each command is being said, by tenths of a second."""
    found = {}
    for at in range(0, until, 100):
        for command in told.now(Ms(at)):
            found.setdefault(command, []).append(at)
    return {command: (times[0], times[-1]) for command, times in found.items()}


def test_a_word_is_said_half_a_second_before_and_after_its_place():
    told = saying()
    told.watch(Ms(5000), Announce(Ms(4000), cue("stop and wait all day")))

    # four letters of 21: 4000 to 4381
    assert heard(told) == {Command.STOP: (3500, 4800)}


def test_the_end_of_a_sentence_is_later_than_its_start():
    told = saying()
    told.watch(Ms(4000), Announce(Ms(4000), cue("stop, and then comes the next")))
    times = heard(told)

    assert times[Command.STOP][1] < times[Command.NEXT][0] + 1000
    assert times[Command.NEXT] == (5300, 6400)


def test_answers_follow_one_another():
    told = saying()
    told.watch(Ms(1000), Say(1, ("stop", "next"), Ms(200), (Ms(800),)))
    times = heard(told)

    assert times[Command.STOP] == (700, 3600)
    assert times[Command.NEXT] == (3500, 6400)


def test_what_is_cut_off_is_not_said_but_what_has_sounded_is():
    told = saying()
    told.watch(Ms(1000), Announce(Ms(1000), cue("one, and much later, when all is over, stop")))
    told.watch(Ms(1500), Hold())
    told.watch(Ms(1500), Say(1, ("next",)))
    told.watch(Ms(1600), Hush())
    times = heard(told)

    assert Command.STOP not in times
    assert times[Command.ONE] == (500, 1600)
    assert times[Command.NEXT] == (1000, 2000)


def test_a_chime_says_nothing():
    told = saying()
    told.watch(Ms(0), Announce(Ms(0), cue("stop", CueKind.CHIME)))

    assert heard(told) == {}


@given(st.lists(st.sampled_from(["stop", "next", "one", "all is well"]), max_size=40))
def test_what_is_long_over_is_forgotten(texts):
    told = saying()
    for number, text in enumerate(texts):
        at = Ms(number * 3000)
        told.watch(at, Announce(at, cue(text)))
        assert len(told._words) <= 2
    last = Ms(len(texts) * 3000 + LENGTH + AROUND)
    assert told.now(last) == frozenset()
