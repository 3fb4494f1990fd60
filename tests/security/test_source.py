"""No source of the project runs text as code, starts a shell, or reaches for the network."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("src", "scripts", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
)
ONLINE = {
    "src/voicecoach/adapters/recognizers/google.py",
    "src/voicecoach/adapters/recognizers/speechrecognition.py",
}
"""Adapters that are online by name: nothing else may import what reaches the network."""
NETWORK = {
    *("socket", "ssl", "http", "urllib3", "requests", "httpx", "aiohttp", "ftplib", "smtplib"),
    *("poplib", "imaplib", "telnetlib", "xmlrpc", "socketserver", "webbrowser", "websockets"),
    *("urllib.request", "huggingface_hub"),
}
"""Modules that reach the network, or whose only use is to."""
CODE = {"pickle", "cPickle", "_pickle", "dill", "marshal", "shelve", "joblib", "code", "codeop"}
"""Modules that make code, or any object, of data."""
BUILTINS = {"eval", "exec", "compile", "__import__"}
CALLS = {
    *("os.system", "os.popen", "tempfile.mktemp", "yaml.full_load", "yaml.unsafe_load"),
    *("yaml.load_all", "yaml.full_load_all", "yaml.unsafe_load_all", "subprocess.getoutput"),
    *("subprocess.getstatusoutput", "asyncio.create_subprocess_shell"),
}
LOADERS = {"yaml.BaseLoader", "yaml.SafeLoader", "yaml.CBaseLoader", "yaml.CSafeLoader"}
UNSAFE_LOADERS = {"yaml.Loader", "yaml.FullLoader", "yaml.UnsafeLoader", "yaml.CLoader"}


def dangers(path: str, source: str) -> list[str]:
    """Return what ``source`` does that it must not, a line each."""
    tree = ast.parse(source)
    return [f"{path}:{line} {what}" for line, what in _found(tree, online=path in ONLINE)]


def _found(tree: ast.Module, *, online: bool) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from _imports(node.lineno, [each.name for each in names], online=online)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                whole = [module, *(f"{module}.{each.name}" for each in names)]
                yield from _imports(node.lineno, whole, online=online)
            case ast.Call(func=ast.Name(id=name)) if name in BUILTINS:
                yield node.lineno, f"calls {name}"
            case ast.Call(func=ast.Attribute() as func):
                yield from _call(node, ast.unparse(func))
            case ast.Attribute() if ast.unparse(node) in UNSAFE_LOADERS:
                yield node.lineno, f"uses {ast.unparse(node)}"
        if isinstance(node, ast.Call):
            yield from _keywords(node)


def _imports(line: int, names: list[str], *, online: bool) -> Iterator[tuple[int, str]]:
    for name in names:
        parts = {name, name.split(".")[0]}
        if parts & CODE or (parts & NETWORK and not online):
            yield line, f"imports {name}"
            return


def _call(node: ast.Call, name: str) -> Iterator[tuple[int, str]]:
    if name in CALLS:
        yield node.lineno, f"calls {name}"
    if name == "yaml.load":
        given = [*node.args[1:2], *(each.value for each in node.keywords if each.arg == "Loader")]
        if not given or ast.unparse(given[0]) not in LOADERS:
            yield node.lineno, "calls yaml.load without a safe loader"


def _keywords(node: ast.Call) -> Iterator[tuple[int, str]]:
    for each in node.keywords:
        told = isinstance(each.value, ast.Constant) and each.value.value in {False, None}
        if each.arg == "shell" and not told:
            yield node.lineno, "starts a shell"
        if each.arg == "allow_pickle" and not told:
            yield node.lineno, "loads pickles"
        if each.arg == "weights_only" and told:
            yield node.lineno, "loads pickles"


@pytest.mark.parametrize("path", SOURCES)
def test_a_source_does_nothing_dangerous(path):
    assert dangers(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "eval('1')",
        "def f(x):\n    exec(x)",
        "compile('1', '', 'eval')",
        "__import__(name)",
        "import pickle",
        "from pickle import loads",
        "import marshal as m",
        "import os\nos.system('ls')",
        "import os\nos.popen('ls')",
        "import tempfile\ntempfile.mktemp()",
        "import subprocess\nsubprocess.run('ls', shell=True)",
        "import subprocess\nsubprocess.run('ls', shell=yes)",
        "import subprocess\nsubprocess.getoutput('ls')",
        "import yaml\nyaml.load(text)",
        "import yaml\nyaml.load(text, yaml.Loader)",
        "import yaml\nyaml.load(text, Loader=yaml.FullLoader)",
        "import yaml\nyaml.unsafe_load(text)",
        "import yaml\nclass Mine(yaml.UnsafeLoader): ...",
        "import numpy\nnumpy.load(file, allow_pickle=True)",
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "def f():\n    import requests",
        "from http.client import HTTPConnection",
        "import webbrowser",
    ],
)
def test_what_is_dangerous_is_found(source):
    assert dangers("src/voicecoach/cli/x.py", source)


@pytest.mark.parametrize(
    "source",
    [
        "import re\nre.compile('a')",
        "import yaml\nyaml.load(text, yaml.BaseLoader)",
        "import yaml\nyaml.safe_load(text)",
        "import yaml\nclass Mine(yaml.SafeLoader): ...",
        "import subprocess\nsubprocess.run(['ls'], shell=False)",
        "from urllib.parse import quote",
        "model.eval()",
    ],
)
def test_what_is_harmless_is_left_alone(source):
    assert dangers("src/voicecoach/cli/x.py", source) == []


def test_onnxruntime_is_imported_where_it_is_silenced_and_nowhere_else():
    found = {
        path
        for path in SOURCES
        if path.startswith("src/")
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant | ast.Import | ast.ImportFrom)
        and ast.unparse(node) in {"'onnxruntime'", "import onnxruntime"}
    }

    assert found == {
        "src/voicecoach/adapters/support/inference.py",
        "src/voicecoach/adapters/voices/hibari.py",  # these two only look whether it is there
        "src/voicecoach/adapters/recognizers/moonshine.py",
    }


def test_an_adapter_that_is_online_by_name_may_reach_the_network():
    for path in ONLINE:
        assert (ROOT / path).exists()
        assert dangers(path, "import requests") == []
