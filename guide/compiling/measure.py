"""How long plans take that differ in little: parts that are alike are compiled once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide.compiling.compiler import Compiler

if TYPE_CHECKING:
    from guide.compiling.outline import Part
    from guide.compiling.row import Lengths
    from guide.compiling.talk import Talk
    from guide.fitting.plan import Plan


class PlanMeasure:
    """Measures plans of one routine. Each different text is asked for once, by ``lengths``."""

    def __init__(self, lengths: Lengths, talk: Talk = "full", jobs: int = 1) -> None:
        """Begin with nothing measured.

        Args:
            lengths: of words and chimes.
            talk: how much is said.
            jobs: how many parts are measured at a time.
        """
        self._lengths = lengths
        self._talk: Talk = talk
        self._jobs = jobs
        self._frames: dict[Part, int] = {}

    def __call__(self, plan: Plan) -> int:
        """Return how many frames ``plan`` takes.

        Raises:
            VoiceError: the voice could not speak.
        """
        compiler = Compiler(plan, self._lengths, self._talk)
        # Which number a step has makes no sound.
        parts = [part._replace(number=0) for part in compiler.parts]
        new = [part for part in dict.fromkeys(parts) if part not in self._frames]
        self._frames.update(zip(new, self._compiled(compiler, new), strict=True))
        return sum(self._frames[part] for part in parts)

    def _compiled(self, compiler: Compiler, parts: list[Part]) -> list[int]:
        if self._jobs == 1 or len(parts) == 1:
            return [compiler.compile(part).frames for part in parts]
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - estimates need none

        pool = ThreadPoolExecutor(self._jobs, thread_name_prefix="measure")
        try:
            return [section.frames for section in pool.map(compiler.compile, parts)]
        finally:
            # Not waiting: a voice that hangs is ended when its owner closes it.
            pool.shutdown(wait=False, cancel_futures=True)
