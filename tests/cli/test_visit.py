"""Visits with the real talks, session, deck and log; answers come as commands, in no time."""

from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest

from program import SHORT_LEVEL
from voicecoach.adapters.journals.jsonl import JsonlJournal, read_sessions
from voicecoach.adapters.journals.remembering import RememberingJournal
from voicecoach.adapters.voices import silent
from voicecoach.cli.content import level_and_book
from voicecoach.cli.places import Places
from voicecoach.cli.planning import planned
from voicecoach.cli.stage import Stage
from voicecoach.cli.theatre import Theatre
from voicecoach.config import Config
from voicecoach.core.commands import Command
from voicecoach.core.events import Heard, Load, Note, Outcome, Say, Spoke, Started
from voicecoach.core.job import Medium
from voicecoach.core.progress.continued import joined
from voicecoach.errors import DeviceError
from voicecoach.flows.director import Director
from voicecoach.flows.prepare import Library
from voicecoach.ports import VoiceChoice
from voicecoach.sound.deck import Deck
from wording import BOOK

WELL = {
    "in your back now": Command.TWO,
    "morning after": Command.SAME,
    "Shall we start": Command.YES,
    "worst pain": Command.ONE,
    "how hard": Command.FIVE,
    "under control": Command.YES,
}
"""Words of a question -> the answer when all is well; any other question is answered with no."""


class PowerFailure(BaseException):
    """The process is gone."""


class House:
    """Where somebody exercises: a log that stays from visit to visit, and a calendar."""

    def __init__(self, folder):
        self.folder = folder
        self.path = folder / "short.yaml"
        self.path.write_text(SHORT_LEVEL.replace("language: en\n", "language: en\nadvice: true\n"))
        self.told = []
        self.sessions = 0
        self.refuses = False
        self.fails_at = ""

    def cut_short(self, at, level="short", **settings):
        """Hold a visit in which the power fails at the line ``at``."""
        self.fails_at = at
        with pytest.raises(PowerFailure):
            self.visit(level, **settings)
        self.fails_at = ""

    def visit(self, level="auto", *, medium=Medium.LIVE, check_in="auto", **changed):
        """Hold a visit in which questions are answered by ``WELL`` and ``changed``."""
        config = Config(
            level=str(self.path) if level == "short" else level, check_in=check_in, voice="silent",
        )  # fmt: skip
        places = Places(self.folder / "config", self.folder / "data", self.folder / "cache")
        own = [(words.replace("_", " "), what) for words, what in changed.items()]
        answers = [*own, *WELL.items()]
        self.told, self.sessions = [], 0
        with ExitStack() as stack:
            voice = silent.ENGINE.make(VoiceChoice())
            deck = Deck(voice.rate)
            start = datetime.now(UTC)

            def now():
                # a thousandth: the next visit begins after this one, and on the same day
                return start + timedelta(microseconds=deck.position)

            log = Refusing() if self.refuses else JsonlJournal(places.data, now)
            journal = RememberingJournal(log, now)
            stack.callback(journal.close)
            level_, book = level_and_book(config, places)
            stage = Stage(config, book, Library(voice), deck, journal)
            records = read_sessions(places.data)[0]

            def play(act, step):
                return self._play(act, step, deck, stage, answers)

            programme = planned(stage, places, level_, records, journal)
            outcome = programme(Theatre(medium, lambda _percent: None, play))
        self.entries = journal.entries
        return outcome

    def record(self):
        """Return the latest session of the log."""
        return read_sessions(self.folder / "data")[0][-1]

    def names(self):
        """Return the names of the entries of the latest visit."""
        return [entry.name for entry in self.entries]

    def _play(self, act, step, deck, stage, answers):
        asked, put = [], Counter()

        def watch(_at, what):
            if isinstance(what, Say):
                self.told += what.texts
                asked[:] = [what.texts[-1]] if what.texts else []
            elif isinstance(what, Load):
                self.sessions += 1
            elif isinstance(what, Note) and self.fails_at and self.fails_at in what.text:
                raise PowerFailure

        director = Director(
            act, deck, stage.library.clip, stage.journal, allow=lambda _: None, watch=watch,
            step=step,
        )  # fmt: skip
        director.handle(Started(deck.position))
        while director.outcome is None:
            _, events = deck.render(deck.rate // 10)
            for event in events:
                director.handle(event)
                if isinstance(event, Spoke) and asked and asked[0].endswith("?"):
                    put[asked[0]] += 1
                    assert put[asked[0]] < 9, f"{asked[0]} is put again and again"
                    command = next((c for w, c in answers if w in asked[0]), Command.NO)
                    if command is not None:
                        director.handle(Heard(deck.position, command))
        return director.session, director.outcome


class Refusing:
    """The log of a full disk."""

    def append(self, entry, facts):
        raise DeviceError("The disk is full; free some space.")

    def close(self):
        """Do nothing."""


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


def test_questions_come_before_and_after_a_session_of_a_level_for_the_back(house):
    assert house.visit("short") is Outcome.COMPLETED

    record = house.record()
    assert house.sessions == 1
    assert record.answers.pain_now == 2
    assert (record.answers.worst_pain, record.answers.effort) == (1, 5)
    assert record.answers.control is True
    assert house.told[0] == BOOK.say("visit_welcome_live")
    assert house.told[-1] == BOOK.say("saved")
    assert house.names().count("session_ended") == 1
    assert house.names()[-1] == "verdict"


def test_the_second_visit_asks_about_the_morning_and_no_warning_signs(house):
    house.visit("short")
    house.visit("short")

    assert BOOK.say("ask_morning") in house.told
    assert BOOK.say("flag_saddle") not in house.told


def test_a_warning_sign_locks_and_nothing_is_offered_until_somebody_was_seen(house):
    assert house.visit("short", between_your_legs=Command.YES, Is_that_right=Command.YES)
    assert house.sessions == 0
    assert house.record().lock is not None

    for settings in ({}, {"check_in": "off"}, {"medium": Medium.KEYS}):
        house.visit("short", **settings)
        assert house.sessions == 0
        assert BOOK.say("lock_stands") in house.told

    house.visit("short", doctor_or_physiotherapist_seen_you=Command.YES)
    assert house.sessions == 1


def test_a_lock_holds_for_every_level_also_one_that_is_not_for_the_back(house):
    """R0: stop program, block sessions until user confirms medical advice."""
    house.visit("short", between_your_legs=Command.YES, Is_that_right=Command.YES)
    house.path.write_text(SHORT_LEVEL)
    house.visit("short")
    assert house.sessions == 0

    house.visit("short", doctor_or_physiotherapist_seen_you=Command.YES)
    assert house.sessions == 1


def test_a_recording_for_nobody_does_not_pass_a_lock(house):
    house.visit("short", between_your_legs=Command.YES, Is_that_right=Command.YES)
    house.visit("short", medium=Medium.FILE)

    assert house.sessions == 0


def test_with_strong_pain_at_rest_there_is_no_session_today(house):
    """R12: pain at rest >= 7: no strength session; ask again next day."""
    house.visit("short", in_your_back_now=Command.SEVEN)

    assert house.sessions == 0
    assert BOOK.say("verdict_rest") in house.told


def test_without_a_level_the_recommended_one_is_started_after_a_yes(house):
    house.visit()

    assert BOOK.say("ask_level", number=1) in house.told
    assert house.record().level == "low-back-1"
    assert house.names().count("verdict") == 2


def test_nothing_starts_where_nobody_answers(house):
    outcome = house.visit(hall_we_start=None)

    assert outcome is Outcome.INTERRUPTED
    assert house.sessions == 0


def test_the_user_may_say_no(house):
    house.visit(Shall_we_start=Command.NO)

    assert house.sessions == 0
    assert BOOK.say("ask_goodbye") in house.told


def test_without_questions_only_the_session_is_played(house):
    house.visit("short", check_in="off")

    assert house.sessions == 1
    assert "answered" not in house.names()


def test_a_level_that_is_not_for_the_back_has_no_questions(house):
    house.path.write_text(SHORT_LEVEL)
    house.visit("short")

    assert house.sessions == 1
    assert "answered" not in house.names()


def test_keys_are_named_where_nobody_can_be_heard(house):
    house.visit("short", medium=Medium.KEYS)

    assert house.told[0] == BOOK.say("visit_welcome_keys")


def test_a_disk_that_refuses_ends_no_visit_and_hides_no_answer(house):
    house.refuses = True
    assert house.visit("short") is Outcome.COMPLETED

    assert house.sessions == 1
    assert BOOK.say("journal_lost") in house.told
    assert BOOK.say("ask_worst") in house.told
    assert house.told[-1] == BOOK.say("unsaved")


# --- going on with a session that was cut short ---------------------------------------------

GO_ON = {"Shall we go on": Command.YES}
SECOND = "Bridge, set two of two"


def places(house):
    """Return the sets that the latest visit logged."""
    done = [entry.facts for entry in house.entries if entry.name == "set_done"]
    return [(facts["exercise"], facts["set"], facts["side"]) for facts in done]


def offered(house):
    return BOOK.say("ask_go_on") in house.told


@pytest.mark.parametrize("check_in", ["auto", "off"])
def test_a_session_that_was_cut_short_goes_on_at_the_same_set_with_its_position(house, check_in):
    house.cut_short("Bridge, rest", check_in=check_in)
    first = house.record().id

    assert house.visit("short", check_in=check_in, **GO_ON) is Outcome.COMPLETED

    assert BOOK.say("ask_go_on_place", place=SECOND) in house.told
    begun = house.told.index(BOOK.say("going_on", place=SECOND))
    assert house.told[begun + 1] == "Lie on your back."
    assert places(house) == [("bridge", 2, None), ("side-plank", 1, "right"),
                             ("side-plank", 1, "left")]  # fmt: skip
    (ended,) = [entry.facts for entry in house.entries if entry.name == "session_ended"]
    assert ended["sets_done"] == 4
    assert house.record().continues == first
    (whole,) = joined(read_sessions(house.folder / "data")[0])
    assert whole.outcome is Outcome.COMPLETED
    assert len(whole.sets) == 4


def test_where_the_next_set_is_the_first_of_its_exercise_the_whole_exercise_comes(house):
    house.cut_short("Side plank, get ready")

    house.visit("short", **GO_ON)

    assert BOOK.say("going_on", place="Side plank, right side, set one of one") in house.told
    assert places(house) == [("side-plank", 1, "right"), ("side-plank", 1, "left")]


def test_on_the_second_side_the_position_is_that_of_the_second_side(house):
    house.cut_short("Side plank, change sides")

    house.visit("short", **GO_ON)

    assert "Lie on your left side." in house.told
    assert places(house) == [("side-plank", 1, "left")]


@pytest.mark.parametrize("answer", [Command.NO, None])
def test_no_or_silence_leads_to_a_session_from_its_beginning(house, answer):
    house.cut_short("Bridge, rest")

    house.visit("short", Shall_we_go_on=answer, shall_we_go_on=answer)

    assert offered(house)
    assert len(places(house)) == 4
    assert house.record().continues == ""


def test_the_morning_after_has_not_come_when_a_session_goes_on(house):
    house.cut_short("Bridge, rest")
    house.visit("short", **GO_ON)

    assert BOOK.say("ask_morning") not in house.told
    assert BOOK.say("ask_pain") in house.told


def test_a_session_can_be_cut_short_twice(house):
    house.cut_short("Bridge, rest")
    house.cut_short("Side plank, get ready", **GO_ON)
    house.visit("short", **GO_ON)

    assert places(house) == [("side-plank", 1, "right"), ("side-plank", 1, "left")]
    (whole,) = joined(read_sessions(house.folder / "data")[0])
    assert len(whole.sets) == 4


def test_nothing_is_offered_after_a_session_that_was_completed_or_before_its_first_set(house):
    house.cut_short("Bridge, set one")
    house.visit("short")
    assert not offered(house)
    house.visit("short")
    assert not offered(house)


def test_after_strong_pain_at_rest_nothing_goes_on(house):
    house.cut_short("Bridge, rest")
    house.visit("short", in_your_back_now=Command.EIGHT, **GO_ON)

    assert not offered(house)
    assert house.sessions == 0


def test_who_says_in_the_offer_that_it_hurts_much_does_not_go_on(house):
    house.cut_short("Bridge, rest")
    house.visit("short", Shall_we_go_on=Command.PAIN, does_it_hurt=Command.EIGHT,
                How_strong=Command.EIGHT)  # fmt: skip

    assert house.sessions == 0


def test_the_questions_after_it_are_about_all_of_the_session(house):
    house.cut_short("Side plank, get ready")
    house.visit("short", how_hard=Command.NINE, **GO_ON)

    assert any("bridge" in text for text in house.told if text.endswith("?"))
