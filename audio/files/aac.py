"""AAC by FFmpeg's encoder, which PyAV has."""

from __future__ import annotations

from array import array
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from audio.errors import FileError

if TYPE_CHECKING:
    from audio.files.writer import Encoding

RATES = (
    7_350, 8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200,
    96_000,
)  # fmt: skip
"""All sample rates that there are, in Hz."""


class Sink(Protocol):
    """What packets are written to, without gaps."""

    def write(self, content: bytes, /) -> int:
        """Append them."""


class AacEncoder:
    """Encodes AAC-LC, without any container.

    Attributes:
        config: what decoders need to know, an AudioSpecificConfig.
        packet_frames: of each packet but the last.
        sizes: bytes of each packet.
        delay: frames that are decoded before the sound.
    """

    def __init__(self, sink: Sink, encoding: Encoding, kbit: int) -> None:
        """Begin, for ``kbit`` kbit/s on average.

        Raises:
            FileError: PyAV, which is an extra, cannot be loaded.
        """
        try:
            import av  # noqa: PLC0415 - an extra, and heavy
        except (ImportError, OSError) as error:
            raise FileError(
                "M4A and M4B need one more package: install it with "
                f"pip install 'stretch-guide[m4a]', or choose .mp3 ({error})."
            ) from error
        self._frame: Any = av.AudioFrame
        self._layout = "mono" if encoding.channels == 1 else "stereo"
        self._rate = encoding.rate
        self._time_base = Fraction(1, encoding.rate)
        self._sink = sink
        self._codec: Any = av.CodecContext.create("aac", "w")
        self._codec.sample_rate, self._codec.time_base = encoding.rate, self._time_base
        self._codec.layout, self._codec.format = self._layout, "fltp"
        self._codec.bit_rate = 1000 * kbit
        self._codec.flags |= av.codec.context.Flags.bitexact  # tells no version of itself
        self._codec.open()
        self._frames = 0
        self.config: bytes = self._codec.extradata or b""
        self.packet_frames: int = self._codec.frame_size
        self.sizes = array("H")  # of at most 6144 bits for each channel
        self.delay = 0

    def write(self, block: Any) -> None:
        """Encode some samples; see ``Writer``."""
        highest = np.iinfo(block.dtype).max + 1
        planes = np.atleast_2d((block / np.float32(highest)).T)
        frame = self._frame.from_ndarray(
            np.ascontiguousarray(planes, np.float32), format="fltp", layout=self._layout
        )
        frame.sample_rate, frame.time_base, frame.pts = self._rate, self._time_base, self._frames
        self._frames += len(block)
        self._put(self._codec.encode(frame))

    def close(self) -> None:
        """Encode what is left."""
        self._put(self._codec.encode(None))

    def _put(self, packets: Any) -> None:
        for packet in packets:
            if not self.sizes:
                self.delay = -packet.pts
            self.sizes.append(self._sink.write(bytes(packet)))
