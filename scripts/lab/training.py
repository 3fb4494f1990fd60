"""The training loop: rare phrases as often as frequent ones, and much that is no command."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_

from lab.examples import Examples, load_examples
from lab.network import Head
from lab.words import Words, load_words
from lab.work import Work, whole

Ints = npt.NDArray[np.int64]

BATCH = 96
RATE, TOP_RATE = 1.5e-3, 2e-3
OTHERS = 14.0
"""Weight of clips that are no command, of which there are many kinds."""


def train_head(work: Work, epochs: int, seed: int = 0) -> None:
    """Train a head on ``WORK/encoded/train_*`` and keep it in ``WORK/head.pt``."""
    words = load_words()
    try:
        examples, dev = (load_examples(work, part, words) for part in ("train", "dev"))
    except FileNotFoundError as fault:
        sys.exit(f"There are {fault}; run the steps stage and encode before train.")
    torch.manual_seed(seed)
    head = Head(len(words.phrases) + 1)
    size = sum(each.numel() for each in head.parameters())
    print(f"train: {len(examples)} clips, {len(dev)} for development, {size} weights.")
    _run(head, examples, dev, words, epochs=epochs, chance=np.random.default_rng(seed))
    whole(work.head, lambda file: torch.save(head.state_dict(), file))
    print(f"train: {work.head} is written.")


def shares(labels: Ints, other: int) -> npt.NDArray[np.float64]:
    """Return how often each clip is drawn: by the root of how rare its class is."""
    counts = np.bincount(labels, minlength=other + 1)
    weights = 1 / np.sqrt(np.maximum(counts, 1))
    weights[other] *= OTHERS
    drawn = weights[labels]
    result: npt.NDArray[np.float64] = drawn / drawn.sum()
    return result


def told_apart(head: Head, examples: Examples, words: Words) -> tuple[float, float]:
    """Return the share of commands that are known, and of the rest that is refused."""
    head.eval()
    with torch.no_grad():
        best = torch.cat(
            [head(*examples.batch(some)).argmax(-1) for some in examples.in_order(128)]
        )
    right, command = best.numpy() == examples.labels, examples.labels != words.other
    return float(right[command].mean()), float(right[~command].mean())


def _run(
    head: Head,
    examples: Examples,
    dev: Examples,
    words: Words,
    *,
    epochs: int,
    chance: np.random.Generator,
) -> None:
    steps = max(1, epochs * len(examples) // BATCH)
    optimizer = torch.optim.AdamW(head.parameters(), RATE, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, TOP_RATE, total_steps=steps, pct_start=0.1
    )
    drawn = shares(examples.labels, words.other)
    began, step = time.monotonic(), 0
    while step < steps:
        head.train()
        losses = []
        for some in list(_batches(examples, drawn, chance))[: steps - step]:
            states, mask = examples.batch(some, chance)
            labels = torch.from_numpy(examples.labels[some])
            loss = functional.cross_entropy(head(states, mask), labels, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            clip_grad_norm_(head.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        step += len(losses)
        known, refused = told_apart(head, dev, words)
        print(
            f"train: step {step} of {steps}, loss {np.mean(losses):.3f}, development: "
            f"{known:.3f} of the commands known, {refused:.3f} of the rest refused, "
            f"{time.monotonic() - began:.0f} s",
            flush=True,
        )


def _batches(
    examples: Examples, drawn: npt.NDArray[np.float64], chance: np.random.Generator
) -> Iterator[Ints]:
    """Yield up to 200 batches of clips of similar length, in any order."""
    count = min(len(examples), BATCH * 200)
    chosen = chance.choice(len(examples), count, p=drawn)
    groups = np.array_split(chosen, max(1, count // (BATCH * 20)))
    ordered = np.concatenate([some[np.argsort(examples.lengths[some])] for some in groups])
    starts = np.arange(0, count, BATCH)
    chance.shuffle(starts)
    for start in starts:
        yield ordered[start : start + BATCH]
