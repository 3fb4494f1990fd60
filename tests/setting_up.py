"""Set-ups held in no time: with somebody who answers aloud, or whose answers come as commands."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from visits import RATE, Person
from voicecoach.adapters.voices.cached import CachedVoice
from voicecoach.cli.listening import make_ear, make_recognizer
from voicecoach.cli.places import Places
from voicecoach.cli.settings_file import write_settings
from voicecoach.cli.setup_talks import TOPICS, Guess, SetUp
from voicecoach.cli.setup_voice import SetUpVoice
from voicecoach.cli.soundcheck import SoundCheck
from voicecoach.cli.stage import Stage
from voicecoach.cli.theatre import Theatre
from voicecoach.cli.turns import Turns
from voicecoach.config import Config
from voicecoach.content.language import load_language
from voicecoach.core.events import Heard, Say, Spoke, Started
from voicecoach.core.job import Medium
from voicecoach.core.soundcheck import Levels
from voicecoach.core.talk.setup import Called
from voicecoach.flows.director import Director
from voicecoach.flows.lockstep import run_lockstep
from voicecoach.flows.prepare import Library
from voicecoach.ports import VoiceChoice
from voicecoach.registry import voice_engine
from voicecoach.sound.deck import Deck

NORWAY = Guess(Called("113", "Norway"), "NO")


class Log:
    """What a set-up logs."""

    def __init__(self) -> None:
        self.entries: list[str] = []

    def append(self, entry, facts) -> None:
        self.entries.append(entry)

    def close(self) -> None:
        """Do nothing."""


class Desk:
    """Where somebody sets the coach up: a settings file, and what was said."""

    def __init__(self, folder: Path, config: Config | None = None) -> None:
        self.places = Places(folder / "config", folder / "data", folder / "cache")
        self.file = self.places.config / "config.yaml"
        self.config = config or Config(voice="silent")
        self.told: list[str] = []
        self.writes = True
        self.milliseconds = 0
        self.log = Log()
        self.settled = lambda _voice: None

    def answer(self, answers, *, medium=Medium.LIVE, guess=NORWAY, topics=TOPICS, first=True,
               levels=Levels, heard=()):  # fmt: skip
        """Hold a set-up that is answered by commands: words of a question -> the answer, or None.

        ``heard`` are verdicts that the microphone brings when the phrase is asked for.
        """
        with ExitStack() as stack:
            setup = self._setup(stack, topics, guess, first)
            deck = setup.stage.deck

            def reply(director, question):
                for verdict in heard if "do I hear you" in question else ():
                    setup.check.take(verdict)
                command = next((c for words, c in answers.items() if words in question), None)
                command = command(question) if callable(command) else command
                if command is not None:
                    director.handle(Heard(deck.position, command))

            def play(act, step):
                asked: list[str] = []

                def watch(_at, what):
                    if isinstance(what, Say):
                        self.told += what.texts
                        asked[:] = what.texts[-1:]

                director = Director(
                    act, deck, setup.stage.library.clip, self.log, allow=lambda _: None,
                    watch=watch, step=step,
                )  # fmt: skip
                director.handle(Started(deck.position))
                while director.outcome is None:
                    for event in deck.render(deck.rate // 10)[1]:
                        director.handle(event)
                        if isinstance(event, Spoke) and asked and asked[0].endswith("?"):
                            reply(director, asked[0])
                return director.session, director.outcome

            outcome = setup(Theatre(medium, lambda _percent: None, play, levels))
            self.milliseconds = deck.position
        return setup, outcome

    def speak(self, person: Person, **changed):
        """Hold a set-up with ``person``, who is heard by the real ear and recognizer."""
        with ExitStack() as stack:
            setup = self._setup(stack, TOPICS, NORWAY, changed.pop("first", True))
            stage = setup.stage
            ear = make_ear(self.config, recorded=True)
            recognizer = make_recognizer(stack, self.config, stage.book)
            turns = Turns(
                ear, recognizer,
                lambda pcm: person.hear(len(pcm) * RATE // stage.deck.rate), stage,
            )  # fmt: skip

            def watch(at, what):
                turns.saying.watch(at, what)
                person.watch(at, what)

            def play(act, step):
                director = Director(
                    act, stage.deck, stage.library.clip, self.log, allow=ear.allow, watch=watch,
                    step=step,
                )  # fmt: skip
                run_lockstep(director, stage.deck, lambda _: None, turns.hear, lambda: False)
                return director.session, director.outcome

            outcome = setup(Theatre(Medium.LIVE, lambda _percent: None, play, lambda: ear.levels))
            self.milliseconds = stage.deck.position
        return setup, outcome

    def settings(self) -> str:
        """Return the settings file; empty if there is none."""
        return self.file.read_text(encoding="utf-8") if self.file.exists() else ""

    def _setup(self, stack, topics, guess, first):
        book = load_language("en")
        name, _, variant = self.config.voice.partition(":")
        engine = voice_engine(name).make(VoiceChoice(variant, self.config.speed))
        voice = CachedVoice(engine, self.places.cache / "voices")
        library = Library(voice)
        check = SoundCheck(book, library.clip)
        stage = Stage(self.config, book, library, Deck(voice.rate), self.log)
        stage = replace(stage, keep=check.take)
        speech = SetUpVoice(stage, self.places, stack.callback)
        return SetUp(stage, topics, speech, check, guess, self._save, first, settled=self.settled)

    def _save(self, values):
        if self.writes:
            write_settings(self.file, values)
        return self.writes
