"""Everything is rendered before the first word: a session that never waits for its voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from voicecoach.cli.progress import progress
from voicecoach.core.answers import every_answer
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.compiler import compile_level
from voicecoach.core.job import Medium, Options
from voicecoach.core.programme import Level
from voicecoach.core.session import Script, Session, new_session
from voicecoach.core.timeline import Timeline
from voicecoach.flows.prepare import Library, session_texts


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a session is made of."""

    level: Level
    book: Catalogue
    library: Library
    emergency_number: str
    options: Options
    """Which cards are short, and the farewell; the medium comes with the devices."""

    def session(self, medium: Medium, slow: Callable[[], None]) -> Session:
        """Render every sentence, then compile.

        Args:
            medium: where the session is heard.
            slow: called once, if it takes so long that a listener should be told.

        Raises:
            ContentError: words of the level do not fit their tempo.
            DeviceError: the voice fails.
        """
        tell = progress("Preparing the voice", slow)
        options = replace(self.options, medium=medium)
        self.library.fill(session_texts(self.level, self.book, options), tell)
        script = Script(self.level, self.book, self._compile, self.emergency_number)
        session = new_session(script, options)
        level = session.script.level  # its doses are those that were chosen
        answers = every_answer(self.book, level, session.timeline, self.emergency_number)
        self.library.fill(sorted(answers), tell)
        return session

    def _compile(self, options: Options) -> Timeline:
        return compile_level(self.level, self.book, self.library.measure, options)
