"""Whether a screen reader runs here, as far as a program can know.

What is asked, in this order, and each only where it exists:

- the variable ``ACCESSIBLE``, which other command lines read too;
- Linux: a process of Orca or of the console's Fenrir or espeakup, then the desktop's own
  switch, ``org.a11y.Status ScreenReaderEnabled`` on the session bus;
- Windows: the flag that NVDA, JAWS and Narrator set (``SPI_GETSCREENREADER``);
- macOS: the preference of VoiceOver.

A braille display alone is none: it does not talk over the coach.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

LIMIT = 1.0
"""Seconds that each question may take."""
SPEAKING = frozenset({"orca", "fenrir", "espeakup"})
"""Names of processes that read a screen aloud."""
_OFF = frozenset({"", "0", "no", "off", "false"})
_BUS = (
    (
        "busctl", "--user", "--auto-start=no", "get-property", "org.a11y.Bus", "/org/a11y/bus",
        "org.a11y.Status", "ScreenReaderEnabled",
    ),
    (
        "gdbus", "call", "--session", "--timeout", "1", "--dest", "org.a11y.Bus",
        "--object-path", "/org/a11y/bus", "--method", "org.freedesktop.DBus.Properties.Get",
        "org.a11y.Status", "ScreenReaderEnabled",
    ),
)  # fmt: skip
"""Helpers that ask the session bus: the first that is there is used."""
_VOICE_OVER = ("defaults", "read", "com.apple.universalaccess", "voiceOverOnOffKey")
_GET_SCREEN_READER = 0x0046


def screen_reader(
    environment: Mapping[str, str] = os.environ, processes: Path = Path("/proc")
) -> str:
    """Return the name of the screen reader that seems to run; empty if none does.

    Args:
        environment: of this process.
        processes: where Linux shows them.
    """
    if environment.get("ACCESSIBLE", "").strip().lower() not in _OFF:
        return "A screen reader (by the variable ACCESSIBLE)"
    if sys.platform == "win32":
        return "A screen reader" if _windows() else ""
    if sys.platform == "darwin":
        return "VoiceOver" if _answer(_VOICE_OVER).strip() == "1" else ""
    return _process(processes) or _desktop(environment)


def _process(processes: Path) -> str:
    """Return the first process that reads a screen, by its name."""
    for path in processes.glob("[0-9]*/comm"):
        try:
            name = path.read_text(encoding="utf-8", errors="replace").strip()
        except OSError:  # it has just ended
            continue
        if name in SPEAKING:
            return name.capitalize()
    return ""


def _desktop(environment: Mapping[str, str]) -> str:
    address = environment.get("DBUS_SESSION_BUS_ADDRESS")
    helper = next((command for command in _BUS if shutil.which(command[0])), None)
    if not address or helper is None:
        return ""
    told = _answer(helper, {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address})
    return "A screen reader (by the desktop)" if "true" in told else ""


def _answer(command: tuple[str, ...], environment: Mapping[str, str] | None = None) -> str:
    """Return what a helper of the system prints; nothing if it is not there or fails."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            command, capture_output=True, text=True, timeout=LIMIT, check=False, env=environment
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def _windows() -> bool:
    import ctypes

    runs = ctypes.c_int(0)
    user = getattr(ctypes, "windll").user32  # noqa: B009 - it is there on Windows only
    user.SystemParametersInfoW(_GET_SCREEN_READER, 0, ctypes.byref(runs), 0)
    return bool(runs.value)
