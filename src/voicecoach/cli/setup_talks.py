"""The spoken set-up on open devices: a row of short talks, whose answers become settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from voicecoach.cli.setup_voice import SetUpVoice
from voicecoach.cli.soundcheck import SoundCheck
from voicecoach.cli.stage import Stage
from voicecoach.cli.theatre import Theatre
from voicecoach.core.events import Outcome
from voicecoach.core.job import Medium
from voicecoach.core.talk import setup
from voicecoach.core.talk.items import Given, Result, value_of
from voicecoach.core.talk.state import Talk
from voicecoach.core.talk.stepping import step_talk
from voicecoach.core.talk.telling import after, only
from voicecoach.ports import Voice

TOPICS = ("voice", "sound", "captions", "country", "safety")
"""What can be set up, in the order in which it is asked."""
TRIED_ONLY = frozenset({"sound", "safety"})
"""Topics that are tried, and change no setting."""
DONE: Mapping[str, object] = {"setup": "off"}
"""Written with any setting: the set-up does not come again by itself."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What is taken for granted until the user says otherwise."""

    called: setup.Called
    """How an ambulance is called."""
    code: str = ""
    """Of the country of that; empty where there is none."""
    reader: bool = False
    """Whether a screen reader seems to run."""


@dataclass(slots=True)
class SetUp:
    """A programme that asks for settings and writes them."""

    stage: Stage
    topics: tuple[str, ...]
    """Of `TOPICS`."""
    voice: SetUpVoice
    check: SoundCheck
    guess: Guess
    save: Callable[[Mapping[str, object]], bool]
    """Writes settings; returns whether it could."""
    first: bool = False
    """Whether it is the first start: then it asks whether to begin, and a session follows."""
    settled: Callable[[Voice], None] = lambda _voice: None
    """Called with the voice once it is chosen."""
    left: bool = False
    """Whether the user ended it: then no session follows."""
    _changes: dict[str, object] = field(default_factory=dict)
    _news: tuple[str, ...] = ()
    """Said before whatever comes next."""
    _medium: Medium = Medium.LIVE

    def __call__(self, theatre: Theatre) -> Outcome:
        """Hold the set-up, write what was answered, and return how it ended."""
        self._medium = Medium.KEYS if theatre.medium is Medium.KEYS else Medium.LIVE
        if self.first:
            talk = self._play(theatre, setup.begin(self.stage.book, self._medium))
            if not _goes_on(talk):
                return self._leave(talk)
            wish = value_of(talk.given, setup.BEGIN)
            if wish is False:
                self.save(DONE)
            if wish is not True:  # nobody there is asked again at the next start
                return Outcome.COMPLETED
        for act in (self._ask_voice, self._ask_sound, self._ask_rest):
            talk_ = act(theatre)
            if talk_ and not _goes_on(talk_):
                return self._leave(talk_)
            if act == self._ask_voice:
                self.settled(self.stage.library.voice)
        return self._end(theatre)

    def _play(self, theatre: Theatre, *steps: setup.Step) -> Talk:
        stage, number = self.stage, self.stage.config.emergency_number
        ask = setup.in_turn(stage.book, number, *steps)
        news, self._news = self._news, ()
        talk = Talk(after(ask, *news), stage.book, number)
        return theatre.play(talk, step_talk)[0]

    def _ask_voice(self, theatre: Theatre) -> Talk | None:
        """Let the user hear and choose, as often as wanted."""
        if "voice" not in self.topics:
            return None
        while True:
            talk = self._play(theatre, setup.speech(self.stage.book, self._medium))
            wish = value_of(talk.given, setup.SPEECH)
            if not _goes_on(talk) or wish in {None, setup.KEEP}:
                return talk
            self._news = (self.voice.change(str(wish)),)
            self._changes |= self.voice.changes

    def _ask_sound(self, theatre: Theatre) -> Talk | None:
        """Let the user be heard, where there is a microphone."""
        if "sound" not in self.topics:
            return None
        talk = None
        if self.check.sides:
            intro = self.stage.book.say("sides_intro")
            talk = self._tell(theatre, *self._news, intro)
            self._news = self.check.play_sides()
        if theatre.medium is Medium.KEYS:
            return talk
        self.check.begin()
        talk = self._play(theatre, setup.hear(self.stage.book))
        if _goes_on(talk):
            said = value_of(talk.given, setup.HEAR) is True
            self._news = self.check.findings(theatre.levels(), said=said)
        return talk

    def _ask_rest(self, theatre: Theatre) -> Talk | None:
        book, guess = self.stage.book, self.guess
        steps = {
            "captions": setup.reader(book, found=guess.reader),
            "country": setup.country(book, guess.called),
            "safety": setup.safety(book, self._medium),
        }
        wanted = [step for topic, step in steps.items() if topic in self.topics]
        if not wanted:
            return None
        talk = self._play(theatre, *wanted)
        self._changes |= self._answers(talk.given)
        return talk

    def _answers(self, given: tuple[Given, ...]) -> dict[str, object]:
        """Return the settings that follow from what was answered."""
        found: dict[str, object] = {}
        reads = value_of(given, setup.READER)
        if reads is not None:
            found["captions"] = "quiet" if reads else "full"
        if value_of(given, setup.NUMBER) is True:
            found["emergency_number"] = setup.digits_of(given)
        elif value_of(given, setup.COUNTRY) is True:
            called, code = self.guess.called, self.guess.code
            found |= {"country": code} if code else {"emergency_number": called.number}
        elif value_of(given, setup.COUNTRY) is False:
            spelt = setup.spelled(self.stage.book, self.stage.config.emergency_number)
            self._news = (self.stage.book.say("setup_keeps_number", number=spelt),)
        return found

    def _end(self, theatre: Theatre) -> Outcome:
        texts = []
        if self.first or not TRIED_ONLY.issuperset(self.topics):
            saved = self.save({**self._changes, **DONE})
            texts.append(self.stage.book.say("setup_saved" if saved else "setup_unsaved"))
        if self.first:
            texts.append(self.stage.book.say("setup_session"))
        return self._tell(theatre, *self._news, *texts).outcome

    def _leave(self, talk: Talk) -> Outcome:
        """Keep what was answered, and end."""
        self.left = True
        if self._changes:
            self.save({**self._changes, **DONE})
        return talk.outcome

    def _tell(self, theatre: Theatre, *texts: str) -> Talk:
        self._news = ()
        number = self.stage.config.emergency_number
        return theatre.play(Talk(only(*texts), self.stage.book, number), step_talk)[0]


def _goes_on(talk: Talk) -> bool:
    return talk.close is not None and talk.close.result is Result.GO_ON
