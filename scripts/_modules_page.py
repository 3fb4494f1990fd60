"""docs/modules.md: every module of the package, with the first sentence of its docstring."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from _markdown import BY_MACHINE, join

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "voicecoach"


def modules_page(package: Path = PACKAGE) -> str:
    """Return the page."""
    title = "# Every module"
    source = BY_MACHINE.format(source="the first line of the module")
    folders = sorted({path.parent for path in package.rglob("*.py")})
    return join([title, source, *(line for folder in folders for line in _folder(package, folder))])


def _folder(package: Path, folder: Path) -> Iterator[str]:
    name = "voicecoach" / folder.relative_to(package)
    yield f"## {name.as_posix()}"
    about = _docstring(folder / "__init__.py")
    if about:
        yield about
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield f"- `{path.name}`: {_docstring(path)}"


def _docstring(path: Path) -> str:
    """Return the first paragraph of a module's docstring, in one line; empty if there is none."""
    if not path.exists():
        return ""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(said.partition("\n\n")[0].split()).replace("``", "`")
