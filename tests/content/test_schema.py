"""What editors and people are told of the format agrees with what the loader takes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from voicecoach.content.bounded import parse
from voicecoach.content.levels import load_level_text, shipped_folder
from voicecoach.content.model import Exercise, Level
from voicecoach.content.reference import level_reference
from voicecoach.content.schema import level_schema

DOCS = Path(__file__).parents[2] / "docs" / "levels.md"
FILES = [*sorted(shipped_folder().glob("*.yaml")), Path(__file__).with_name("example-level.yaml")]


def described(part: dict) -> list[tuple[str, dict]]:
    return list(part["properties"].items())


def test_every_key_of_the_schema_is_described_and_no_other_is_allowed():
    schema = level_schema()

    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        for name, field in described(part):
            assert field["description"].endswith("."), name


def test_the_schema_says_its_dialect_and_title():
    schema = level_schema()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    assert schema["$defs"]["Exercise"]["properties"]["ready"]["default"] == "10 s"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_schema_accepts_every_level(path):
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    validator = jsonschema.Draft202012Validator(level_schema())
    validator.check_schema(level_schema())

    assert list(validator.iter_errors(parse(path.read_text(encoding="utf-8")).data)) == []


def test_the_schema_refuses_a_wrong_unit_and_an_unknown_key():
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    data = parse(FILES[-1].read_text(encoding="utf-8")).data
    data["exercises"][0]["ready"] = "12 kg"
    data["langauge"] = "en"

    assert len(list(jsonschema.Draft202012Validator(level_schema()).iter_errors(data))) == 2


def test_the_reference_names_every_key():
    text = level_reference()

    for name in {*Level.model_fields, *Exercise.model_fields}:
        assert f"### `{name}`" in text


def test_every_link_of_the_reference_leads_to_a_heading():
    text = level_reference()
    anchors = {
        line[3:].lower().replace(" ", "-") for line in text.splitlines() if line[:3] == "## "
    }

    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_the_documentation_ends_with_the_reference():
    assert DOCS.read_text(encoding="utf-8").endswith(level_reference())


def test_the_example_of_the_documentation_loads():
    (example,) = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)

    assert len(load_level_text(example).exercises) == 2


def test_the_loader_needs_no_sound():
    code = (
        "import sys; import voicecoach.content.levels, voicecoach.content.language;"
        "print([name for name in ('numpy', 'onnxruntime', 'miniaudio') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
