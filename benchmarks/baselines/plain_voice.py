"""The plain way to speak, to compare with: pyttsx3 into files, as it comes.

    python benchmarks/baselines/plain_voice.py TEXTS FOLDER [--speed 1.3]

TEXTS is a file of JSON: a list of texts. Each becomes FOLDER/NUMBER.wav, by `save_to_file` and
`runAndWait`, as the library's own example shows, with one engine for all of them. Speed 1 is its
own default of 200 words a minute. Now and then a file stays empty: it is then asked for again.
Prints JSON: the files in order, how many were empty, and seconds of processor time of starting
and of speaking.

Fair: the system's voice is that of our own `system`; nothing else is done to it there or here.
In its favour: one engine for all texts, where ours starts a process for each, which cannot hang.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from voicecoach.adapters.voices.system_child import _lend_espeak, _whole

TRIES, PATIENCE = 5, 0.1
"""How often a text is asked for, and seconds until a file counts as empty."""


def start(speed: float) -> Any:  # noqa: ANN401 - pyttsx3 has no types
    if sys.platform == "linux":
        _lend_espeak()  # where the system has no espeak-ng of its own
    import pyttsx3

    engine = pyttsx3.init()
    engine.setProperty("rate", round(engine.getProperty("rate") * speed))
    return engine


def speak(engine: Any, text: str, file: Path) -> int:  # noqa: ANN401
    """Write ``text`` to ``file``; return how often it was empty before."""
    for empty in range(TRIES):
        engine.save_to_file(text, str(file))
        engine.runAndWait()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if _whole(file):
                return empty
            time.sleep(0.001)  # it may return before its file is written
    sys.exit(f"pyttsx3 wrote nothing for {text!r} in {TRIES} tries.")


def main() -> None:
    made = argparse.ArgumentParser()
    made.add_argument("texts", type=Path)
    made.add_argument("folder", type=Path)
    made.add_argument("--speed", type=float, default=1.0)
    args = made.parse_args()
    texts = json.loads(args.texts.read_text(encoding="utf-8"))
    began = time.process_time()
    engine = start(args.speed)
    started = time.process_time()
    files = [args.folder / f"{number}.wav" for number in range(len(texts))]
    empty = sum(speak(engine, text, file) for text, file in zip(texts, files, strict=True))
    found = {"start_s": started - began, "speak_s": time.process_time() - started}
    found |= {"files": [str(file) for file in files], "empty": empty}
    print(json.dumps(found), flush=True)
    os._exit(0)  # the driver's library may fail when it is taken down


if __name__ == "__main__":
    main()
