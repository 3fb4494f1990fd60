"""voicecoach export: the same timeline as live, to files that any player can carry."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from functools import partial
from pathlib import Path

from voicecoach.cli import options
from voicecoach.cli.export_call import Call, command, parse_call, settled
from voicecoach.cli.export_feed import write_feed
from voicecoach.cli.export_job import Work, export
from voicecoach.cli.export_report import Report, json_report, plain_report
from voicecoach.cli.export_shards import across
from voicecoach.cli.locked import lock_notice
from voicecoach.cli.paths import path_of
from voicecoach.core.batch import Order
from voicecoach.core.events import Announce
from voicecoach.core.recordings import Recording
from voicecoach.errors import DeviceError, VoicecoachError
from voicecoach.ports import Music

DEFAULT_FORMATS = "mp3,m4b,web"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.session(parser)
    parser.add_argument(
        "--format", default=DEFAULT_FORMATS, metavar="NAMES",
        help="mp3, m4b, opus, flac, wav, daisy, epub, web, podcast; several with commas; "
        f"default {DEFAULT_FORMATS}",
    )  # fmt: skip
    parser.add_argument(
        "--output", default="audio", metavar="DIR", help="folder for the files; default audio"
    )
    parser.add_argument(
        "--profile", metavar="NAME",
        help="plain, bluetooth (room tone, for loudspeakers that sleep), acx (for audiobook shops)",
    )  # fmt: skip
    parser.add_argument("--music", metavar="DIR", help="your own music, quiet under the words")
    parser.add_argument("--url", default="", metavar="URL", help="where you will serve a podcast")
    parser.add_argument("--events", metavar="FILE", help="write each cue with its time to FILE")
    parser.add_argument("--force", action="store_true", help="replace files that are in the way")
    parser.add_argument("--json", action="store_true", help="tell all as lines of JSON")
    parser.add_argument(
        "--jobs", type=int, metavar="N", help="folders made at the same time; default: all cores"
    )
    parser.add_argument("--shard", metavar="I/N", help="make only the share of machine I of N")
    parser.add_argument(
        "--list", action="store_true", help="name the folders of the order, and make none"
    )


def main(args: argparse.Namespace) -> int:
    """Bring every folder that is asked for up to date; raises VoicecoachError."""
    call = parse_call(args)
    if args.list:
        print("\n".join(shlex.join(command(call, order)) for order in call.orders))
        return 0
    for sentence in () if args.shard else lock_notice(args):
        print(sentence, file=sys.stderr)
    report = json_report if args.json else plain_report()
    jobs = min(args.jobs or os.cpu_count() or 1, len(call.orders))
    failed = across(call, jobs, report) if jobs > 1 else _each(call, args, report)
    if "podcast" in call.formats and not args.shard:
        report("file", format="podcast", path=str(write_feed(call.output, args.url)))
    if len(call.orders) > 1 or args.json:
        report("done", done=len(call.orders) - failed, total=len(call.orders))
    return 1 if failed else 0


def _each(call: Call, args: argparse.Namespace, report: Report) -> int:
    """Make one folder after another; return how many failed. A single one raises its error."""
    failed = 0
    for order in call.orders:
        try:
            work = _work(call, order, args)
            export(work, report)
        except VoicecoachError as error:
            if len(call.orders) == 1 and not args.shard:
                raise
            failed += 1
            report("failed", message=f"{order.level}: {error}")
    return failed


def _work(call: Call, order: Order, args: argparse.Namespace) -> Work:
    config, places = options.settings(settled(args, order))
    watch = partial(_write_events, path_of(args.events)) if args.events else None
    return Work(
        order, call.levels[order.level], config, places, call.formats, call.output, args.force,
        _music(order), watch,
    )  # fmt: skip


def _music(order: Order) -> Music | None:
    """Return the music of ``order``; a file that cannot be used is named and left out."""
    if not order.music:
        return None
    from voicecoach.adapters.music.folder import FolderMusic

    music = FolderMusic(path_of(order.music))
    for sentence in music.skipped:
        print(sentence, file=sys.stderr)
    return music


def _write_events(path: Path, recording: Recording) -> None:
    from voicecoach.cli.eventlog import row

    lines = [json.dumps(row(cue.start, Announce(cue.start, cue))) for cue in recording.cues]
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as exc:
        raise DeviceError(f"The events cannot be written to {path} ({exc.strerror}).") from exc
