"""What a media player answers on D-Bus, and what it tells; the bus itself stays outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from voicecoach.adapters.hands._buttons import Button
from voicecoach.adapters.hands._player import (
    IGNORED,
    INTROSPECTABLE,
    PATH,
    PLAYER,
    PROPERTIES,
    Player,
    Values,
    description,
)

_INVALID = "org.freedesktop.DBus.Error.InvalidArgs"


def answer(message: Any, player: Player, press: Callable[[Button], None]) -> Any:  # noqa: ANN401 - classes of dbus-fast
    """Return the reply to a call of the player; None for what the library answers itself.

    Args:
        message: anything that came over the bus.
        player: what to show.
        press: is told which button was pressed.
    """
    from dbus_fast import MessageFlag, MessageType

    if message.message_type is not MessageType.METHOD_CALL or message.path != PATH:
        return None
    reply = _reply(message, player, press)
    silent = reply is not None and message.flags & MessageFlag.NO_REPLY_EXPECTED
    return True if silent else reply


def changed_signal(changed: Values) -> Any:  # noqa: ANN401
    """Return the signal that tells which properties of the player have changed."""
    from dbus_fast import Message

    body = [PLAYER, _variants(changed), []]
    return Message.new_signal(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", body)


def _reply(message: Any, player: Player, press: Callable[[Button], None]) -> Any:  # noqa: ANN401
    from dbus_fast import Message

    asked = (message.interface, message.member)
    if message.interface in {PLAYER, None} and message.member in set(Button):
        press(Button(message.member))
        return Message.new_method_return(message)
    if asked in IGNORED:
        return Message.new_method_return(message)
    if asked == (INTROSPECTABLE, "Introspect"):
        return Message.new_method_return(message, "s", [description()])
    return _property(message, player) if message.interface == PROPERTIES else None


def _property(message: Any, player: Player) -> Any:  # noqa: ANN401
    from dbus_fast import Message, Variant

    asked = [*message.body, "", ""]
    values = player.values(asked[0])
    if values is not None and message.member == "GetAll":
        return Message.new_method_return(message, "a{sv}", [_variants(values)])
    if values is not None and message.member == "Get" and asked[1] in values:
        signature, value = values[asked[1]]
        return Message.new_method_return(message, "v", [Variant(signature, _plain(value))])
    return Message.new_error(message, _INVALID, "There is no such property, or it is fixed.")


def _variants(values: Values) -> dict[str, Any]:
    from dbus_fast import Variant

    return {name: Variant(signature, _plain(value)) for name, (signature, value) in values.items()}


def _plain(value: object) -> object:
    """Return a value as the library takes it: a mapping as variants of its own."""
    return _variants(value) if isinstance(value, dict) else value
