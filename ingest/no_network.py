"""Takes the network from a process and all that it starts, for good: nothing that is read may fetch or tell anything.

Linux only, by a filter of system calls (seccomp) that refuses sockets of the Internet's kinds; those between processes of
the machine stay. Elsewhere nothing of what reads is made to fetch, but nothing hinders it either.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import sys
from typing import NamedTuple

_NO_NEW_PRIVILEGES, _SET_FILTER, _BY_FILTER = 38, 22, 2
_AF_INET, _AF_INET6 = 2, 10
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES

# Of the machine's instructions for filters: load a word, go on if it is equal to, end with.
_LOAD, _IF_EQUAL, _END = 0x20, 0x15, 0x06
_AT_NUMBER, _AT_KIND_OF_MACHINE, _AT_FIRST_ARGUMENT = 0, 4, 16


class _Machine(NamedTuple):
    """What Linux calls a kind of machine, and the number of its system call for a socket."""

    audit: int
    socket: int


_MACHINES = {"x86_64": _Machine(0xC000003E, 41), "aarch64": _Machine(0xC00000B7, 198)}


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("then", ctypes.c_ubyte), ("other", ctypes.c_ubyte), ("k", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def forbid_network() -> bool:
    """From here on this process opens no socket to the network; whether that could be brought about."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    # ``then`` and ``other`` say how many instructions are passed over.
    steps = (
        (_LOAD, 0, 0, _AT_KIND_OF_MACHINE),
        (_IF_EQUAL, 0, 5, machine.audit),
        (_LOAD, 0, 0, _AT_NUMBER),
        (_IF_EQUAL, 0, 3, machine.socket),
        (_LOAD, 0, 0, _AT_FIRST_ARGUMENT),
        (_IF_EQUAL, 2, 0, _AF_INET),
        (_IF_EQUAL, 1, 0, _AF_INET6),
        (_END, 0, 0, _ALLOW),
        (_END, 0, 0, _REFUSE),
    )
    instructions = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    program = _Program(len(steps), instructions)
    control = ctypes.CDLL(None).prctl
    if control(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(control(_SET_FILTER, _BY_FILTER, ctypes.byref(program), 0, 0) == 0)
