"""Everything that Earshot raises on purpose.

EarshotError
    SettingError            a setting is missing or wrong; the message names it
    PackError               an area pack is wrong; the message names file, table and key or line
    KeyFileError            the master key is missing, unreadable or not the one this database was locked with
    StorageError
        SchemaBehind        the database is not at the newest migration
        DatabaseBusy        locked or unreachable for longer than we wait; try again
    BackupRefused           a file is no backup of ours, damaged, or does not fit here; or it cannot be written
    ImportRefused           a file cannot be imported at all (columns, encoding)
    NotFound                what an operator asked for by its id or reference is not there
    Refused                 a rule of the house forbids what was asked for
    ReportError             a report cannot be made from what was asked for
    SendFailed              a channel could not deliver; says whether trying again can help
    DialogueError           a dialogue broke a rule of the engine (a defect of ours, never a resident's)
"""


class EarshotError(Exception):
    """The root: whatever derives from it carries a message fit for an operator."""


class SettingError(EarshotError):
    """A setting is missing or wrong; the message names it."""


class PackError(EarshotError):
    """An area pack is wrong; the message names file, table and key or line."""


class KeyFileError(EarshotError):
    """The master key is missing, unreadable or not the one this database was locked with."""


class StorageError(EarshotError):
    """The database cannot be used as it is."""


class SchemaBehind(StorageError):
    """The database is not at the newest migration."""


class DatabaseBusy(StorageError):
    """Locked or unreachable for longer than we wait; trying again can help."""


class BackupRefused(EarshotError):
    """A file is no backup of ours, is damaged, or does not fit here; or a backup cannot be written."""


class ImportRefused(EarshotError):
    """A file cannot be imported at all (wrong columns, wrong encoding)."""


class NotFound(EarshotError):
    """What an operator asked for by its id or reference is not there."""


class Refused(EarshotError):
    """A rule of the house forbids what was asked for; the message says which."""


class ReportError(EarshotError):
    """A report cannot be made from what was asked for."""


class SendFailed(EarshotError):
    """A channel could not deliver.

    `permanent` means that trying this message again cannot help; `unreachable` that nothing can reach this person
    (they blocked us, the chat is gone), which is permanent too. Otherwise `retry_after` says in how many seconds to
    try again, or None where the channel gave no hint.
    """

    def __init__(
        self, reason: str, *, permanent: bool = False, unreachable: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent or unreachable
        self.unreachable = unreachable
        self.retry_after = retry_after


class DialogueError(EarshotError):
    """A dialogue broke a rule of the engine: a defect of ours, never a resident's."""
