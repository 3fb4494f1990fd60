"""YAML to plain data: what is text stays text, and nothing costs more than its size."""

from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.content.bounded import MAX_BYTES, parse, read_text
from voicecoach.content.compose import MAX_DEPTH, MAX_NODES
from voicecoach.content.document import Mark
from voicecoach.errors import ContentError

LAUGHS = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)


def refusal(text: str) -> tuple[str, int, int]:
    with pytest.raises(ContentError) as caught:
        parse(text, "f.yaml")
    (fault,) = caught.value.faults
    assert fault.file == "f.yaml"
    return fault.message, fault.line, fault.column


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("1:30", "1:30"),
        ("08", "08"),
        ("07", "07"),
        ("!!int 8", 8),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2026-11-22", "2026-11-22"),
        ("=", "="),
        ("<<", "<<"),
        ("9" * 16, "9" * 16),
        ("True", "True"),
        ("'8'", "8"),
        ('"true"', "true"),
        ("!!str 8", "8"),
        ("8", 8),
        ("-3", -3),
        ("1.5", 1.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_only_numbers_true_false_and_null_have_a_type(written, meant):
    value = parse(f"key: {written}").data["key"]

    assert value == meant
    assert type(value) is type(meant)


def test_keys_are_texts():
    assert parse("no: 1\n8: 2\ntrue: 3\non: 4").data == {"no": 1, "8": 2, "true": 3, "on": 4}


def test_keys_and_values_have_their_places():
    document = parse("a:\n  - x: 1\n    y: 2\n")

    assert document.keys["a", 0, "y"] == Mark(3, 5)
    assert document.values["a", 0, "y"] == Mark(3, 8)
    assert document.values["a", 0] == Mark(2, 5)


def test_an_alias_is_the_same_value_again():
    assert parse("a: &x [1]\nb: *x").data == {"a": [1], "b": [1]}


def test_a_merge_key_merges_nothing():
    assert parse("a: &x {b: 1}\nc:\n  <<: *x").data["c"] == {"<<": {"b": 1}}


def test_a_key_typed_twice_is_a_fault_and_the_first_counts():
    document = parse("a: 1\nb: 2\na: 3\n", "f.yaml")

    assert document.data == {"a": 1, "b": 2}
    assert [str(fault) for fault in document.faults] == [
        "f.yaml:3:1: The key 'a' stands in line 1 already; keep one."
    ]


def test_a_billion_laughs_are_refused_at_once():
    start = perf_counter()
    message, line, _ = refusal(LAUGHS)

    assert message == f"The file holds over {MAX_NODES} values, aliases included; shorten it."
    assert line == 5
    assert perf_counter() - start < 0.5


def test_an_alias_inside_what_it_repeats_is_refused():
    assert refusal("a: &a\n  - *a\n")[:2] == (
        "This alias stands inside the very part that it repeats; remove it.",
        2,
    )
    assert refusal("&a {b: *a}")[1:] == (1, 8)


@pytest.mark.parametrize("text", ["[" * 5000, "- " * 5000, "{a: " * 5000, "? " * 5000])
def test_deep_nesting_is_refused(text):
    assert refusal(text)[0].startswith(f"The file is nested deeper than {MAX_DEPTH} levels")


def test_depth_through_aliases_is_refused():
    deep = "[" * 15 + "]" * 15
    text = f"a: &a {deep}\nb: [[[[[[ *a ]]]]]]\n"

    assert refusal(text)[0] == f"With this alias the file is nested deeper than {MAX_DEPTH} levels."


def test_many_values_are_refused():
    text = "a: [" + "1," * MAX_NODES + "]"

    assert refusal(text)[0].startswith(f"The file holds over {MAX_NODES} values")


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!custom", "!!binary", "!!timestamp", "!!set"]
)
def test_other_tags_than_the_plain_ones_are_refused(tag):
    message, line, column = refusal(f"a: 1\nb: {tag} x")

    assert message == f"The tag {tag} is not allowed; write a plain value."
    assert (line, column) == (2, 4)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a:\n\tb: 1", 2, "indented with a tab"),
        ("a:\n  \tb: 1", 2, "indented with a tab"),
        ("a: 1\nb:\t1", 2, "A tab stands here"),
        ("a: b: c", 1, "A colon stands where none can be"),
        ("a: {b} c", 1, "does not line up"),
        ("a: [1, 2", 1, "never closed"),
        ("a: 'x", 1, "quote is opened"),
        ("a: [1,,]", 1, "A value or a closing bracket"),
        ('a: "\\UFFFFFFFF"', 0, "out of range"),
        ("%YAML " + "9" * 5000 + ".1\n---\na: 1", 0, "out of range"),
        ("% of people", 1, "cannot start with %"),
        ("a: *b", 1, "no anchor has its name"),
        ("a: @b", 1, "cannot start with @"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ('a: "\\d"', 1, "backslash"),
        ("a: 1\nb\nc: 2", 2, "no colon"),
        ("a: \x00", 1, "U+0000"),
        ("a: 1\n? [1]\n: 2", 2, "A key is one word"),
    ],
)
def test_faults_of_the_yaml_are_told_in_plain_words(text, line, words):
    try:
        faults = parse(text).faults
    except ContentError as error:
        faults = error.faults

    assert [fault.line for fault in faults] == [line]
    assert words in faults[0].message


@pytest.mark.parametrize("escape", ["\\0", "\\x07", "\\ud800", "\\x7f"])
def test_a_character_that_cannot_be_said_is_a_fault(escape):
    (fault,) = parse(f'a: "x{escape}"').faults

    assert "cannot be said" in fault.message


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_an_empty_file_is_refused(text):
    assert refusal(text)[0] == "The file is empty."


def test_a_large_file_is_refused_before_it_is_read_to_its_end(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_text("a: &a [1]\nb: [" + "*a, " * 2_500_000 + "]")

    with pytest.raises(ContentError, match=f"larger than {MAX_BYTES // 1000} kB"):
        read_text(path)


@pytest.mark.parametrize(
    ("raw", "line"), [(b"a: 1\nb: \xe9\n", 2), ("a: 1".encode("utf-16"), 1), (b"\x80", 1)]
)
def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path, raw, line):
    path = tmp_path / "latin.yaml"
    path.write_bytes(raw)

    with pytest.raises(ContentError) as caught:
        read_text(path)

    assert caught.value.faults[0].line == line
    assert "UTF-8" in caught.value.faults[0].message


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1")

    assert read_text(path) == "a: 1"


@pytest.mark.parametrize("name", ["none.yaml", ".", "a\0b"])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path, name):
    with pytest.raises(ContentError, match="cannot be read"):
        read_text(tmp_path / name)


@given(st.text(max_size=300) | st.text("ab:-[]{}&*!|>'\"%@#,? \n\\x0", max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        document = parse(text)
    except ContentError:
        return
    for mark in (*document.keys.values(), *document.values.values()):
        assert mark.line >= 1
        assert mark.column >= 1


@given(st.text("\\xuU0123456789abcdefDFnN ", max_size=12))
def test_any_escape_is_read_or_refused(text):
    with suppress(ContentError):
        parse(f'a: "{text}"\n')
