"""Writes the heads as the coach loads it: ONNX, and the list of its classes."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import numpy as np
import torch

from lab.encoding import WIDTH
from lab.halving import halved
from lab.network import Answers, load_head
from lab.words import load_words
from lab.work import Work, whole

LANGUAGE = "en"
ENCODER = "moonshine-voice 0.0.73 tiny-en"
LARGEST = 3_000_000
"""Bytes that the weights may take in the package."""
FARTHEST = 0.01
"""How much a logarithm may change by the rounding of the weights to 16 bits."""


def export_heads(work: Work, folder: Path) -> None:
    """Write the mean of all trained heads into ``folder``, once it is small and true enough.

    The files are ``commands-en.onnx`` and ``commands-en.json``.
    """
    words = load_words(LANGUAGE)
    if not work.heads:
        sys.exit(f"There is no head-*.pt in {work.folder}; run the step train before export.")
    print(f"export: the mean of {', '.join(path.name for path in work.heads)}.")
    try:
        heads = [load_head(path, len(words.phrases) + 1) for path in work.heads]
    except RuntimeError:
        sys.exit(f"A head in {work.folder} is for other phrases; run the step train again.")
    answers = Answers(heads).eval()  # the wrapper too: the exporter asks it, not the heads
    model = halved(_exported(answers))
    _compare(model, answers)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"commands-{LANGUAGE}.onnx"
    whole(path, lambda file: file.write(model))
    _write_labels(path.with_suffix(".json"), words.phrases)
    print(f"export: {path} is written.")


def _exported(answers: Answers) -> bytes:
    example = torch.randn(1, 50, WIDTH, generator=torch.Generator().manual_seed(0))
    file = io.BytesIO()
    torch.onnx.export(
        answers,
        (example,),
        file,
        input_names=["states"],
        output_names=["log_likelihoods"],
        dynamic_axes={"states": {0: "pieces", 1: "frames"}, "log_likelihoods": {0: "pieces"}},
        dynamo=False,
        opset_version=17,
    )
    return file.getvalue()


def _write_labels(path: Path, phrases: tuple[str, ...]) -> None:
    """Write the classes; what else stands in the file, such as thresholds, stays."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known |= {"language": LANGUAGE, "encoder": ENCODER, "phrases": list(phrases)}
    text = json.dumps(known, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _compare(model: bytes, answers: Answers) -> None:
    """End the program if the model answers otherwise than the heads, or is too large."""
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    worst = 0.0
    for shape in ((1, 41, WIDTH), (3, 17, WIDTH)):
        states = torch.randn(*shape)
        with torch.no_grad():
            ours = answers(states).numpy()
        theirs = session.run(None, {"states": states.numpy()})[0]
        worst = max(worst, float(np.abs(ours - theirs).max()))
    print(f"export: {len(model)} bytes; differ from the heads by at most {worst:.1e}.")
    if worst > FARTHEST or len(model) > LARGEST:
        sys.exit(
            "export: nothing is written: the weights differ by more than "
            f"{FARTHEST} or are over {LARGEST} bytes."
        )
