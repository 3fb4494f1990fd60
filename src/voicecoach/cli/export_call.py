"""What an export was asked for: its orders, and the command line of each."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from voicecoach.cli import options
from voicecoach.cli.content import find_level, shelf
from voicecoach.cli.paths import path_of
from voicecoach.core.batch import Order, Shard, orders, parse_shard
from voicecoach.core.profile import PROFILES
from voicecoach.core.programme import Level
from voicecoach.core.typed_paths import path_fault
from voicecoach.errors import ConfigError, quoted
from voicecoach.registry import exporter_engine

ALL = "all"
_SAME = ("data_dir", "programmes", "language", "url")
"""Options that every order of a call has alike."""


@dataclass(frozen=True, slots=True)
class Call:
    """One command line of an export, checked."""

    orders: tuple[Order, ...]
    """Those of this machine."""
    formats: tuple[str, ...]
    output: Path
    same: tuple[str, ...]
    """Options that every order has alike, as they were given."""
    like: Order
    """What every order has alike."""
    named: tuple[tuple[str, str], ...]
    """Levels, voices and speeds as they were given: option and value."""
    shard: Shard
    levels: Mapping[str, Level]
    """What each level that was asked for turned out to be."""


def parse_call(args: argparse.Namespace) -> Call:
    """Return what ``args`` ask for; raises ConfigError for what cannot be, before any work."""
    formats = _names(args.format)
    for name in formats:
        exporter_engine(name)
    if args.profile and args.profile not in PROFILES:
        near = get_close_matches(args.profile, PROFILES, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"choose one of {', '.join(PROFILES)}."
        raise ConfigError(f"There is no profile {quoted(args.profile)}; {hint}")
    if args.jobs is not None and args.jobs < 1:
        raise ConfigError("--jobs takes the number of folders made at the same time, from 1.")
    like = Order("", detail=args.detail or "", profile=args.profile or "", music=args.music or "")
    every = orders(_levels(args), _names(args.voice), _names(args.speed), like)
    shard = parse_shard(args.shard) if args.shard else Shard()
    if args.events and len(every) != 1:
        raise ConfigError("--events takes the cues of one level in one voice; name just one.")
    found = {order.level: settled(args, order) for order in every}
    levels = {name: find_level(*options.settings(one)) for name, one in found.items()}
    named = tuple(
        (f"--{name}", str(getattr(args, name)))
        for name in ("level", "voice", "speed")
        if getattr(args, name)
    )
    return Call(
        shard.of(every), formats, path_of(args.output), _same(args), like, named, shard, levels
    )


def settled(args: argparse.Namespace, order: Order) -> argparse.Namespace:
    """Return ``args`` with the one level, voice and speed of ``order``."""
    one = argparse.Namespace(**vars(args))
    one.level, one.voice, one.speed = order.level or None, order.voice or None, order.speed or None
    return one


def command(call: Call, order: Order) -> list[str]:
    """Return the command line that makes just ``order``."""
    own = [("--level", order.level), ("--voice", order.voice), ("--speed", order.speed)]
    return ["voicecoach", "export", *_flat(own), *shared(call)]


def shared(call: Call) -> list[str]:
    """Return the options that every order of ``call`` has alike."""
    detail = [f"--{call.like.detail}"] if call.like.detail else []
    pairs = [
        ("--profile", call.like.profile), ("--music", call.like.music),
        ("--format", ",".join(call.formats)), ("--output", str(call.output)),
    ]  # fmt: skip
    return [*detail, *_flat(pairs), *call.same]


def again(call: Call, share: Shard) -> list[str]:
    """Return the command line for ``share`` of the same call, after ``export``."""
    return [*_flat(call.named), *shared(call), "--shard", str(share)]


def _flat(pairs: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> list[str]:
    return [part for name, value in pairs if value for part in (name, value)]


def _same(args: argparse.Namespace) -> tuple[str, ...]:
    pairs = [("--" + name.replace("_", "-"), getattr(args, name) or "") for name in _SAME]
    return (*_flat(pairs), *(["--force"] if args.force else []))


def _levels(args: argparse.Namespace) -> tuple[str, ...]:
    """Return the levels by name; ``all`` are those that `voicecoach levels` lists."""
    # the name of a file may hold a comma
    if args.level and not path_fault(args.level) and Path(args.level).is_file():
        return (args.level,)
    names = _names(args.level) or ("",)
    if ALL not in names:
        return names
    known = shelf(*options.settings(settled(args, Order("")))).levels
    return tuple(
        one for name in names for one in ([each.id for each in known] if name == ALL else [name])
    )


def _names(text: str | None) -> tuple[str, ...]:
    """Return what stands between the commas of ``text``, each once."""
    parts = (part.strip() for part in (text or "").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
