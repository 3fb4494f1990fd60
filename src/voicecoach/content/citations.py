"""Where to find what the keys under ``sources`` in the shipped levels stand for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import yaml


def load_citations() -> Mapping[str, str]:
    """Return key -> citation: ``N1`` -> "NHS, Lower back pain exercises, ..."."""
    text = (files("voicecoach") / "sources" / "programme.yaml").read_text(encoding="utf-8")
    found = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text
    return {str(key): str(value) for key, value in found.items()}
