"""The plain way to export a session, to compare with: what most programs would do.

Each phrase is spoken by pyttsx3 into a file when it comes, read by pydub, and appended with
`+=`; silence is appended between; at the end pydub hands all of it to the ffmpeg program.

    python benchmarks/baselines/naive_export.py CUES OUTPUT

In its favour: the engine is started and has spoken before the clock runs.

CUES is a file of JSON: a list of [start in ms, text]. Prints JSON: seconds of speaking, of
appending, of encoding, and the peak of memory in megabytes, ffmpeg not counted. Needs ffmpeg on
the PATH.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

from plain_voice import speak

sys.path.append(str(Path(__file__).parents[1]))

from export_parts.memory import peak


def first_words(engine: Any) -> None:  # noqa: ANN401 - pyttsx3 has no types
    """Speak once: the very first `runAndWait` of a process does not wait."""
    with tempfile.TemporaryDirectory() as folder:
        engine.save_to_file("Ready", str(Path(folder) / "ready.wav"))
        engine.runAndWait()
        time.sleep(1)


def main() -> None:
    cues = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    warnings.simplefilter("ignore")
    import pyttsx3
    from pydub import AudioSegment

    if sys.platform == "linux":
        from voicecoach.adapters.voices.system_child import _lend_espeak

        _lend_espeak()  # where the system has no espeak-ng of its own
    engine = pyttsx3.init()
    first_words(engine)
    spent = dict.fromkeys(("speaking", "appending", "encoding"), 0.0)
    began = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal began
        now = time.perf_counter()
        spent[name] += now - began
        began = now

    session = AudioSegment.silent(0, frame_rate=22_050)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "phrase.wav"
        for start, text in cues:
            path.unlink(missing_ok=True)
            speak(engine, text, path)  # which asks again where the file stays empty
            lap("speaking")
            session += AudioSegment.silent(max(0, start - len(session)), frame_rate=22_050)
            session += AudioSegment.from_wav(str(path))
            lap("appending")
    session.export(sys.argv[2], format="mp3", bitrate="64k").close()
    lap("encoding")
    print(json.dumps(spent | {"peak": peak()}))


if __name__ == "__main__":
    main()
