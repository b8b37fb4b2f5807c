"""The errors of this house: one base class, one class for each outside party."""


class AudioError(Exception):
    """Something outside said no: a voice, a device or a file.

    The message is one whole sentence for the user: what failed, why, and what to do.
    """


class VoiceError(AudioError):
    """No engine could speak, or one spoke badly and kept doing so."""


class DeviceError(AudioError):
    """A sound device could not be opened, or went away."""


class NoDeviceError(DeviceError):
    """There is no sound device here at all, so a session can only be shown."""


class FileError(AudioError):
    """A file could not be written whole."""


class FileIsThereError(FileError):
    """A file of that name exists, and was not to be overwritten."""


class DownloadError(AudioError):
    """Something that was to be fetched did not come, or is not what it should be."""
