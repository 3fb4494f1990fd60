"""The documentation agrees with the program: pages, commands, links, words and keys."""

import ast
import importlib
import json
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from voicecoach.adapters.journals._lines import decode
from voicecoach.cli.app import COMMANDS, build_parser, main
from voicecoach.content.language import load_language
from voicecoach.core.commands import MORNINGS, NUMBERS, Command
from voicecoach.core.entries import EntryName
from voicecoach.core.matching import match

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "voicecoach"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.glob("*.md"))]
LEVEL = SOURCE / "levels" / "low-back-1.yaml"
README = (ROOT / "README.md").read_text(encoding="utf-8")
INDEX = (DOCS / "README.md").read_text(encoding="utf-8")
USING = (DOCS / "using.md").read_text(encoding="utf-8")
BOOK = load_language("en")
CHEAP = {"--help", "--version", "check", "levels", "voices", "commands", "history", "schema"}
KEY_NAMES = {"the minus key": "minus", "the plus key": "plus"}
"""Keys that a screen reader may pass over in silence have a name where users read them."""

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@pytest.fixture(scope="module")
def make_docs():
    sys.path.append(str(ROOT / "scripts"))  # last on the path, for one of them is called test
    try:
        yield importlib.import_module("make_docs")
    finally:
        sys.path.remove(str(ROOT / "scripts"))


@pytest.fixture
def no_user(monkeypatch, tmp_path):
    """A user who has no settings and no log."""
    for name in ("HOME", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))


def code(page: Path) -> Iterator[str]:
    """Yield what a page shows as code: indented lines, lines in fences, words in backquotes."""
    fenced = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            yield line.strip()
        else:
            yield from re.findall(r"`([^`]+)`", line)


def command_lines() -> list[str]:
    """Return every command line of the coach that the documentation shows, each once."""
    start = re.compile(r"(?:voicecoach|python3 scripts/coach\.py|python -m voicecoach)(?: (.*))?")
    found = (start.fullmatch(each) for page in PAGES for each in code(page))
    return sorted({one[1] or "" for one in found if one})


def arguments(line: str) -> list[str]:
    """Return the arguments of a command line as `main` takes them, without a redirection."""
    argv = shlex.split(line.partition(">")[0].replace("COMMAND", "start"))
    if argv[:1] == ["check"]:  # named without a file, or with FILE for one
        return ["check", str(LEVEL)]
    leave = argv[:1] and (not argv[0].startswith("-") or argv[0] in {"--help", "--version"})
    return argv if leave else ["start", *argv]


def is_cheap(line: str) -> bool:
    """Return whether a command line can just be run: it needs no sound and touches no log."""
    command, *more = arguments(line)
    return command in CHEAP and (command != "history" or more in ([], ["--json"]))


def anchors(page: Path) -> set[str]:
    """Return the names that a link may end with: the headings, as Git hosts spell them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


# --- generated pages ----------------------------------------------------------


def test_the_generated_pages_match_the_code(make_docs):
    assert make_docs.stale(DOCS, make_docs.pages()) == [], "python3 scripts/check.py --fix docs"


def test_the_generated_pages_do_not_depend_on_the_terminal(make_docs, monkeypatch):
    made = make_docs.pages()
    for name, value in {"COLUMNS": "30", "NO_COLOR": "", "FORCE_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)

    assert make_docs.pages() == made


def test_a_check_names_each_stale_page_on_a_line_and_writes_nothing(
    make_docs, monkeypatch, capsys, tmp_path
):
    for name, text in make_docs.pages().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "cli.md").write_text("old", encoding="utf-8")
    (tmp_path / "commands.md").unlink()
    monkeypatch.setattr(sys, "argv", ["make_docs.py", "--check"])

    status = make_docs.main(tmp_path)

    said = capsys.readouterr().err.splitlines()
    assert status == 1
    assert sorted(line.split()[0] for line in said) == ["docs/cli.md", "docs/commands.md"]
    assert (tmp_path / "cli.md").read_text(encoding="utf-8") == "old"


def test_writing_makes_a_check_pass(make_docs, monkeypatch, tmp_path):
    hand_written = (DOCS / "levels.md").read_text(encoding="utf-8").partition("## The level\n")[0]
    (tmp_path / "levels.md").write_text(hand_written, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["make_docs.py"])

    assert make_docs.main(tmp_path) == 0
    monkeypatch.setattr(sys, "argv", ["make_docs.py", "--check"])
    assert make_docs.main(tmp_path) == 0


# --- commands -----------------------------------------------------------------


def test_the_documentation_shows_command_lines():
    assert {"", "export --level 1", "history --json", "voices"} <= set(command_lines())


@pytest.mark.parametrize("line", command_lines())
def test_a_command_line_of_the_documentation_is_understood(line, capsys):
    argv = arguments(line)
    parser = build_parser("*")
    if {"--help", "--version"} & set(argv):
        with pytest.raises(SystemExit) as left:
            parser.parse_args(argv)
        assert left.value.code == 0
    else:
        assert parser.parse_args(argv).command in COMMANDS


@pytest.mark.parametrize("line", [a for a in command_lines() if is_cheap(a)])
def test_a_cheap_command_line_of_the_documentation_runs(line, no_user, capsys):
    try:
        status = main(arguments(line))
    except SystemExit as left:
        status = left.code

    assert status == 0
    assert capsys.readouterr().out


@pages
def test_a_script_that_is_named_exists(page):
    named = {word for each in code(page) for word in re.findall(r"\bscripts/\w+\.py", each)}

    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pages
def test_a_source_file_that_is_named_exists(page):
    named = {each for each in code(page) if re.fullmatch(r"[\w./-]+/[\w.-]*", each)}
    places = (ROOT, SOURCE, page.parent)
    files = {each for each in named if each.endswith((".py", ".yaml")) or each.startswith("src/")}

    assert [each for each in sorted(files) if not any((p / each).exists() for p in places)] == []


# --- links and paths ----------------------------------------------------------


@pages
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    for link in links:
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pages
def test_no_page_holds_a_path_of_one_machine(page):
    text = page.read_text(encoding="utf-8")

    assert re.findall(r"(?<![\w~.])/(?:home|root|Users|tmp|work|opt|mnt)/\S*", text) == []
    assert re.findall(r"\b[A-Z]:\\\S*", text) == []


@pages
def test_a_page_is_plain_for_a_screen_reader(page):
    text = page.read_text(encoding="utf-8")

    assert re.findall(r"^\s*\|.*\|\s*$", text, re.MULTILINE) == [], "tables"
    assert [sign for sign in text if ord(sign) > 0x2100] == [], "arrows, boxes, pictures"


# --- words and keys -----------------------------------------------------------


@pytest.mark.parametrize("page", [README, USING], ids=["README", "using"])
def test_every_word_for_users_is_a_command(page):
    words = re.findall(r'[Ss]ay "([^"]+)"', page)
    assert words

    assert [word for word in words if not match(word, BOOK.phrases, frozenset(Command))] == []


@pytest.mark.parametrize("page", [README, USING], ids=["README", "using"])
def test_every_key_for_users_does_what_its_word_does(page):
    pairs = re.findall(r'Say "([^"]+)", or press ([^.:]+)[.:]', page)
    assert pairs
    for word, keys in pairs:
        command = match(word, BOOK.phrases, frozenset(Command))
        for key in keys.split(" or "):
            assert BOOK.keys[KEY_NAMES.get(key, key)] is command, word


def test_the_page_for_users_names_every_command_but_the_answers_to_questions():
    words = re.findall(r'[Ss]ay "([^"]+)"', USING)
    named = {match(word, BOOK.phrases, frozenset(Command)) for word in words}

    assert named == set(Command) - {Command.YES, Command.NO} - NUMBERS - MORNINGS


# --- file formats -------------------------------------------------------------


def test_every_event_is_described_and_no_other():
    names = {"said", "counted"}
    for name in ("eventlog.py", "listening.py"):
        for node in ast.walk(ast.parse((SOURCE / "cli" / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                row = dict(zip(map(constant, node.keys), map(constant, node.values), strict=True))
                names |= {str(row["event"])} if row.get("event") else set()
    text = (DOCS / "events.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^### `(\w+)`$", text, re.MULTILINE)) == names


def constant(node: ast.expr | None) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def test_every_field_of_the_example_of_events_is_described_with_its_event():
    text = (DOCS / "events.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    parts = re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)
    about = dict(zip(parts[1::2], parts[2::2], strict=True))
    for line in example.splitlines():
        row = json.loads(line)
        here = about["Fields of every line"] + about[f"`{row['event']}`"]
        assert [field for field in row if f"`{field}`" not in here] == [], line


def test_every_entry_of_the_session_log_is_described():
    text = (DOCS / "log.md").read_text(encoding="utf-8")

    assert [name for name in EntryName if f"`{name}`" not in text] == []


def test_the_example_of_the_session_log_is_whole():
    text = (DOCS / "log.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    entries, faults = decode(example.encode())

    assert faults == ()
    assert [entry.name for entry in entries] == ["paused"]


def test_every_page_is_reached_from_the_list_of_all_pages():
    listed = {target.partition("#")[0] for target in re.findall(r"\]\(([^)]+)\)", INDEX)}

    assert {page.name for page in DOCS.glob("*.md")} - {"README.md"} <= listed
    assert "](docs/README.md)" in README
