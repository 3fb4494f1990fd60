"""Names of files made of titles: the same on every system, and never a way out of a folder.

Windows reserves signs and names, and drops a dot or a space at the end; the others refuse less.
Memory cards of players keep to the rules of Windows, so these hold everywhere.
https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""

from __future__ import annotations

import re
import unicodedata

LIMIT = 120
"""Bytes of a name in UTF-8, with its suffix: every file system takes 143 at least (eCryptfs)."""

_RESERVED_SIGNS = frozenset('<>:"/\\|?*')
_RESERVED_NAMES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE
)
_JOINERS = "\u200c\u200d"
"""Signs of no width that some scripts are written with."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of signs that are not shown, or cannot be written."""


def file_name(title: str, suffix: str = "", limit: int = LIMIT) -> str:
    """Return a name for a file that holds ``title``.

    Args:
        title: any text; what no system takes is replaced by a space, the rest is kept (NFC).
        suffix: ending with its dot, of plain letters; it is never cut.
        limit: bytes that the name may have, at least those of ``suffix`` and 8 more.
    """
    stem = _cut(_plain(title), limit - len(suffix.encode()) - 1) or "untitled"
    return f"{stem}_{suffix}" if _RESERVED_NAMES.fullmatch(stem) else f"{stem}{suffix}"


def numbered_name(number: int, total: int, title: str, suffix: str = "") -> str:
    """Return a name that sorts by ``number`` where ``total`` files lie together: ``01 Welcome``."""
    width = max(2, len(str(total)))
    return file_name(f"{number:0{width}d} {title}", suffix)


def _plain(title: str) -> str:
    shown = "".join(sign if _is_kept(sign) else " " for sign in title)
    return _trimmed(unicodedata.normalize("NFC", " ".join(shown.split())))


def _is_kept(sign: str) -> bool:
    if sign in _JOINERS:
        return True
    return sign not in _RESERVED_SIGNS and unicodedata.category(sign) not in _UNSEEN


def _cut(stem: str, limit: int) -> str:
    """Return as much of ``stem`` as fits, with no sign torn from what is written above it."""
    while len(stem.encode()) > limit:
        end = len(stem) - 1
        while end and (unicodedata.combining(stem[end]) or stem[end] in _JOINERS):
            end -= 1
        stem = stem[:end]
    return _trimmed(stem)


def _trimmed(stem: str) -> str:
    """Return ``stem`` without dots, spaces and joiners around it, and no hyphen in front."""
    return stem.strip(f" .{_JOINERS}").lstrip(f"- .{_JOINERS}")
