"""voicecoach devices: loudspeakers and microphones, by the names that options take."""

from __future__ import annotations

import argparse
import sys

from voicecoach.adapters.microphones import device as microphones
from voicecoach.adapters.speakers import device as speakers
from voicecoach.errors import DeviceError


def add(_parser: argparse.ArgumentParser) -> None:
    """Add the options of this command: none of its own."""


def main(_args: argparse.Namespace) -> int:
    """List the devices; 1 if there are none to be found."""
    try:
        for name in speakers.devices():
            print(f"Speaker: {name}")
        for name in microphones.devices():
            print(f"Microphone: {name}")
    except DeviceError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
