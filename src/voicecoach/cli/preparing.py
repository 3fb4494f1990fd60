"""Everything is rendered before the first word: a session that never waits for its voice."""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicecoach.cli.progress import Progress, Slow
from voicecoach.core.answers import every_answer
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.programme import Level
from voicecoach.core.session import Script, Session, new_session
from voicecoach.core.timeline import Timeline
from voicecoach.flows.prepare import Library, session_texts

HALF = 50
"""Percent of the work that are done with the tape; answers are about as many."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a session is made of."""

    level: Level
    book: Catalogue
    library: Library
    emergency_number: str
    options: Options
    """Which cards are short, and the farewell; the medium comes with the devices."""
    music: bool = False
    """Whether the user's own music plays under it."""

    def session(self, medium: Medium, slow: Slow) -> Session:
        """Render every sentence, then compile.

        Args:
            medium: where the session is heard.
            slow: called if it takes so long that a listener should be told.

        Raises:
            ContentError: words of the level do not fit their tempo.
            DeviceError: the voice fails.
        """
        options = replace(self.options, medium=medium)
        with Progress("Preparing the voice", slow) as progress:
            texts = session_texts(self.level, self.book, options)
            self.library.fill(texts, progress.between(0, HALF))
            script = Script(
                self.level, self.book, self._compile, self.emergency_number, music=self.music
            )
            session = new_session(script, options)
            level = session.script.level  # its doses are those that were chosen
            answers = every_answer(self.book, level, session.timeline, self.emergency_number)
            self.library.fill(sorted(answers), progress.between(HALF, 100))
        # As at every later start: what is still to be said is a sentence or two, and would load
        # it again. A neural voice that is loaded takes 150 MB.
        self.library.voice.close()
        return session

    def _compile(self, options: Options) -> Timeline:
        return compile_level(self.level, self.book, self.library.measure, options)
