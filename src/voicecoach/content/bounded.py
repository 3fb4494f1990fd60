"""A YAML file to a document, bounded: refused before it can cost anything.

Rule 1. The size is checked before the file is read to its end; depth and number
        of values while it is composed (`compose`), aliases never written out.
Rule 2. The first fault of the YAML itself ends the reading, for what follows it
        is guesswork. A key typed twice does not: such faults are collected.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from voicecoach.content.build import build
from voicecoach.content.compose import BoundError, Composer
from voicecoach.content.document import Document
from voicecoach.content.fast_compose import fast_node, is_shipped
from voicecoach.content.sentences import yaml_sentence
from voicecoach.errors import ContentError, Fault

MAX_BYTES = 256_000
"""A level file has about 20 000."""


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        ContentError: it cannot be opened, is larger than `MAX_BYTES` or is not UTF-8.
    """
    file = str(path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as exc:  # ValueError: a NUL in the name
        why = getattr(exc, "strerror", None) or str(exc)
        raise _refused(file, f"The file cannot be read ({why}); check its name.") from exc
    if len(raw) > MAX_BYTES:
        raise _too_large(file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        raise _refused(file, "The file is not UTF-8 text; save it as UTF-8.", line) from exc


def parse(text: str, file: str = "") -> Document:
    """Return what YAML ``text`` holds; ``file`` is for messages only.

    Raises:
        ContentError: it is empty, is not YAML, or breaks a bound.
    """
    if len(text) > MAX_BYTES:
        raise _too_large(file)
    _refuse_tabs(text, file)
    try:
        root = _composed(text, quick=is_shipped(file))
    except BoundError as exc:
        place = (exc.mark.line + 1, exc.mark.column + 1) if exc.mark else (0, 0)
        raise _refused(file, exc.message, *place) from exc
    except (yaml.YAMLError, ValueError, OverflowError) as exc:
        # ValueError and OverflowError: PyYAML on an escape or a version that is no number
        raise _refused(file, *yaml_sentence(exc, text)) from exc
    if root is None:
        raise _refused(file, "The file is empty.")
    return build(root, file)


@lru_cache(maxsize=32)
def _composed(text: str, *, quick: bool) -> yaml.Node | None:
    """Return the root of ``text``, which is only read: many commands read the levels repeatedly."""
    made = fast_node(text) if quick else None
    root: yaml.Node | None = made or Composer(text).get_single_node()
    return root


def _too_large(file: str) -> ContentError:
    return _refused(file, f"The file is larger than {MAX_BYTES // 1000} kB; shorten it.")


def _refused(file: str, message: str, line: int = 0, column: int = 0) -> ContentError:
    return ContentError((Fault(message, file, line, column),))


def _refuse_tabs(text: str, file: str) -> None:
    hit = re.search(r"^ *\t(?=[ \t]*\S)", text, re.MULTILINE)
    if hit:
        line = text.count("\n", 0, hit.start()) + 1
        message = "This line is indented with a tab; use spaces only, in the whole file."
        raise _refused(file, message, line, hit.end() - hit.start())
