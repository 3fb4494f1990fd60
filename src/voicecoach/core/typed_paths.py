"""Paths as somebody typed them: whether any file can be called so.

What cannot is refused in words before the system is asked, which answers in many ways.
"""

from __future__ import annotations

import re

LONGEST = 3000
"""Bytes of a whole path in UTF-8: systems end at 4096, and a name may be added to it."""
LONGEST_PART = 255
"""Bytes of a name between two slashes, on every file system in use."""

_LONE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of pairs, save those by which Python keeps bytes that are no text (PEP 383)."""


def path_fault(text: str) -> str:
    """Return why no file can have the path ``text``, to go after "it"; empty if one can."""
    if "\0" in text or _LONE.search(text):
        return "holds a character that no name of a file can have; remove it"
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST:
        return f"is longer than {LONGEST} bytes; use a shorter path"
    if any(len(part.encode("utf-8", "surrogatepass")) > LONGEST_PART for part in _parts(text)):
        return f"has a name of more than {LONGEST_PART} bytes in it; use a shorter name"
    return ""


def _parts(text: str) -> list[str]:
    return text.replace("\\", "/").split("/")
