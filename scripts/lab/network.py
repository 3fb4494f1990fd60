"""The head: from the encoder's states of a clip to how likely each phrase is.

Import it only where torch is known to be installed.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.encoding import WIDTH


class Block(nn.Module):
    """Looks at seven states around each, and adds what it finds."""

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
    """Three blocks, then eight weighted means over time, then two layers; 0.38 million weights."""

    def __init__(self, classes: int, width: int = 112, blocks: int = 3, views: int = 8) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.enter = nn.Linear(WIDTH, width)
        self.blocks = nn.ModuleList(Block(width, 7, 0.15) for _ in range(blocks))
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
