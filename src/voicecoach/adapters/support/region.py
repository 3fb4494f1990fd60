"""In which country this machine seems to be: a guess, to be asked about and never relied on.

The time zone is asked first: many people use the language of another country. Then the locale.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

LINK = Path("/etc/localtime")
"""Where Linux and macOS keep the time zone, as a link to its file."""
TABLE = Path("/usr/share/zoneinfo/zone.tab")
"""A line for each zone: code of the country, place, name of the zone."""
_ZONE = re.compile(r"zoneinfo/(?:posix/|right/)?(.+)$")
_LOCALE = re.compile(r"[a-z]{2,3}[_-]([A-Z]{2})\b")
_LENGTH = 8


def country(
    environment: Mapping[str, str] = os.environ, link: Path = LINK, table: Path = TABLE
) -> str:
    """Return two letters of ISO 3166, such as NO; empty if nothing tells.

    Args:
        environment: of this process.
        link: to the file of the time zone.
        table: of zones and countries.
    """
    if sys.platform == "win32":
        return _windows()
    zone = environment.get("TZ", "").lstrip(":") or _linked(link)
    return _of_zone(zone, table) or _of_locale(environment)


def _linked(link: Path) -> str:
    try:
        match = _ZONE.search(os.path.realpath(link))
    except OSError:
        return ""
    return match[1] if match else ""


def _of_zone(zone: str, table: Path) -> str:
    try:
        lines = table.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return next((row[0] for row in rows if len(row) > 2 and row[2] == zone), "")


def _of_locale(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MEASUREMENT", "LC_TIME", "LANG"):
        if match := _LOCALE.match(environment.get(name, "")):
            return match[1]
    return ""


def _windows() -> str:
    """Return the region that is set; Windows 10 and newer."""
    import ctypes

    name = ctypes.create_unicode_buffer(_LENGTH)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - it is there on Windows only
    length = kernel.GetUserDefaultGeoName(name, _LENGTH)
    return name.value if length and re.fullmatch(r"[A-Z]{2}", name.value) else ""
