"""What a parser raises when a whole file cannot be read; each carries a Chinese message with the next step."""

from __future__ import annotations


class ParseError(Exception):
    """A file that cannot be read at all. ``code`` is the finding code, ``message``/``advice`` are for the user."""

    code = "D001"

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __reduce__(self) -> tuple[type[ParseError], tuple[str, str]]:
        return type(self), (self.message, self.advice)


class UnreadableFile(ParseError):
    """Damaged, empty, or not what its suffix says."""

    code = "D001"


class EncryptedFile(ParseError):
    """A password is needed."""

    code = "D002"


class UnsupportedFormat(ParseError):
    """The format needs an optional part that is not installed, or is not read by doccheck at all."""

    code = "D010"


class LimitReached(ParseError):
    """A size, page, time or nesting limit stopped the reading before anything could be read."""

    code = "D011"
