"""voicecoach recognizers: what can listen, its status and remedy."""

from __future__ import annotations

import argparse

from voicecoach.registry import RECOGNIZERS, names, recognizer_engine, status_of


def add(_parser: argparse.ArgumentParser) -> None:
    """Add the options of this command: none of its own."""


def main(_args: argparse.Namespace) -> int:
    """List the recognizers."""
    for name in names(RECOGNIZERS):
        engine, status = status_of(recognizer_engine, name)
        print(f"{name}: {'ready' if status.ready else 'not ready'}")
        if engine:
            print(f"  what: {engine.summary}")
            print(f"  online: {'yes, audio leaves this machine' if engine.online else 'no'}")
        print(f"  status: {status.detail}")
        if status.remedy:
            print(f"  remedy: {status.remedy}")
    return 0
