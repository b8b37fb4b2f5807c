"""A plug-in of coverage: workers are ended by SIGKILL, so they save what they ran as they go.

It is no part of the tests themselves; `make coverage` loads it in each process that it measures.
"""

from __future__ import annotations

import itertools
import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import coverage

if TYPE_CHECKING:
    from coverage.plugin_support import Plugins

_FIRST_S, _MOST_S = 0.2, 1.6  # between two times, twice as long each time: it begins with the new
_SAVED_FORKS = 4  # of a worker: each utterance is a fork, and saving takes longer than speaking


def coverage_init(_reg: Plugins, _options: dict[str, str]) -> None:
    """Begin to save, in a child of ``audio.child``: ``python -P -m audio.speech.worker``."""
    if "-P" in sys.orig_argv and any(word.startswith("audio.") for word in sys.orig_argv):
        saving = threading.Lock()
        if sys.platform != "win32":
            _prepare_forks(saving)
        threading.Thread(target=_save_again_and_again, args=(saving,), daemon=True).start()


def _prepare_forks(saving: threading.Lock) -> None:
    exit_at_once = os._exit  # which coverage is about to replace
    forks = itertools.count()

    def before() -> None:
        saving.acquire()  # a fork in the midst of it would wait for ever for its locks
        next(forks)

    def in_child() -> None:
        saving.release()
        if next(forks) > _SAVED_FORKS:
            os._exit = exit_at_once

    os.register_at_fork(before=before, after_in_parent=saving.release, after_in_child=in_child)


def _save_again_and_again(saving: threading.Lock) -> None:
    wait_s = _FIRST_S
    while True:
        time.sleep(wait_s)
        wait_s = min(2 * wait_s, _MOST_S)
        with saving:
            if measuring := coverage.Coverage.current():
                measuring.save()
