"""What the doctor finds on versions: ours, of Python, and of each library, none imported."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib import metadata

from voicecoach import __version__
from voicecoach.config import APP
from voicecoach.core.health import Finding, State

_NEED = re.compile(r"\s*([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*([^;]*)(?:;(.*))?")


def versions() -> Iterator[Finding]:
    """Yield a finding on the program, on Python, and on each library that it asks for."""
    yield Finding("version", APP, State.OK, f"{__version__}.", needed=True)
    detail = f"{platform.python_version()} on {platform.platform(terse=True)}."
    yield Finding("version", "Python", State.OK, detail, needed=True)
    try:
        needs = metadata.requires(APP) or []
    except metadata.PackageNotFoundError:
        remedy = "pip install voicecoach"
        detail = "The package is not installed, so no engine can be found."
        yield Finding("version", APP, State.BROKEN, detail, remedy, needed=True)
        return
    for need in needs:
        name, wanted, marker = (part or "" for part in _parts(need))
        if "extra" not in marker:
            yield _library(name, wanted.strip(), marker.strip())


def _parts(need: str) -> tuple[str | None, ...]:
    match = _NEED.match(need)
    return match.groups() if match else (need, "", "")


def _library(name: str, wanted: str, marker: str) -> Finding:
    """Return whether library ``name`` is here, in a version that is ``wanted``."""
    remedy = f"pip install '{name}{wanted}'"
    try:
        here = metadata.version(name)
    except metadata.PackageNotFoundError:
        if marker:  # not worked out here: where it applies, a line below tells what is missing
            detail = f"It is not installed, and asked for only where {marker}."
            return Finding("library", name, State.MISSING, detail)
        detail = "It is not installed; the lines below say what does not work without it."
        return Finding("library", name, State.MISSING, detail, remedy)
    if all(_meets(here, each) for each in wanted.split(",") if each):
        return Finding("library", name, State.OK, f"{here}.")
    detail = f"{here} is installed, and {wanted} is asked for."
    return Finding("library", name, State.BROKEN, detail, remedy)


def _meets(here: str, wanted: str) -> bool:
    """Return whether a version fulfils one clause such as ``>=1.2``; one we cannot read does."""
    sign = re.match(r"\s*(==|>=|<)\s*([0-9][0-9.]*)\s*$", wanted)
    if not sign:
        return True
    numbers, bound = _numbers(here), _numbers(sign[2])
    width = max(len(numbers), len(bound))
    numbers, bound = (each + (0,) * (width - len(each)) for each in (numbers, bound))
    return {"==": numbers == bound, ">=": numbers >= bound, "<": numbers < bound}[sign[1]]


def _numbers(version: str) -> tuple[int, ...]:
    match = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    return tuple(int(part) for part in match[0].split(".")) if match else ()
