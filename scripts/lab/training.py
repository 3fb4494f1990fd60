"""The training loop: rare phrases as often as frequent ones, and much that is no command."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lab.examples import Examples, load_examples
from lab.network import LONG, Head, Shape, save_head
from lab.shares import shares
from lab.words import Words, load_words
from lab.work import Work, whole

Ints = npt.NDArray[np.int64]

BATCH = 96
RATE, TOP_RATE = 1.5e-3, 2e-3
KEPT = 0.998
"""Share of the moving mean of the weights that a step leaves: the mean is what is kept, for it
knows more of what it never heard than the weights of any one step."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one head is trained."""

    seed: int
    epochs: int

    @property
    def shape(self) -> Shape:
        """Odd seeds give another shape: heads that differ err at different clips."""
        return LONG if self.seed % 2 else Shape()

    @property
    def smoothing(self) -> float:
        """Share of each label that is spread over all classes."""
        return 0.03 if self.seed % 2 else 0.05


def train_heads(work: Work, epochs: int, count: int) -> None:
    """Train heads from seeds 0 to ``count`` - 1 into ``WORK/head-SEED.pt``."""
    words = load_words()
    try:
        examples, dev = (load_examples(work, part, words) for part in ("train", "dev"))
    except FileNotFoundError as fault:
        sys.exit(f"There are {fault}; run the steps stage and encode before train.")
    print(f"train: {len(examples)} clips, {len(dev)} for development.")
    for seed in range(count):
        head = _trained(Plan(seed, epochs), examples, dev, words)
        whole(work.head(seed), partial(save_head, head))
        print(f"train: {work.head(seed)} is written.")


def told_apart(head: Head, examples: Examples, words: Words) -> tuple[float, float]:
    """Return the share of commands that are known, and of the rest that is refused."""
    head.eval()
    with torch.no_grad():
        best = torch.cat(
            [head(*examples.batch(some)).argmax(-1) for some in examples.in_order(128)]
        )
    right, command = best.numpy() == examples.labels, examples.labels != words.other
    return float(right[command].mean()), float(right[~command].mean())


def _trained(plan: Plan, examples: Examples, dev: Examples, words: Words) -> Head:
    torch.manual_seed(plan.seed)
    chance = np.random.default_rng(plan.seed)
    head = Head(len(words.phrases) + 1, plan.shape)
    size = sum(each.numel() for each in head.parameters())
    print(f"train: head {plan.seed}: {size} weights.")
    steps = max(1, plan.epochs * len(examples) // BATCH)
    optimizer = torch.optim.AdamW(head.parameters(), RATE, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, TOP_RATE, total_steps=steps, pct_start=0.1
    )
    mean = AveragedModel(head, multi_avg_fn=get_ema_multi_avg_fn(KEPT))
    kept: Head = mean.module
    drawn = shares(examples.labels, examples.said, words)
    began, step = time.monotonic(), 0
    while step < steps:
        head.train()
        losses = []
        for some in list(_batches(examples, drawn, chance))[: steps - step]:
            states, mask = examples.batch(some, chance)
            labels = torch.from_numpy(examples.labels[some])
            loss = functional.cross_entropy(
                head(states, mask), labels, label_smoothing=plan.smoothing
            )
            optimizer.zero_grad()
            loss.backward()
            clip_grad_norm_(head.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(head)
            losses.append(loss.item())
        step += len(losses)
        known, refused = told_apart(kept, dev, words)
        print(
            f"train: step {step} of {steps}, loss {np.mean(losses):.3f}, development: "
            f"{known:.3f} of the commands known, {refused:.3f} of the rest refused, "
            f"{time.monotonic() - began:.0f} s",
            flush=True,
        )
    return kept


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
