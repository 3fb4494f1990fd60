"""The plain way to hear commands, to compare with: SpeechRecognition with its own sphinx.

    python benchmarks/baselines/listen_and_recognize.py WAV PHRASES [--how grammar|keywords]

Listens to WAV (16 kHz, mono, 16 bit) as to a microphone: `adjust_for_ambient_noise` over its
first second, then `listen`, again and again, and `recognize_sphinx` on each piece.
PHRASES is a file of JSON: a list of what can be said. As a grammar of just these, or as keywords
of sensitivity 1, as in the library's own example; the grammar hears more of them.

Prints JSON: ``rows``, one a piece, with its place in the stream (``starts_s``, ``ends_s``),
when `listen` returned it (``listened_s``), when its text was there (``decided_s``: stream time
and the time of recognition; ``decided_idle_s``: with processor time) and ``text``, empty where
nothing was found; and ``processor_s`` of all.

In its favour: it takes what sounds for 0.1 s, not 0.3, since commands are short; blocks are of
32 ms, not 64; no sound is lost while it recognizes, as if that were done in a thread of its own.
Against it: by default it waits 0.8 s for the end of a piece; less is a setting, and cuts more in
noise. It has no echo canceller, and nothing to refuse with.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

import speech_recognition

RATE, CHUNK = 16_000, 512
LEFT = RATE // 2 // CHUNK * CHUNK + CHUNK
"""Samples that `listen` gives back at the end of a stream if it heard nothing: 0.5 s."""
SHORTEST = 0.1  # seconds


class Stream(speech_recognition.AudioSource):
    """Samples as a microphone hands them over, a block at a time."""

    SAMPLE_RATE, SAMPLE_WIDTH, CHUNK = RATE, 2, CHUNK

    def __init__(self, pcm: bytes) -> None:
        self._file = io.BytesIO(pcm)
        self.stream = self  # what `listen` reads from

    def read(self, count: int) -> bytes:
        return self._file.read(2 * count)

    def at(self) -> int:
        return self._file.tell()


def hear(pcm: bytes, phrases: list[str], how: str = "grammar") -> dict[str, Any]:
    """Return what is printed; ``pcm`` is 16 bit, 16 kHz, mono."""
    recognizer, source, rows = speech_recognition.Recognizer(), Stream(pcm), []
    recognizer.phrase_threshold = SHORTEST
    recognizer.adjust_for_ambient_noise(source)
    free, free_idle, began = 0.0, 0.0, time.process_time()
    while source.at() < len(pcm):
        audio = recognizer.listen(source)
        if source.at() >= len(pcm) and len(audio.frame_data) <= 2 * LEFT:
            break  # no piece began: this is what it keeps of the silence
        listened, clock, idle = source.at() / 2 / RATE, time.perf_counter(), time.process_time()
        text = recognize(recognizer, audio, phrases, how)
        free = max(listened, free) + time.perf_counter() - clock
        free_idle = max(listened, free_idle) + time.process_time() - idle
        start = pcm.rfind(audio.frame_data, 0, source.at()) / 2 / RATE
        row = {"starts_s": start, "ends_s": start + len(audio.frame_data) / 2 / RATE}
        row |= {"listened_s": listened, "decided_s": free, "decided_idle_s": free_idle}
        rows.append(row | {"text": text})
    return {"rows": rows, "processor_s": time.process_time() - began}


def recognize(recognizer: Any, audio: Any, phrases: list[str], how: str) -> str:  # noqa: ANN401
    with tempfile.TemporaryDirectory() as folder:  # it fails on a grammar of a call before
        options: dict[str, Any] = {"keyword_entries": [(phrase, 1.0) for phrase in phrases]}
        if how == "grammar":
            options = {"grammar": f"{folder}/commands.gram"}
            rule = f"public <commands> = {' | '.join(phrases)} ;"
            Path(options["grammar"]).write_text(
                f"#JSGF V1.0;\ngrammar commands;\n{rule}\n", "utf-8"
            )
        try:
            return str(recognizer.recognize_sphinx(audio, **options)).strip()
        except speech_recognition.UnknownValueError:
            return ""


def main() -> None:
    made = argparse.ArgumentParser()
    made.add_argument("wav")
    made.add_argument("phrases", type=Path)
    made.add_argument("--how", choices=("grammar", "keywords"), default="grammar")
    args = made.parse_args()
    with wave.open(args.wav) as file:
        pcm = file.readframes(file.getnframes())
    phrases = json.loads(args.phrases.read_text(encoding="utf-8"))
    print(json.dumps(hear(pcm, phrases, args.how)))


if __name__ == "__main__":
    main()
