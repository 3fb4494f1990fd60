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
        r"expected ',' or '[]}]', but got '<stream end>'",
        "This list or mapping in brackets is never closed.",
    ),
    (r"expected ',' or '[]}]'", "In brackets a comma or the closing bracket is wanted here."),
    (
        r"found unexpected (end of stream|document separator)",
        "This quote is opened here and never closed.",
    ),
    (r"expected the node content", "A value or a closing bracket is wanted here."),
    (r"scanning a directive|expected alphabetic", "A line cannot start with %; put it in quotes."),
    (r"found undefined alias", "This alias repeats nothing: no anchor has its name."),
    (r"found duplicate anchor", "This anchor's name is taken already."),
    (r"but found another document", "A second document starts here (---); keep one in a file."),
    (
        r"found unknown escape character|expected escape sequence",
        "A backslash in double quotes starts an escape; use single quotes.",
    ),
)
"""Pattern in PyYAML's own words, and ours; ``{0}`` is the pattern's group."""

_AT_START = re.compile("find expected ':'|stream end|found unexpected (end|document)")
"""Faults whose place is where the part starts, not where PyYAML gave up."""


def yaml_sentence(exc: Exception, text: str) -> tuple[str, int, int]:
    """Return what is wrong, its line and its column (from 1; 0 if unknown)."""
    if isinstance(exc, yaml.reader.ReaderError):
        line = text.count("\n", 0, exc.position) + 1
        code = exc.character if isinstance(exc.character, int) else ord(exc.character)
        return f"The character U+{code:04X} cannot be in a text; remove it.", line, 0
    if isinstance(exc, yaml.MarkedYAMLError):
        problem = exc.problem or exc.context or ""
        marks = [exc.problem_mark, exc.context_mark]
        if _AT_START.search(problem):
            marks.reverse()
        mark = next(filter(None, marks), None)
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return _plain(problem), *place
    return "The file cannot be read as YAML: an escape or a number is out of range.", 0, 0


def _plain(problem: str) -> str:
    for pattern, sentence in _RULES:
        hit = re.search(pattern, problem)
        if hit:
            return sentence.replace("{0}", hit[1]) if hit.groups() else sentence
    return f"The file cannot be read as YAML here: {problem}."
