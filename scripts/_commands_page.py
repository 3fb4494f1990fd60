"""docs/commands.md: what one can say, type and press, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from _markdown import BY_MACHINE, documented, join
from voicecoach.cli.commands import lines
from voicecoach.content.language import load_language
from voicecoach.core import phases
from voicecoach.core.commands import SAFETY, Command
from voicecoach.core.phases import TRANSITIONS, Phase
from voicecoach.core.talk import items, state

SIGNS = {"-": "minus", "+": "plus", "?": "question mark"}
"""Keys that a screen reader may pass over in silence."""

ABOUT = """\
`voicecoach commands` prints the same list.
Each command can be said, typed, or given by a single key.
To type a word in a terminal, press `/`, type the word, and press Enter.
Keys work at every moment.
Your voice is heard at every moment, also while the coach speaks.
Where its own voice cannot be removed, it hears you only while it is silent, and says so once.
Words that the coach is saying itself are not taken for yours at that moment."""

SAFETY_WORDS = """\
These commands can be given until the goodbye: {words}.
They never need a confirmation."""

PHASES = """\
What a command leads to depends on the phase of the session.
A command that a phase does not name is refused, with a chime and a line of text.
A command that has nothing to do leaves the phase as it is: slower at the slowest tempo.
After an answer the session goes on by itself, unless it was waiting for you."""

TALKS = """\
Before and after a session the coach asks questions, see [what it asks](check-in.md).
What can be given then depends on the question that is open, or on what the talk is doing."""


def commands_page() -> str:
    """Return the page."""
    safety = ", ".join(_words(command) for command in Command if command in SAFETY)
    return join(
        [
            "# What you can say, type and press",
            BY_MACHINE.format(source="core/phases.py or the language file"),
            ABOUT,
            SAFETY_WORDS.format(words=safety),
            "## The commands",
            *(_command(line) for line in lines(load_language("en"))),
            "## The phases of a session",
            PHASES,
            *_phases(),
            "## The questions around a session",
            TALKS,
            *_talks(),
        ]
    )


def _command(line: str) -> str:
    """Return a line of ``voicecoach commands`` as Markdown."""
    if not line.startswith(" "):
        return f"### {line}"
    key, _, value = line.strip().partition(": ")
    if key == "key":
        value = ", ".join(SIGNS.get(sign, sign) for sign in value.split(", "))
    return f"- {key.capitalize()}: {value}"


def _phases() -> Iterator[str]:
    about = documented(phases, "Phase")
    for phase, row in TRANSITIONS.items():
        yield f"### {phase.capitalize()}"
        yield about.get(phase.name, "The session is over.")
        for target in Phase:
            words = [_words(command) for command, leads_to in row.items() if leads_to is target]
            if words:
                yield f"- Leads to {target}: {', '.join(words)}"


def _talks() -> Iterator[str]:
    about = documented(items, "Kind") | documented(state, "Stage")
    for name, row in state.ALLOWED.items():
        if row:
            yield f"### {'Question' if name in set(items.Kind) else 'Talk'}: {_words(name)}"
            yield about[name.name]
            yield f"- Can be given: {', '.join(_words(each) for each in Command if each in row)}"


def _words(command: str) -> str:
    return command.replace("_", " ")
