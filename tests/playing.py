"""Sessions for tests: a studio that plays in large blocks, stops at moments, and checks itself."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from threading import Lock

from hypothesis import strategies as st

from levels import BOOK, level
from voicecoach.core.audible import Sound
from voicecoach.core.commands import Command
from voicecoach.core.ducking import LONGEST
from voicecoach.core.events import Announce, Deserted, Event, Failed, Outcome, Say
from voicecoach.core.phases import (
    PHASE_OF,
    QUESTIONS,
    ROLLING,
    TRANSITIONS,
    WAITING,
    Phase,
    allowed,
)
from voicecoach.core.programme import Level
from voicecoach.core.questions import MISSES
from voicecoach.core.session import Session
from voicecoach.core.timeline import Cue, Segment, SegmentKind
from voicecoach.core.units import Ms
from voicecoach.testing import RATE, MemoryJournal, Studio

MINUTE = Ms(60_000)


class FailingJournal(MemoryJournal):
    """A journal whose disk refuses, as the real one does: the first refusal of a row raises."""

    def __init__(self, refuse: Callable[[str], bool] = lambda _entry: True) -> None:
        super().__init__()
        self._refuse = refuse
        self._refused = False

    def append(self, entry, facts):
        from voicecoach.errors import DeviceError

        if not self._refuse(entry):
            self._refused = False
            super().append(entry, facts)
        elif not self._refused:
            self._refused = True
            raise DeviceError("The disk is full; free some space.")


class Player(Studio):
    """A studio that checks the session after each block, when all its events have been handled."""

    def __init__(
        self, lesson: Level | None = None, *, block: int = 200, options=None, music=None
    ) -> None:
        super().__init__(lesson or level(), BOOK, options, music=music)
        self.block = Ms(block)
        self.latest = self.session
        self.start()

    def put(self, event: Event) -> None:
        self.director.handle(event)

    def fork(self) -> Player:
        """Return another session that stands where this one stands, and goes its own way."""
        other = copy(self)
        other.deck, other.director = copy(self.deck), copy(self.director)
        other.deck._lock, other.deck._answer = Lock(), self.deck._answer.copy()
        other.journal = MemoryJournal(list(self.journal.entries))
        other.shown, other.sound = list(self.shown), list(self.sound)
        director = other.director
        director._deck, director._journal, director._failures = other.deck, other.journal, []
        director._allow = other._allow
        director._watch = lambda at, what: other.shown.append((at, what))
        return other

    def say(self, command: Command, words: str = "") -> None:
        super().say(command, words)
        self.inspect()

    def notice(self, *, speaking: bool) -> None:
        super().notice(speaking=speaking)
        self.inspect()

    def unclear(self) -> None:
        super().unclear()
        self.inspect()

    def wait_in(self, phase: Phase) -> None:
        """Bring the session into ``phase``, one that waits, in the shortest way."""
        if phase is Phase.FROZEN:
            self.lose_sound()
        for command in WAYS_TO.get(phase, ()):
            self.say(command, "help me" if command is Command.EMERGENCY else "")
            if phase is Phase.EMERGENCY:
                self.say(Command.YES)
        assert self.session.phase is phase

    def play(self, length: int) -> None:
        until = self.now + length
        while self.now < until and self.director.outcome is None:
            pcm, events = self.deck.render(RATE * min(self.block, until - self.now) // 1000)
            self.sound.append(pcm)
            for event in events:
                self.put(event)
            self.inspect()

    def lose_sound(self) -> None:
        """Take the loudspeaker away."""
        self.put(Failed(self.now, "speaker", "The speaker was unplugged."))
        self.inspect()

    def find_sound(self) -> None:
        """Bring the loudspeaker back."""
        self.put(Failed(self.now, "speaker_back", "Sound again."))
        self.inspect()

    def until(self, when: Callable[[Session], bool], limit: int = 20 * MINUTE) -> None:
        """Play until ``when`` holds; raises AssertionError if it never does."""
        end = self.now + limit
        while not when(self.session):
            assert self.now < end, f"waited in vain in phase {self.session.phase}"
            self.play(self.block)

    def rolls(self) -> None:
        """Play until the tape moves again."""
        self.until(lambda session: session.phase in ROLLING)

    def segment(self, label: str) -> Segment:
        """Return the first segment whose label ends like ``label``."""
        return next(s for s in self.session.timeline.segments if s.label.endswith(label))

    def go(self, label: str, offset: int = 0) -> Segment:
        """Play, undisturbed, to ``offset`` after the start of the segment named ``label``."""
        segment = self.segment(label)
        self.play(segment.start + offset - self.session.playhead)
        assert self.session.playhead == segment.start + offset
        return segment

    def go_to_rep(self, label: str, rep: int, offset: int = 0) -> Segment:
        """Play, undisturbed, to ``offset`` after the start of repetition ``rep``."""
        segment = self.segment(label)
        return self.go(label, segment.rep_start(rep) - segment.start + offset)

    def answers(self) -> list[str]:
        """Return all that was said beside the tape, in order."""
        return [text for _, what in self.shown if isinstance(what, Say) for text in what.texts]

    def cues(self, since: int = 0) -> list[tuple[Ms, Cue]]:
        """Return the cues of the tape that started at or after ``since``, with their times."""
        said = [what for _, what in self.shown if isinstance(what, Announce)]
        return [(what.at, what.cue) for what in said if what.at >= since]

    def next_cue(self) -> Cue:
        """Play until a cue of the tape starts, and return it."""
        known = len(self.cues())
        self.until(lambda _session: len(self.cues()) > known or self.director.outcome is not None)
        return self.cues()[known][1]

    def desert(self) -> Outcome:
        """Take the user away and play to the end."""
        self.put(Deserted(self.now))
        return self.finish()

    def inspect(self) -> None:
        """Raise AssertionError if the session is not as a session must be."""
        session, before = self.session, self.latest
        assert session.phase in TRANSITIONS
        assert self.allowed == allowed(session.phase)
        assert session.ducked_at is None or session.at - session.ducked_at < LONGEST
        assert self.deck._ducked == (session.ducked_at is not None)
        assert session.phase not in QUESTIONS or session.silences + session.unclear < MISSES
        assert 0 <= session.playhead <= session.timeline.end
        assert session.at >= before.at
        assert session.take >= before.take
        assert session.token >= before.token
        assert session.done >= before.done
        assert self.deck._rolling == (session.phase in ROLLING)
        assert session.phase not in ROLLING or session.sound is not Sound.LOST
        if session.phase in ROLLING:
            assert session.phase is PHASE_OF[session.segment.kind]
            known = session.timeline.cue_index(Ms(session.playhead - 1))
            assert known <= session.announced <= session.timeline.cue_index(session.playhead)
        if session.phase in {Phase.ANSWERING, Phase.ENDING}:
            assert self.deck._token == session.token, "nothing will ever end this answer"
        if session.phase in WAITING | {Phase.ANSWERING}:
            assert 0 <= session.goes_on <= session.timeline.end
        done = [facts for name, facts in self.journal.entries if name == "set_done"]
        keys = {(facts["exercise"], facts["set"], facts["side"]) for facts in done}
        assert len(keys) == len(done), "a set was logged twice"
        self.latest = session


WAYS_TO = {
    Phase.PAUSED: (Command.PAUSE,),
    Phase.STOPPED: (Command.STOP,),
    Phase.RATING: (Command.PAIN,),
    Phase.RATED: (Command.PAIN, Command.FOUR),
    Phase.SIGNS: (Command.PAIN, Command.FOUR, Command.PAUSE),
    Phase.SURE: (Command.PAIN, Command.FOUR, Command.PAUSE, Command.YES),
    Phase.SHARP: (Command.PAIN, Command.FOUR, Command.PAUSE, Command.NO),
    Phase.HURT: (Command.PAIN, Command.FOUR, Command.PAUSE, Command.NO, Command.NO),
    Phase.SEVERE: (Command.PAIN, Command.SEVEN, Command.PAUSE, Command.NO),
    Phase.LOCKED: (Command.PAIN, Command.FOUR, Command.PAUSE, Command.YES, Command.YES),
    Phase.CHECKING: (Command.EMERGENCY,),
    Phase.EMERGENCY: (Command.EMERGENCY,),
    Phase.ASKING: (Command.FINISH,),
}
"""What leads from a rolling tape to each phase that waits; an emergency by a call for help."""

commands = st.sampled_from(list(Command))
NOISES = ("begins to speak", "ends", "is unclear", "calls for help")
"""What a user does beside giving commands."""
scripts = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 1500), st.integers(1500, 90_000)),
        commands | st.sampled_from(NOISES),
    ),
    max_size=12,
)
"""What a user does: (milliseconds to wait, command or one of `NOISES`)."""


def follow(player: Player, script: list[tuple[int, Command | str]]) -> None:
    """Let the user of ``player`` follow ``script``, as far as the session lasts."""
    for wait, what in script:
        player.play(wait)
        if player.director.outcome is None:
            act(player, what)


def act(player: Player, what: Command | str) -> None:
    """Let the user do ``what``: give a command, or one of `NOISES`."""
    if isinstance(what, Command):
        player.say(what)
    elif what == "is unclear":
        player.unclear()
    elif what == "calls for help":
        player.say(Command.EMERGENCY, "help me")
    else:
        player.notice(speaking=what == "begins to speak")


def sets_of(player: Player) -> int:
    """Return how many sets the session has."""
    return sum(s.kind is SegmentKind.SET for s in player.session.timeline.segments)
