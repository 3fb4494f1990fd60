"""Runs an installer quietly: words while it works, its last lines if it fails."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _venv import SetupError, clean_environment

WORD_EVERY_S = 20.0
"""Someone who cannot see the screen takes a longer silence for a crash."""
LAST_LINES = 12

_OFFLINE = re.compile(
    "Temporary failure in name resolution|NewConnectionError|ConnectTimeout|Max retries exceeded"
    "|getaddrinfo failed|dns error|No route to host|Network is unreachable"
)
_CHANGED = "DO NOT MATCH THE HASHES"
"""What pip says of a package that has another hash than the one that was locked."""
_CONNECT = "Connect to the internet and run the same command again; later starts need no network."
_CURES = (
    ("No space left on device", "The disk is full: make 1 GB of room and start again."),
    ("Permission denied|Read-only file system", "A folder that the lines above name is locked."),
)
_OTHERWISE = "The lines above say why; run the same command again when that is mended."
_STEP = re.compile(r"\s*(Collecting|Downloading|Building|Installing|Preparing)\b.*")


class OfflineError(SetupError):
    """No package index can be reached, so that trying with fewer packages is no use."""


class HashError(SetupError):
    """A package is not the one that was locked: nothing is to be installed in its place."""


def say(words: str) -> None:
    """Print one line of progress where it does not mix with a program's output."""
    print(words, file=sys.stderr, flush=True)


def run_quietly(command: list[str], folder: Path) -> None:
    """Run ``command`` in ``folder``; raises `SetupError` if it fails, its last lines shown."""
    with tempfile.TemporaryDirectory(prefix="voicecoach-") as scratch:
        log = Path(scratch) / "log"
        if _wait(command, folder, log) == 0:
            return
        lines = _lines(log)
    fault = _fault("\n".join(lines))
    if not isinstance(fault, OfflineError):  # that one needs no more words
        for line in lines[-LAST_LINES:]:
            say(f"  {line}")
    raise fault


def _wait(command: list[str], folder: Path, log: Path) -> int:
    began = time.monotonic()
    with (
        log.open("wb") as sink,
        subprocess.Popen(
            command,
            cwd=folder,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
        ) as running,
    ):
        try:
            while True:
                try:
                    return running.wait(WORD_EVERY_S)
                except subprocess.TimeoutExpired:
                    say(f"Still at it after {time.monotonic() - began:.0f} s. {_latest(log)}")
        except BaseException:
            running.kill()  # stopped by the user: leave no installer behind
            raise


def _latest(log: Path) -> str:
    steps = [line for line in _lines(log) if _STEP.match(line)]
    return " ".join(steps[-1].split())[:100] if steps else ""


def _lines(log: Path) -> list[str]:
    text = log.read_text(encoding="utf-8", errors="replace")
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _fault(text: str) -> SetupError:
    if _OFFLINE.search(text):
        return OfflineError(f"The packages could not be fetched. {_CONNECT}")
    if _CHANGED in text:
        return HashError(
            "A package is not what it was when its hash was noted; the lines above name it. "
            "Nothing of it was installed. Fetch the newest voicecoach, or tell its makers."
        )
    for pattern, cure in _CURES:
        if re.search(pattern, text):
            return SetupError(f"Installing failed. {cure}")
    return SetupError(f"Installing failed. {_OTHERWISE}")
