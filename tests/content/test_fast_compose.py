"""Shipped files are read quickly, and to the same end as by PyYAML's own reader."""

import subprocess
import sys

import pytest
import yaml

from program import SHORT_LEVEL
from voicecoach.content.bounded import parse
from voicecoach.content.compose import Composer
from voicecoach.content.fast_compose import PACKAGE, FastComposer, fast_node, is_shipped
from voicecoach.errors import ContentError

SHIPPED = sorted(PACKAGE.rglob("*.yaml"))

needs_libyaml = pytest.mark.skipif(
    not yaml.__with_libyaml__, reason="elsewhere: PyYAML is built without libyaml here"
)


def flat(node):
    """Return a node as values that can be compared: place, tag and what it holds."""
    place = (node.start_mark.line, node.start_mark.column, node.tag)
    if isinstance(node, yaml.MappingNode):
        return (*place, [(flat(key), flat(value)) for key, value in node.value])
    if isinstance(node, yaml.SequenceNode):
        return (*place, [flat(each) for each in node.value])
    return (*place, node.value)


@needs_libyaml
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_both_readers_make_the_same_of_every_shipped_file(path):
    text = path.read_text(encoding="utf-8")

    assert is_shipped(str(path))
    assert flat(fast_node(text)) == flat(Composer(text).get_single_node())


@needs_libyaml
def test_a_shipped_file_is_read_by_libyaml_and_a_users_is_not(monkeypatch, tmp_path):
    read = []

    class Told(FastComposer):
        def __init__(self, text):
            read.append(text)
            super().__init__(text)

    monkeypatch.setattr("voicecoach.content.fast_compose.FastComposer", Told)
    ours, theirs = "shipped: by voicecoach", f"# a user\n{SHORT_LEVEL}"
    parse(ours, str(PACKAGE / "levels" / "any.yaml"))
    parse(theirs, str(tmp_path / "any.yaml"))
    parse(theirs + "#")

    assert read == [ours]


@needs_libyaml
@pytest.mark.parametrize("text", ["", "a: [", "a: *b", "[" * 100, "a: !!python/name:os.system"])
def test_what_the_quick_reader_refuses_is_told_in_the_words_of_the_other(text):
    assert fast_node(text) is None
    faults = []
    for file in ("", str(PACKAGE / "levels" / "any.yaml")):
        with pytest.raises(ContentError) as refused:
            parse(text, file)
        faults += [(fault.message, fault.line, fault.column) for fault in refused.value.faults]

    assert faults[0] == faults[1]


def test_without_libyaml_every_file_is_read_all_the_same():
    script = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from voicecoach.content.language import load_language\n"
        "import yaml; assert not yaml.__with_libyaml__\n"
        "print(load_language('en').language)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout

    assert told == "en\n"
