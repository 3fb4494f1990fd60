"""docs/glossary.md: the one word for each thing, and the words not used for it."""

from __future__ import annotations

from collections.abc import Iterator

from _markdown import BY_MACHINE, join
from voicecoach.content.glossary import Kind, Term, load_glossary

TITLES = {
    Kind.BODY: "The body, from head to foot",
    Kind.POSITION: "Positions",
    Kind.MOVEMENT: "Movements and parts of the work",
    Kind.EQUIPMENT: "Equipment and the room",
    Kind.MEASURE: "Measures",
}

ABOUT = """\
Everything has one word in all texts of voicecoach: a second word sounds like a second thing.
`voicecoach check` warns of a word that is not used, with rule C36 of
[the cueing rules](cueing.md).
Right and left are always those of the listener."""


def glossary_page() -> str:
    """Return the page."""
    terms = load_glossary("en").terms
    return join(
        [
            "# One word for each thing",
            BY_MACHINE.format(source="src/voicecoach/glossaries/en.yaml"),
            ABOUT,
            *(block for kind in Kind for block in _section(kind, terms)),
        ]
    )


def _section(kind: Kind, terms: tuple[Term, ...]) -> Iterator[str]:
    yield f"## {TITLES[kind]}"
    for term in terms:
        if term.kind is kind:
            yield f"### {term.term.capitalize()}"
            yield f"- Meaning: {term.meaning}."
            if term.unused:
                yield f"- Not used: {', '.join(map(_shown, term.unused))}."


def _shown(phrase: str) -> str:
    """Return a phrase for people: its star, which stands for any ending, says nothing to them."""
    return phrase.replace("*", "")
