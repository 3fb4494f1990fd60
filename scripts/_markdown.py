"""What the generated pages share."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable
from itertools import pairwise
from types import ModuleType

BY_MACHINE = "<!-- Written by scripts/make_docs.py; change {source} instead. -->"


def join(blocks: Iterable[str]) -> str:
    """Return Markdown in which the items of a list stand together and all else apart."""
    text = ""
    for before, block in pairwise(["", *blocks]):
        apart = "" if block.startswith("- ") and before.startswith("- ") else "\n"
        text += f"{apart}{block}\n"
    return text.lstrip("\n")


def documented(module: ModuleType, name: str) -> dict[str, str]:
    """Return the text that stands under each field of class ``name``, as one line."""
    tree = ast.parse(inspect.getsource(module))
    (found,) = (n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and n.name == name)
    texts: dict[str, str] = {}
    for field, below in pairwise(found.body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=key)) | ast.Assign(targets=[ast.Name(id=key)]),
                ast.Expr(ast.Constant(str(said))),
            ):
                texts[key] = re.sub(r"``(.+?)``", r"`\1`", " ".join(said.split()))
    return texts
