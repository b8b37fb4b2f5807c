"""Work done by a fork of this process: it changes nothing here, and may crash or hang alone.

Where there is no fork, it is done here, and is the last that this process does.

For worker processes, which have one thread and hold little memory.
"""

from __future__ import annotations

import faulthandler
import functools
import mmap
import os
import signal
import sys
from typing import TYPE_CHECKING

from audio.speech.engine import UtteranceError

if TYPE_CHECKING:
    from collections.abc import Callable

    Put = Callable[[bytes], object]

if sys.platform != "win32":
    import resource

CAN_FORK = sys.platform != "win32"

_SIZE_BYTES = 8  # of the number at the start of the shared memory: where the result ends
_ROOM = 1 << 27  # bytes: 50 minutes of speech; only what is written to takes any memory


def in_a_fork(work: Callable[[Put], object], limit_s: float) -> memoryview:
    """Do ``work`` in a fork of this process, and return all that it put, end to end.

    That comes through memory that both share, which is quicker than a pipe, and is not copied:
    it lasts until the next fork.

    Args:
        work: it raises what it likes; only the bytes come back that it calls its argument with.
        limit_s: how long it may take, in seconds.

    Raises:
        UtteranceError: it was ended by a signal, raised, took too long, or the system makes no
            fork at the moment.
    """
    if sys.platform == "win32":
        raise NotImplementedError("there is no fork")
    pid = _fork(work, limit_s)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGALRM:
        raise UtteranceError(f"it took more than {limit_s:.0f} s")
    if code < 0:
        raise UtteranceError(f"it was ended by signal {-code}")
    if code:
        raise UtteranceError("it stopped before the end")
    shared = _shared()
    end = int.from_bytes(shared[:_SIZE_BYTES], sys.byteorder)
    return memoryview(shared)[_SIZE_BYTES:end]


def in_this_process(work: Callable[[Put], object], limit_s: float) -> bytes:
    """Do ``work`` here, and return all that it put; the process ends if that takes too long.

    Args:
        work: as of ``in_a_fork``, but what it raises is raised.
        limit_s: how long it may take, in seconds.
    """
    faulthandler.dump_traceback_later(limit_s, exit=True)
    blocks: list[bytes] = []
    try:
        work(blocks.append)
        return b"".join(blocks)
    finally:
        faulthandler.cancel_dump_traceback_later()


@functools.cache
def _shared() -> mmap.mmap:
    """Return this process's memory that its forks write their results to."""
    return mmap.mmap(-1, _ROOM)


def _fork(work: Callable[[Put], object], limit_s: float) -> int:
    """Begin the work, and return the fork's process id."""
    if sys.platform == "win32":
        raise NotImplementedError("there is no fork")
    try:
        shared = _shared()
        pid = os.fork()
    except OSError as error:
        raise UtteranceError(f"the system makes no process for it ({error.strerror})") from error
    if pid == 0:
        _work_and_exit(work, limit_s, shared)
    return pid


def _work_and_exit(work: Callable[[Put], object], limit_s: float, shared: mmap.mmap) -> None:
    """In the fork: exit with 0 only if all of the result was written."""
    if sys.platform == "win32":
        raise NotImplementedError("there is no fork")
    status, end = 1, _SIZE_BYTES

    def put(block: bytes) -> None:
        nonlocal end
        shared[end : end + len(block)] = block
        end += len(block)

    try:
        # what happens in C cannot be interrupted otherwise, also when the parent is gone
        signal.setitimer(signal.ITIMER_REAL, limit_s)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash is nothing to look into
        os.closerange(3, 256)  # above all, the worker's messages are not ours
        work(put)
        shared[:_SIZE_BYTES] = end.to_bytes(_SIZE_BYTES, sys.byteorder)
        status = 0
    finally:
        os._exit(status)
