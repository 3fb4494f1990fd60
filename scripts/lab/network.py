"""A head: from the encoder's states of a clip to how likely each phrase is.

Import it only where torch is known to be installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.encoding import WIDTH

LEAST = 1e-9
"""Probability that none is said to be under: it has a logarithm."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a head is built of."""

    width: int = 112
    blocks: int = 3
    reach: int = 7
    """States that a block sees at once; odd."""


LONG = Shape(width=120, blocks=2, reach=11)
"""Sees as far with fewer blocks; it errs elsewhere than the usual shape."""


class Block(nn.Module):
    """Looks at the states around each, and adds what it finds."""

    def __init__(self, width: int, reach: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.along = nn.Conv1d(width, width, reach, padding=reach // 2, groups=width)
        self.gate = nn.Linear(width, 2 * width)
        self.leave = nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return (clips, states, width); ``mask`` is 1 for states that are there."""
        found = self.norm(states) * mask
        found = self.along(found.transpose(1, 2)).transpose(1, 2)
        found = functional.glu(self.gate(found), -1)
        return states + self.dropout(self.leave(functional.silu(found)))


class Head(nn.Module):
    """Blocks, then eight weighted means over time, then two layers; 0.38 million weights."""

    def __init__(self, classes: int, shape: Shape, views: int = 8) -> None:
        super().__init__()
        self.shape, width = shape, shape.width
        self.norm = nn.LayerNorm(WIDTH)
        self.enter = nn.Linear(WIDTH, width)
        self.blocks = nn.ModuleList(Block(width, shape.reach, 0.15) for _ in range(shape.blocks))
        self.attention = nn.Linear(width, views)
        self.inner = nn.Linear(views * width, 2 * width)
        self.outer = nn.Linear(2 * width, classes)
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the logits, (clips, classes), of states (clips, n, 288) and mask (clips, n, 1)."""
        found = self.enter(self.norm(states)) * mask
        for block in self.blocks:
            found = block(found, mask)
        weights = self.attention(found).masked_fill(mask == 0, -1e4).softmax(1)
        views = torch.einsum("btk,btd->bkd", weights, found).flatten(1)
        return self.outer(self.dropout(functional.silu(self.inner(self.dropout(views)))))


class Answers(nn.Module):
    """Several heads for whole clips: no mask, and the logarithm of their mean probability."""

    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__()
        self.heads = nn.ModuleList(heads)

    def forward(self, states: Tensor) -> Tensor:
        """Return (clips, classes) for states (clips, n, 288)."""
        mask = torch.ones_like(states[:, :, :1])
        each = torch.stack([head(states, mask).softmax(-1) for head in self.heads])
        return each.mean(0).clamp(min=LEAST).log()


def save_head(head: Head, file: IO[bytes]) -> None:
    """Write weights and shape."""
    torch.save({"shape": asdict(head.shape), "weights": head.state_dict()}, file)


def load_head(path: Path, classes: int) -> Head:
    """Return what `save_head` wrote; raises RuntimeError if it was for other classes."""
    stored = torch.load(path, weights_only=True)
    head = Head(classes, Shape(**stored["shape"]))
    head.load_state_dict(stored["weights"])
    return head
