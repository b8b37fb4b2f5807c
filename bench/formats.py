"""Speed, size and memory of ``guide export`` into each format, against FFmpeg's encoders.

    python bench/formats.py            one hour into each, some minutes
    python bench/formats.py --long     memory alone, of eight hours in each; half an hour
    python bench/formats.py --quick    once and short, so that it keeps working

FFmpeg encodes the finished WAV at the same bitrate, and neither speaks nor mixes; ``guide export``
has a full cache. Both are told in seconds of processor time for an hour of sound. Memory is that
of all processes together, for a short session and for a long one: the two should be alike.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.measure import GUIDE, Contender, in_turns, peak_of_family_mib
from bench.rows import tell
from bench.session import write_routine

ENCODERS = {
    ".flac": ("-c:a", "flac"),
    ".mp3": ("-c:a", "libmp3lame", "-b:a", "64k"),
    ".ogg": ("-c:a", "libvorbis"),
    ".opus": ("-c:a", "libopus", "-b:a", "48k"),
    ".m4a": ("-c:a", "aac", "-b:a", "64k", "-movflags", "+faststart"),
}
"""What FFmpeg is told for what ``guide export`` writes."""
HOUR_S = 3600


class Session:
    """A routine, its WAV file, and a cache that has all its words."""

    def __init__(self, folder: Path, minutes: int) -> None:
        """Write the routine, and export it once."""
        self.folder, self.minutes = folder, minutes
        folder.mkdir()
        write_routine(folder / "session.yaml", minutes)
        self._environment = {"STRETCH_GUIDE_CACHE": str(folder / "cache")}
        self.wav = folder / "finished.wav"
        subprocess.run(
            [GUIDE, "export", folder / "session.yaml", "-o", self.wav],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **self._environment},
        )
        with wave.open(str(self.wav)) as file:
            self.length_s = file.getnframes() / file.getframerate()

    def ours(self, ending: str) -> Contender:
        """Our own way into a format."""
        output = self.folder / f"ours{ending}"
        command = [GUIDE, "export", self.folder / "session.yaml", "-o", output, "--force"]
        return Contender(f"guide export {ending}", command, self._environment)

    def ffmpeg(self, ending: str) -> Contender:
        """FFmpeg's way from the finished WAV."""
        output = self.folder / f"ffmpeg{ending}"
        command = ["ffmpeg", "-v", "error", "-y", "-i", self.wav, *ENCODERS[ending], output]
        return Contender(f"ffmpeg {ending}", command)

    def forget(self, ending: str) -> None:
        """Remove our file, for eight hours of WAV are large."""
        (self.folder / f"ours{ending}").unlink()

    def size_mb(self, ending: str) -> float:
        """How large our file has become."""
        return (self.folder / f"ours{ending}").stat().st_size / 1e6


def compare(session: Session, rounds: int) -> None:
    """Tell what each format takes."""
    peers = shutil.which("ffmpeg") is not None
    for ending in (".wav", *ENCODERS):
        contenders = [session.ours(ending)]
        if peers and ending in ENCODERS:
            contenders.append(session.ffmpeg(ending))
        ours, *others = in_turns(contenders, rounds).values()
        hours = session.length_s / HOUR_S
        tell(
            f"{session.minutes} min into {ending}",
            "guide export, warm",
            {
                "processor for an hour": f"{ours.cpu_s / hours:.1f} s",
                "FFmpeg's": f"{others[0].cpu_s / hours:.1f} s" if others else "-",
                "of FFmpeg's": f"{ours.cpu_s / others[0].cpu_s:.2f}" if others else "-",
                "time for an hour": f"{ours.wall_s / hours:.1f} s",
                "file": f"{session.size_mb(ending):.1f} MB",
            },
        )


def memory(short: Session, long: Session) -> None:
    """Tell the peak memory of our exports."""
    for ending in (".wav", *ENCODERS):
        peaks = [peak_of_family_mib(session.ours(ending)) for session in (short, long)]
        tell(
            f"{short.minutes} and {long.minutes} min into {ending}",
            "guide export, warm",
            {"memory of all processes": " and ".join(f"{peak:.1f} MiB" for peak in peaks)},
        )
        for session in (short, long):
            session.forget(ending)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="once and short")
    parser.add_argument("--long", action="store_true", help="memory alone, of eight hours")
    parser.add_argument("--minutes", type=int, default=60, help="the longer one of two lengths")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each contender")
    options = parser.parse_args()
    longer = 480 if options.long else options.minutes
    minutes = (2, 3) if options.quick else (min(10, longer // 2), longer)
    with tempfile.TemporaryDirectory() as name:
        short, long = (Session(Path(name) / str(each), each) for each in minutes)
        if not options.long:
            compare(long, 1 if options.quick else options.rounds)
        memory(short, long)


if __name__ == "__main__":
    main()
