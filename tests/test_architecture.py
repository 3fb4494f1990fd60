"""The import rule (docs/architecture.md), read from the source with `ast`.

Floors, each importing only from those below it:
errors < core < sound < ports < content, config, registry, flows, adapters < cli.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "voicecoach"
SOURCES = sorted(PACKAGE.rglob("*.py"))

GROUND = {"errors", "core", "sound", "ports"}
MAY_IMPORT = {
    "errors": set(),
    "core": {"errors"},
    "sound": {"errors", "core"},
    "ports": {"errors", "core", "sound"},
    "content": GROUND,
    "config": GROUND,
    "registry": GROUND,
    "flows": GROUND,
    "adapters": GROUND,
    "testing": GROUND | {"flows"},  # its studio plays whole sessions
    "cli": GROUND | {"content", "config", "registry", "flows", "adapters", "__init__"},
    "__main__": {"cli"},
    "__init__": set(),
}
# Third-party packages at the top of a module; adapters import theirs on use.
LIBRARIES = {
    "sound": {"numpy"},
    "flows": {"numpy"},
    "adapters": {"numpy"},
    "testing": {"numpy"},
    "content": {"yaml", "pydantic", "pydantic_core"},
    "config": {"yaml", "platformdirs"},
    "cli": {"platformdirs"},
}
# All that the core may use of the standard library: nothing here knows the world.
INNOCENT = {
    *("__future__", "abc", "array", "bisect", "calendar", "collections", "copy", "dataclasses"),
    *("datetime", "decimal"),  # days are values; to ask for today's is a worldly call
    *("difflib", "enum", "fractions", "functools", "heapq", "itertools", "math", "operator", "re"),
    *("statistics", "string", "textwrap", "types", "typing", "unicodedata"),
}
WORLDLY_CALLS = {"open", "print", "input", "exec", "eval", "__import__"}
CLOCKS = {"now", "today", "utcnow", "localtime"}
"""Methods that read a clock."""


@dataclass(frozen=True)
class Import:
    module: str
    line: int
    eager: bool
    """Done when the importing module is loaded, not in a function or for types only."""


def imports(tree: ast.Module, package: str) -> Iterator[Import]:
    """Yield every import of a module that lies in `package`, as absolute names."""
    eager = set(_eager(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*above, node.module or ""] if node.level else [node.module or ""])
            names = [f"{base.rstrip('.')}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            yield Import(name, node.lineno, node in eager)


def _eager(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        lazy = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if not lazy and not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)):
            yield child
            yield from _eager(child)


def faults(path: str, source: str) -> list[str]:
    """Return what `source`, at `path` within the package, does against the rule."""
    parts = path.removesuffix(".py").split("/")
    here = parts[0]
    tree = ast.parse(source)
    package = ".".join(["voicecoach", *parts[:-1]])
    found = [
        f"{path}:{one.line} imports {one.module}"
        for one in imports(tree, package)
        if not _allowed(one, here, parts)
    ]
    if here == "core":
        found += [f"{path}:{line} calls {name}" for line, name in _worldly_calls(tree)]
    return found


def _allowed(one: Import, here: str, parts: list[str]) -> bool:
    top, *rest = one.module.split(".")
    if top == "voicecoach":
        return _allowed_inside(rest, here, parts)
    if here == "core":
        return top in INNOCENT
    return (
        top in sys.stdlib_module_names
        or top in LIBRARIES.get(here, set())
        or (not one.eager and here not in {"errors", "flows"})
    )


def _allowed_inside(rest: list[str], here: str, parts: list[str]) -> bool:
    target = rest[0] if rest and ((PACKAGE / rest[0]).is_dir() or _is_file(rest[0])) else "__init__"
    if target != here:
        return target in MAY_IMPORT[here]
    if here != "adapters":
        return True
    if rest[1] == "support":  # what several kinds of device share
        return True
    mine = parts[1] == "support" or rest[1:-1][:1] == parts[1:-1]
    return mine and (any(name.startswith("_") for name in rest[2:]) or "cached" in rest[2:])


def _is_file(name: str) -> bool:
    return (PACKAGE / f"{name}.py").exists() or name in MAY_IMPORT


def _worldly_calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in WORLDLY_CALLS:
                yield node.lineno, name
            case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCKS:
                yield node.lineno, name


def test_every_part_of_the_package_has_its_floor():
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in SOURCES}

    assert parts <= MAY_IMPORT.keys()


@pytest.mark.parametrize("path", [path.relative_to(PACKAGE).as_posix() for path in SOURCES])
def test_a_source_file_imports_only_what_its_floor_allows(path):
    assert faults(path, (PACKAGE / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("core/session.py", "import time"),
        ("core/session.py", "from os import path"),
        ("core/session.py", "import numpy"),
        ("core/session.py", "def now():\n    import random"),
        ("core/session.py", "def show():\n    print(1)"),
        ("core/session.py", "from datetime import date\ndate.today()"),
        ("core/session.py", "from voicecoach.ports import Voice"),
        ("core/session.py", "from ..sound import clip"),
        ("sound/clip.py", "from voicecoach import ports"),
        ("sound/clip.py", "import soxr"),
        ("ports.py", "import numpy"),
        ("ports.py", "from voicecoach.flows.live import play"),
        ("flows/live.py", "from voicecoach.adapters.voices import silent"),
        ("flows/live.py", "import yaml"),
        ("flows/live.py", "def play():\n    import yaml"),
        ("flows/live.py", "from voicecoach.testing import Studio"),
        ("adapters/voices/hibari.py", "from voicecoach.adapters.voices import silent"),
        ("adapters/voices/hibari.py", "from voicecoach.adapters.voices.espeak import ENGINE"),
        ("adapters/voices/hibari.py", "from voicecoach.adapters.exporters.mp3 import ENGINE"),
        ("adapters/voices/hibari.py", "from voicecoach.registry import voice"),
        ("adapters/voices/hibari.py", "import hibari"),
        ("adapters/keys.py", "from voicecoach.adapters.journals import jsonl"),
        ("content/levels.py", "from voicecoach.config import Config"),
        ("content/levels.py", "import numpy"),
        ("config.py", "from voicecoach.cli import app"),
        ("cli/train.py", "from voicecoach import testing"),
    ],
)
def test_an_import_against_the_rule_is_found(path, source):
    assert len(faults(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("core/session.py", "from collections.abc import Mapping"),
        ("core/session.py", "from datetime import date"),
        ("core/session.py", "from . import units"),
        ("ports.py", "if TYPE_CHECKING:\n    from speech_recognition import AudioData"),
        ("adapters/voices/hibari.py", "def load():\n    import hibari"),
        ("adapters/voices/hibari.py", "from voicecoach.adapters.voices._marks import onsets"),
        ("adapters/voices/hibari.py", "from voicecoach.adapters.voices import _marks"),
        ("adapters/speakers/mute.py", "from voicecoach.adapters.support.pace import Watch"),
        ("content/levels.py", "import yaml"),
        ("cli/train.py", "from voicecoach.adapters.voices.cached import Cached"),
        ("cli/app.py", "from voicecoach import __version__"),
    ],
)
def test_an_import_that_the_rule_allows_is_left_alone(path, source):
    assert faults(path, source) == []
