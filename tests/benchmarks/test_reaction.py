"""The arithmetic of benchmarks/sections/reaction.py: words, their places, what became of them."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from hands_free_parts.judging import Recorded, judge
from reaction_parts.files import FileRows, FileTape
from reaction_parts.plain import OBEYS, beside
from reaction_parts.plain import judge as judge_plain
from reaction_parts.setting import ASKED, FIRST, RATE, STOPPED, Said, script

from live_user import Saying, Word
from voicecoach.core.commands import Command
from voicecoach.core.events import Chime
from voicecoach.sound.chimes import make_chime

NOISE = np.random.default_rng(1).standard_normal(RATE // 2) * 3000


def word(command):
    return Word(command, "somebody", NOISE)


def said(command, at):
    return Said(word(command), NOISE, at, follows=command not in ASKED)


def row(starts, text, decided):
    return {"starts_s": starts, "ends_s": starts + 0.7, "text": text, "decided_idle_s": decided}


def test_the_words_stop_the_coach_in_turns_and_let_it_go_on_but_for_the_last():
    made = script(word, np.random.default_rng(1), 3)

    assert [each.word.command for each in made.said] == [
        Command.STOP, Command.RESUME, Command.PAUSE, Command.RESUME, Command.STOP,
    ]  # fmt: skip
    assert made.said[0].at == FIRST
    assert [each.follows for each in made.said] == [False, True, False, True, False]
    assert all(a.over < b.at for a, b in zip(made.said, made.said[1:], strict=False))
    assert made.seconds == pytest.approx(made.said[-1].over + STOPPED[1], abs=0.001)


def test_the_words_are_in_the_recording_at_their_places_and_the_same_each_time():
    made, again = (script(word, np.random.default_rng(1), 2) for _ in range(2))
    first = round(made.said[0].at * RATE)
    heard = made.microphone[first : first + len(NOISE)].astype(float)

    assert np.array_equal(made.microphone, again.microphone)
    assert np.corrcoef(heard, made.said[0].sound)[0, 1] > 0.99
    assert np.abs(made.microphone[: first - RATE]).max() < 200


def test_over_files_a_word_is_obeyed_at_its_event_and_silence_begins_with_the_chime():
    chime = make_chime(Chime.OK, RATE).pcm
    microphone, coach = np.zeros(5 * RATE, np.int16), np.zeros(5 * RATE, np.int16)
    microphone[2 * RATE : 2 * RATE + len(NOISE)] = NOISE
    cut = round(2.7 * RATE)
    coach[:cut] = np.random.default_rng(2).standard_normal(cut) * 2000
    coach[cut : cut + len(chime)] = chime
    rows = FileRows([{"at_ms": 2690, "event": "command", "command": "stop", "source": "voice"}])
    one = Saying(word(Command.STOP), NOISE, 2.0, 2.5, 1, obeyed=False, follows=False)

    (judged,) = judge(
        [one], rows, Recorded(FileTape(), microphone), Recorded(FileTape(), coach), -6.0
    )

    assert judged.whole
    assert judged.decided == pytest.approx(0.19, abs=0.001)
    assert judged.silent == pytest.approx(0.205, abs=0.01)


def test_what_is_said_to_the_baseline_obeys_a_command_each():
    assert OBEYS["stop"] is Command.STOP
    assert OBEYS["resume"] is Command.RESUME
    assert all(text == text.lower() for text in OBEYS)


def test_the_baseline_is_judged_by_the_piece_in_which_a_word_was_said():
    every = [said(Command.STOP, 10.0), said(Command.PAUSE, 20.0), said(Command.STOP, 30.0),
             said(Command.PAUSE, 40.0)]  # fmt: skip
    rows = [
        row(9.9, "stop", 11.5),
        row(15.0, "next", 16.5),  # nobody spoke
        row(16.9, "", 17.5),  # nobody spoke, nothing was found
        row(20.1, "resume", 21.5),
        row(30.0, "stop", 33.0),  # too late
    ]

    answers = judge_plain(rows, every)

    assert answers.decided == [pytest.approx(1.0), None, None, None]
    assert answers.wrong == [False, True, False, False]
    assert answers.unasked == 1


def test_the_coach_lies_beside_the_words_quieter_than_it_is_played():
    microphone = np.zeros(RATE, np.int16)
    coach = np.full(RATE // 2, 10_000, np.int16)
    both = beside(microphone, coach)

    assert len(both) == RATE
    assert 4_000 < both[0] < 10_000
    assert not both[RATE // 2 :].any()
