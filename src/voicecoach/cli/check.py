"""voicecoach check: faults and warnings of level, language and advice files, all at once."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from voicecoach.cli import options
from voicecoach.cli.checking import Checker, Report
from voicecoach.cli.paths import path_of
from voicecoach.cli.places import Places
from voicecoach.config import Config
from voicecoach.content.advice import advice_folder
from voicecoach.content.language import languages_folder
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.content.lint.catalogue import RULES
from voicecoach.content.lint.estimate import estimate
from voicecoach.content.lint.rule import Rule
from voicecoach.core.programme import Level
from voicecoach.core.tape import Measure
from voicecoach.core.units import length_text
from voicecoach.errors import Fault


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="level, language or advice files, YAML; without one, all that come with voicecoach "
        "and your own",
    )
    parser.add_argument("--strict", action="store_true", help="end with status 1 also for warnings")
    parser.add_argument("--rules", action="store_true", help="list the rules, and check nothing")
    parser.add_argument(
        "--json", action="store_true", help="print what was found as JSON, for programs"
    )
    parser.add_argument(
        "--voice", metavar="NAME", help="measure with this voice, not with an estimate"
    )
    parser.add_argument("--speed", metavar="X", help="of that voice, 0.7 to 1.6; default 1.0")


def main(args: argparse.Namespace) -> int:
    """Check each file; 1 if one has faults, or warnings where that is strict."""
    if args.rules:
        _list_rules()
        return 0
    config, places = options.settings(args)
    own = Path(config.programmes).expanduser() if config.programmes else places.programmes
    checker = _checker(config, places, own, by_voice=args.voice is not None)
    named = [path_of(name) for name in args.files]
    reports = [checker.check(path) for path in named or _everything(own)]
    if not named:
        reports += _twice(own, reports)
    if args.json:
        print(json.dumps([row for report in reports for row in _rows(report)], indent=2))
    else:
        for report in reports:
            _tell(report)
    wrong = any(report.faults or (args.strict and report.remarks) for report in reports)
    return 1 if wrong else 0


def _list_rules() -> None:
    for rule in RULES:
        print(f"{rule.id}: {rule.title}")
        print(f"  why: {rule.why}")
        print(f"  fix: {rule.fix}")


def _everything(own: Path) -> Iterator[Path]:
    """Yield all level, language and advice files, those that come with voicecoach first."""
    for folder in dict.fromkeys((shipped_folder(), languages_folder(), advice_folder(), own)):
        yield from sorted(folder.glob("*.yaml"))


def _twice(own: Path, reports: list[Report]) -> Iterator[Report]:
    """Yield what is wrong only because of another file: two levels with one number."""
    told = {fault for report in reports for fault in report.faults}
    for fault in find_levels([shipped_folder(), own]).faults:
        if fault not in told:
            yield Report(fault.file, (fault,))


def _checker(config: Config, places: Places, own: Path, *, by_voice: bool) -> Checker:
    @cache
    def levels(folder: Path) -> tuple[Level, ...]:
        return find_levels([shipped_folder(), own, folder]).levels

    @cache
    def measure(language: str) -> Measure:
        return _voice(config, places, language) if by_voice else estimate

    return Checker(levels, measure, by_voice=by_voice)


def _voice(config: Config, places: Places, language: str) -> Measure:
    """Return how texts sound in the voice of the settings; raises DeviceError if it fails."""
    from voicecoach.cli.voice import open_voice  # with numpy, which a check by estimate needs not
    from voicecoach.flows.prepare import Library

    return Library(open_voice(config, places, language)).measure


def _tell(report: Report) -> None:
    for fault in report.faults:
        print(fault, file=sys.stderr)
    if report.faults:
        print(f"{report.file}: {_count(len(report.faults), 'fault')}.", file=sys.stderr)
        return
    for remark in report.remarks:
        print(remark)
    if report.rate:
        print(f"{report.file}: instructions at {report.rate} words a minute.")
    about = "" if report.length is None else f", about {length_text(report.length)}"
    print(f"{report.file}: 0 faults, {_count(len(report.remarks), 'warning')}{about}.")


def _count(many: int, what: str) -> str:
    return f"{many} {what}{'' if many == 1 else 's'}"


def _rows(report: Report) -> Iterator[dict[str, str | int | None]]:
    """Yield one object for each fault and each warning; a fault breaks no rule."""
    for fault in report.faults:
        yield _row(fault, None)
    for remark in report.remarks:
        yield _row(remark.fault, remark.rule)


def _row(fault: Fault, rule: Rule | None) -> dict[str, str | int | None]:
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "rule": rule.id if rule else None,
        "message": fault.message,
        "why": rule.why if rule else None,
        "fix": rule.fix if rule else None,
    }
