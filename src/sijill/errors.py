"""The errors of Sijill. Each message names the thing at fault."""


class SijillError(Exception):
    """The parent of every error raised on purpose."""


class SpanError(SijillError):
    """Offsets that do not point into the text that they are meant for."""


class LexiconError(SijillError):
    """An entry of a language table that cannot be used; names the file, the entry and the reason."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"{file}: {entry}: {reason}")
        self.file, self.entry, self.reason = file, entry, reason


class GazetteerError(SijillError):
    """A gazetteer file that is missing, malformed or contradicts itself."""


class InputError(SijillError):
    """A report that cannot be read: names the file and the reason."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


class EmptyInput(InputError):
    """A report without any text."""


class NotText(InputError):
    """Bytes that are no text in an encoding that is read."""


class LanguageNotRead(InputError):
    """A text in a language for which there are no tables."""


class DateError(SijillError):
    """A date that was given and is not one."""


class ProjectError(SijillError):
    """A project that is not there, or cannot be opened; names the folder and the reason."""


class LedgerError(SijillError):
    """Something that the ledger does not hold or cannot take; names it."""


class LinkError(SijillError):
    """Judgements on what belongs together that cannot all hold; names what they are about."""
