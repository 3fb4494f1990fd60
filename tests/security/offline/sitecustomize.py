"""Forbids the network to this process and its children, in Python and, on Linux, in any library.

Python imports it by its name from the PYTHONPATH. Sockets within the machine (AF_UNIX) are left
alone: sound servers and the desktop are spoken to by them. A try in Python is written down and
refused. A try of a library in C ends the process by SIGSYS: the system is told, by seccomp, to
kill who asks for a socket of IP, and so it is for every process that comes of this one.
"""

import ctypes
import os
import platform
import socket
import sys
from pathlib import Path

_LOCAL = {getattr(socket, "AF_UNIX", None), getattr(socket, "AF_NETLINK", None)}
_NAMES = {
    *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"),
    *("urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"),
}


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    reaches = event in _NAMES or (event == "socket.__new__" and arguments[1] not in _LOCAL)
    if reaches:
        with Path(os.environ["VOICECOACH_TEST_TRIED"]).open("a", encoding="utf-8") as file:
            file.write(f"{sys.argv[:4]} {event} {arguments[1:]!r}\n")
        raise RuntimeError(f"the network is forbidden here: {event}")


SOCKET_CALLS = {"x86_64": 41, "aarch64": 198}
"""Number of the system call ``socket`` by machine, from the tables of Linux."""
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER_AT, _FAMILY_AT = 0, 16
_ALLOW, _KILL = 0x7FFF0000, 0x80000000


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("jump_true", ctypes.c_ubyte),
        ("jump_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(_Instruction)))


def _forbid_sockets(call: int) -> None:
    """Tell Linux to kill who asks for a socket of IPv4 (2) or IPv6 (10)."""
    steps = (
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IF_EQUAL, 0, 3, call),
        (_LOAD, 0, 0, _FAMILY_AT),
        (_IF_EQUAL, 2, 0, 2),
        (_IF_EQUAL, 1, 0, 10),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _KILL),
    )
    program = _Program(len(steps), (_Instruction * len(steps))(*steps))
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or system.prctl(
        _SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "seccomp is not to be had")


sys.addaudithook(_watch)
if sys.platform == "linux" and platform.machine() in SOCKET_CALLS:
    _forbid_sockets(SOCKET_CALLS[platform.machine()])
