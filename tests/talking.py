"""Talks for tests: a user who answers or keeps silent, in time that costs nothing."""

from __future__ import annotations

from levels import BOOK
from voicecoach.core.commands import NUMBERS, SAFETY, Command
from voicecoach.core.ducking import LONGEST
from voicecoach.core.events import (
    Allow,
    Deserted,
    Duck,
    End,
    Event,
    Heard,
    Hush,
    Log,
    Noticed,
    Say,
    Spoke,
    Started,
    Ticked,
    Unclear,
)
from voicecoach.core.questions import MISSES
from voicecoach.core.talk.items import Ask, Close
from voicecoach.core.talk.state import ALLOWED, LAST, Stage, Talk, allowed
from voicecoach.core.talk.stepping import step_talk
from voicecoach.core.units import Ms

BLOCK = 100
LONG = 600
"""Blocks for hours in which nobody says anything, in milliseconds."""
WORD = 40
"""Milliseconds that a letter sounds."""
NUMBER = "112"


class Conversation:
    """Holds a talk, and checks after each event that it is as a talk must be."""

    def __init__(self, ask: Ask, book=BOOK) -> None:
        self.talk = Talk(ask, book, NUMBER)
        self.now = Ms(0)
        self.logs: list[tuple[str, dict]] = []
        self.said: list[str] = []
        self.breaths: list[tuple[str, ...]] = []
        """What was said in one go."""
        self.effects: list = []
        self.allowed: frozenset[Command] = frozenset()
        self.outcome = None
        self._ends: tuple[int, int] | None = None
        self.put(Started(self.now))

    @property
    def over(self) -> bool:
        return self.outcome is not None

    @property
    def close(self) -> Close:
        assert self.talk.close is not None, f"still {self.talk.stage}: {self.said[-2:]}"
        return self.talk.close

    def put(self, event: Event) -> None:
        before = self.talk
        self.talk, effects = step_talk(self.talk, event)
        for effect in effects:
            self.effects.append(effect)
            match effect:
                case Log(entry, facts):
                    self.logs.append((str(entry), facts))
                case Say(token, texts, after, _):
                    assert texts, "nothing to say"
                    self.said += texts
                    self.breaths.append(texts)
                    length = after + sum(400 + WORD * len(text) for text in texts)
                    self._ends = (self.now + length, token)
                case Hush():
                    self._ends = None
                case Allow(commands):
                    self.allowed = commands
                case End(outcome):
                    self.outcome = outcome
        self.inspect(before)

    def inspect(self, before: Talk) -> None:
        talk = self.talk
        assert self.allowed == allowed(talk)
        assert not (NUMBERS & self.allowed and Command.YES in self.allowed)
        over = talk.stage in LAST | {Stage.OPENING, Stage.CLOSED}
        assert over or self.allowed >= SAFETY
        assert talk.at >= before.at
        assert talk.token >= before.token
        assert talk.silences + talk.unclear < MISSES
        assert talk.ducked_at is None or talk.at - talk.ducked_at < LONGEST
        assert (talk.stage is Stage.CLOSED) == self.over
        if talk.stage is Stage.CLOSING:
            assert talk.talking, "nothing will ever end it"
        assert talk.stage in ALLOWED or talk.stage is Stage.ASKING
        asks = [text for text in self.breaths[-1:] if talk.stage is Stage.ASKING and talk.talking]
        assert all(breath[-1].endswith("?") for breath in asks), asks

    def play(self, length: int, block: int = BLOCK) -> None:
        until = self.now + length
        while self.now < until and not self.over:
            self.now = Ms(self.now + block)
            self.put(Ticked(self.now, 0, Ms(0)))
            if self._ends and self.now >= self._ends[0]:
                token, self._ends = self._ends[1], None
                self.put(Spoke(self.now, token))

    def listen(self) -> None:
        """Let the coach say what it is saying."""
        while self._ends and not self.over:
            self.play(BLOCK)

    def answer(self, *commands: Command) -> None:
        """Answer each question, once it is put, with one of ``commands``."""
        for command in commands:
            self.listen()
            assert command in self.allowed, (command, self.said[-2:])
            self.say(command)

    def say(self, command: Command, words: str = "") -> None:
        self.put(Heard(self.now, command, words=words))

    def silent(self, times: int = 1) -> None:
        """Let the user say nothing for as long as a question waits, ``times`` times."""
        for _ in range(times):
            self.listen()
            self.play(8100)

    def mumble(self) -> None:
        self.listen()
        self.put(Noticed(self.now, speaking=True))
        self.put(Noticed(self.now, speaking=False))
        self.put(Unclear(self.now))

    def desert(self) -> None:
        self.put(Deserted(self.now))

    def finish(self, limit: int = 3_600_000) -> None:
        self.play(limit)
        assert self.over, f"no end in {self.talk.stage}"

    def answers(self) -> list[tuple]:
        """Return what was logged as answered: question, value, exercise."""
        return [
            (facts["question"], facts["value"], facts["exercise"])
            for entry, facts in self.logs
            if entry == "answered"
        ]

    def names(self) -> list[str]:
        return [entry for entry, _ in self.logs]


def duck_count(conversation: Conversation) -> int:
    return sum(isinstance(effect, Duck) for effect in conversation.effects)
