"""Writes the generated pages of docs/: ``python3 scripts/check.py --fix docs``.

Run by check.py with the project's own interpreter. With --check it only
compares, prints a line for each page that is stale, and leaves with status 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from _cli_page import cli_page
from _commands_page import commands_page
from _cueing_page import cueing_page
from _glossary_page import glossary_page
from _modules_page import modules_page
from voicecoach.content.reference import level_reference
from voicecoach.content.schema import level_schema

DOCS = Path(__file__).resolve().parent.parent / "docs"
MARK = "<!-- From here on written by scripts/make_docs.py; "
"""Start of the line that ends the hand-written part of levels.md."""


def main(docs: Path = DOCS) -> int:
    """Write the pages, or compare them; 1 if one is stale."""
    parser = argparse.ArgumentParser(prog="make_docs.py", description="Write generated docs.")
    parser.add_argument("--check", action="store_true", help="compare only")
    check, made = parser.parse_args().check, pages(docs)
    if not check:
        for name, text in made.items():
            (docs / name).write_text(text, encoding="utf-8", newline="\n")
        return 0
    found = stale(docs, made)
    for name in found:
        print(f"docs/{name} is stale; run: python3 scripts/check.py --fix docs", file=sys.stderr)
    return 1 if found else 0


def pages(docs: Path = DOCS) -> dict[str, str]:
    """Return every generated page by its name; ``docs`` holds the hand-written part of one."""
    return {
        "commands.md": commands_page(),
        "cli.md": cli_page(),
        "cueing.md": cueing_page(),
        "glossary.md": glossary_page(),
        "modules.md": modules_page(),
        "levels.md": levels_page((docs / "levels.md").read_text(encoding="utf-8")),
        "level.schema.json": json.dumps(level_schema(), indent=2, ensure_ascii=False) + "\n",
    }


def stale(docs: Path, made: dict[str, str]) -> list[str]:
    """Return the names of the pages of ``docs`` that are missing or differ from ``made``."""
    return [
        name
        for name, text in made.items()
        if not (docs / name).exists() or (docs / name).read_text(encoding="utf-8") != text
    ]


def levels_page(now: str) -> str:
    """Return the page of the level format: the hand-written part of ``now``, then every key."""
    head, mark, rest = now.partition(MARK)
    if not mark:
        sys.exit(f"docs/levels.md has lost the line that starts with {MARK!r}; put it back.")
    line, _, _ = rest.partition("\n")
    return f"{head}{mark}{line}\n\n{level_reference()}"


if __name__ == "__main__":
    sys.exit(main())
