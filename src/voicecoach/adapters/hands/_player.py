"""The face of a media player, as MPRIS 2.2 has it: its properties and its description; pure.

A desktop hands its media keys to the player that plays, or that played last. So the
session shows itself as one, with the part of the level as its title.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voicecoach.adapters.hands._buttons import Button, Playback, playback
from voicecoach.core.commands import Command

PATH = "/org/mpris/MediaPlayer2"
NAME = "org.mpris.MediaPlayer2.voicecoach"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"

Values = Mapping[str, tuple[str, object]]
"""Name -> signature of D-Bus, and value."""

_ROOT_VALUES: Values = {
    "CanQuit": ("b", False),
    "CanRaise": ("b", False),
    "HasTrackList": ("b", False),
    "Identity": ("s", "voicecoach"),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}
IGNORED = frozenset({(ROOT, "Raise"), (ROOT, "Quit")})
"""Methods that must be there and do nothing here."""


@dataclass(frozen=True, slots=True)
class Player:
    """What the player shows."""

    level: str = ""
    """Title of the level."""
    part: str = ""
    """Name of the exercise, or of another part of the level."""
    number: int = 0
    """Of the part."""
    commands: frozenset[Command] = frozenset()
    """What can be asked for now."""

    def values(self, interface: str) -> Values | None:
        """Return the properties of ``interface``; None if there is no such interface."""
        if interface == ROOT:
            return _ROOT_VALUES
        return self._player_values() if interface == PLAYER else None

    def _player_values(self) -> Values:
        there = playback(self.commands) is not Playback.STOPPED
        return {
            "PlaybackStatus": ("s", str(playback(self.commands))),
            "Rate": ("d", 1.0),
            "MinimumRate": ("d", 1.0),
            "MaximumRate": ("d", 1.0),
            "Volume": ("d", 1.0),
            "Position": ("x", 0),
            "Metadata": ("a{sv}", self._metadata()),
            "CanGoNext": ("b", Command.NEXT in self.commands),
            "CanGoPrevious": ("b", Command.BACK in self.commands),
            "CanPlay": ("b", there),
            "CanPause": ("b", there),
            "CanSeek": ("b", False),
            "CanControl": ("b", True),
        }

    def _metadata(self) -> dict[str, tuple[str, object]]:
        return {
            "mpris:trackid": ("o", f"/voicecoach/part/{self.number}"),
            "xesam:title": ("s", self.part or self.level or "voicecoach"),
            "xesam:album": ("s", self.level),
            "xesam:artist": ("as", ["voicecoach"]),
        }

    def changes(self, earlier: Player) -> Values:
        """Return the properties of the player that are not as they were in ``earlier``."""
        before = earlier._player_values()
        return {
            name: value for name, value in self._player_values().items() if before[name] != value
        }


def description() -> str:
    """Return the interfaces as XML for introspection."""
    ignored = sorted(name for _, name in IGNORED)
    methods = {ROOT: ignored, PLAYER: [str(button) for button in Button]}
    lines = ["<node>"]
    for interface, names in methods.items():
        lines.append(f'<interface name="{interface}">')
        lines += [f'<method name="{name}"/>' for name in names]
        lines += [
            f'<property name="{name}" type="{signature}" access="read"/>'
            for name, (signature, _) in (Player().values(interface) or {}).items()
        ]
        lines.append("</interface>")
    return "\n".join([*lines, _PROPERTIES_XML, "</node>"])


_PROPERTIES_XML = f"""\
<interface name="{PROPERTIES}">
<method name="Get">
<arg name="interface" type="s" direction="in"/>
<arg name="name" type="s" direction="in"/>
<arg name="value" type="v" direction="out"/>
</method>
<method name="GetAll">
<arg name="interface" type="s" direction="in"/>
<arg name="values" type="a{{sv}}" direction="out"/>
</method>
<signal name="PropertiesChanged">
<arg name="interface" type="s"/>
<arg name="changed" type="a{{sv}}"/>
<arg name="invalidated" type="as"/>
</signal>
</interface>"""
