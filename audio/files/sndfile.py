"""What all formats share that libsndfile encodes."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from audio.errors import FileError
from audio.files.encoded import EncodedWriter

if TYPE_CHECKING:
    from audio.files.encoded import Encoder
    from audio.files.writer import Encoding


class SndfileWriter(EncodedWriter):
    """An EncodedWriter of one of its formats."""

    @abstractmethod
    def _settings(self, encoding: Encoding) -> dict[str, Any]:
        """Return what ``soundfile.SoundFile`` is to be told, beside rate and channels."""

    def _open(self) -> Encoder:
        """Return the encoder, a ``soundfile.SoundFile``.

        Raises:
            FileError: it cannot be loaded, or an old libsndfile does not know the format.
        """
        rate, channels = self._encoding.rate, self._encoding.channels
        settings = self._settings(self._encoding)
        try:
            import soundfile  # noqa: PLC0415 - where it cannot be loaded, .wav can be made

            file: Encoder = soundfile.SoundFile(self._memory, "w", rate, channels, **settings)
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            raise FileError(
                f"{self.name} cannot be encoded here ({error}): install 'soundfile' anew, "
                "or choose .wav."
            ) from error
        return file
