"""Writes the head as the coach loads it: ONNX, and the list of its classes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from lab.encoding import WIDTH
from lab.network import Head
from lab.words import load_words
from lab.work import Work

LANGUAGE = "en"
ENCODER = "moonshine-voice 0.0.73 tiny-en"
LARGEST = 3_000_000
"""Bytes that the weights may take in the package."""


class Answers(nn.Module):
    """A head for whole clips: no mask, and logarithms of likelihoods."""

    def __init__(self, head: Head) -> None:
        super().__init__()
        self.head = head

    def forward(self, states: Tensor) -> Tensor:
        """Return (clips, classes) for states (clips, n, 288)."""
        return self.head(states, torch.ones_like(states[:, :, :1])).log_softmax(-1)


def export_head(work: Work, folder: Path) -> None:
    """Write ``commands-en.onnx`` and ``commands-en.json`` into ``folder``, and compare."""
    words = load_words(LANGUAGE)
    if not work.head.exists():
        sys.exit(f"There is no {work.head}; run the step train before export.")
    head = Head(len(words.phrases) + 1)
    try:
        head.load_state_dict(torch.load(work.head))
    except RuntimeError:
        sys.exit(f"{work.head} was trained for other phrases; run the step train again.")
    answers = Answers(head).eval()  # the wrapper too: the exporter asks it, not the head
    example = torch.randn(1, 50, WIDTH, generator=torch.Generator().manual_seed(0))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"commands-{LANGUAGE}.onnx"
    torch.onnx.export(
        answers,
        (example,),
        str(path),
        input_names=["states"],
        output_names=["log_likelihoods"],
        dynamic_axes={"states": {0: "pieces", 1: "frames"}, "log_likelihoods": {0: "pieces"}},
        dynamo=False,
        opset_version=17,
    )
    _write_labels(path.with_suffix(".json"), words.phrases)
    _compare(path, answers)


def _write_labels(path: Path, phrases: tuple[str, ...]) -> None:
    """Write the classes; what else stands in the file, such as thresholds, stays."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known |= {"language": LANGUAGE, "encoder": ENCODER, "phrases": list(phrases)}
    text = json.dumps(known, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _compare(path: Path, answers: Answers) -> None:
    """End the program if the file answers otherwise than the network, or is too large."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    for shape in ((1, 41, WIDTH), (3, 17, WIDTH)):
        states = torch.randn(*shape)
        with torch.no_grad():
            ours = answers(states).numpy()
        theirs = session.run(None, {"states": states.numpy()})[0]
        worst = max(worst, float(np.abs(ours - theirs).max()))
    size = path.stat().st_size
    print(f"export: {path}, {size} bytes; differs from the network by at most {worst:.1e}.")
    if worst > 1e-3 or size > LARGEST:
        sys.exit(f"export: {path} cannot be used: it differs too much or is over {LARGEST} bytes.")
