"""What PyYAML complains of, in plain sentences that say what to do."""

from __future__ import annotations

import re

import yaml

_RULES = (
    (r"found character '\\t'", "A tab stands here; use spaces only."),
    (
        r"found character '(.+)' that cannot start any token",
        "A text cannot start with {0} unless it is in quotes.",
    ),
    (
        r"mapping values are not allowed here",
        (
            "A colon stands where none can be; indent like the line above, "
            "or put a text that holds a colon in quotes."
        ),
    ),
    (
        r"could not find expected ':'",
        "A key has no colon; write 'key: value', or indent a text that goes on here.",
    ),
    (
        r"expected <block end>, but found",
        (
            "This does not line up with the lines above; mend the indentation, "
            "or put a text that starts with { or [ in quotes."
        ),
    ),
    (
        r"expected ',' or '[]}]'",
        "A list in [ ] or a mapping in { } is never closed, or a comma lacks.",
    ),
    (r"found unexpected end of stream", "A quote is opened here or above and never closed."),
    (r"found unexpected document separator", "A quote is opened above and never closed."),
    (r"found undefined alias", "This alias repeats nothing: no anchor has its name."),
    (r"found duplicate anchor", "This anchor's name is taken already."),
    (r"but found another document", "A second document starts here (---); keep one in a file."),
    (
        r"found unknown escape character|expected escape sequence",
        "A backslash in double quotes starts an escape; use single quotes.",
    ),
)
"""Pattern in PyYAML's own words, and ours; ``{0}`` is the pattern's group."""


def yaml_sentence(exc: Exception, text: str) -> tuple[str, int, int]:
    """Return what is wrong, its line and its column (from 1; 0 if unknown)."""
    if isinstance(exc, yaml.reader.ReaderError):
        line = text.count("\n", 0, exc.position) + 1
        code = exc.character if isinstance(exc.character, int) else ord(exc.character)
        return f"The character U+{code:04X} cannot be in a text; remove it.", line, 0
    if isinstance(exc, yaml.MarkedYAMLError):
        mark = exc.problem_mark or exc.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return _plain(exc.problem or exc.context or ""), *place
    return "The file cannot be read as YAML: an escape or a number is out of range.", 0, 0


def _plain(problem: str) -> str:
    for pattern, sentence in _RULES:
        hit = re.search(pattern, problem)
        if hit:
            return sentence.replace("{0}", hit[1]) if hit.groups() else sentence
    return f"The file cannot be read as YAML here: {problem}."
