"""voicecoach schema: the JSON Schema of level files, for editors."""

from __future__ import annotations

import argparse
import json

from voicecoach.content.schema import level_schema


def add(_parser: argparse.ArgumentParser) -> None:
    """Add the options of this command: none of its own."""


def main(_args: argparse.Namespace) -> int:
    """Print the schema."""
    print(json.dumps(level_schema(), indent=2, ensure_ascii=False))
    return 0
