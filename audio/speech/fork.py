"""Work done by a fork of this process: it changes nothing here, and may crash or hang alone.

For worker processes, which have one thread and hold little memory.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from audio.speech.engine import UtteranceError

if TYPE_CHECKING:
    from collections.abc import Callable

if sys.platform != "win32":
    import resource

CAN_FORK = sys.platform != "win32"

_SENDER = 3  # the first descriptor after the standard ones


def in_a_fork(work: Callable[[], bytes], limit_s: float) -> bytes:
    """Return what ``work`` returns in a fork of this process.

    Args:
        work: it raises what it likes; only its bytes come back.
        limit_s: how long it may take, in seconds.

    Raises:
        UtteranceError: it was ended by a signal, raised, took too long, or the system makes no
            fork at the moment.
    """
    if sys.platform == "win32":
        raise NotImplementedError("there is no fork")
    pid, receiver = _fork(work, limit_s)
    with os.fdopen(receiver, "rb") as stream:
        result = stream.read()
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGALRM:
        raise UtteranceError(f"it took more than {limit_s:.0f} s")
    if code < 0:
        raise UtteranceError(f"it was ended by signal {-code}")
    if code:
        raise UtteranceError("it stopped before the end")
    return result


def _fork(work: Callable[[], bytes], limit_s: float) -> tuple[int, int]:
    """Begin the work; return the fork's process id and where its result is read."""
    if sys.platform == "win32":
        raise NotImplementedError("there is no fork")
    pipe: tuple[int, ...] = ()
    try:
        receiver, sender = pipe = os.pipe()
        pid = os.fork()
    except OSError as error:
        for end in pipe:
            os.close(end)
        raise UtteranceError(f"the system makes no process for it ({error.strerror})") from error
    if pid == 0:
        _work_and_exit(work, limit_s, sender)
    os.close(sender)
    return pid, receiver


def _work_and_exit(work: Callable[[], bytes], limit_s: float, sender: int) -> None:
    """In the fork: exit with 0 only if all of the result was written."""
    if sys.platform == "win32":
        raise NotImplementedError("there is no fork")
    status = 1
    try:
        # what happens in C cannot be interrupted otherwise, also when the parent is gone
        signal.setitimer(signal.ITIMER_REAL, limit_s)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash is nothing to look into
        os.dup2(sender, _SENDER)
        os.closerange(_SENDER + 1, 256)  # above all, the worker's messages are not ours
        with os.fdopen(_SENDER, "wb") as stream:
            stream.write(work())
        status = 0
    finally:
        os._exit(status)
