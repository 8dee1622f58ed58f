"""Canonical JSON after RFC 8785, for what is digested: no spaces, keys sorted by UTF-16 code units, UTF-8.

Numbers are whole and within 2^53; one that must not drift is written as a string. A lone surrogate, which RFC 8785 leaves
no way to write, is escaped as JSON does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

Plain = Mapping[str, "Plain"] | Sequence["Plain"] | str | int | bool | None

GREATEST = 2**53 - 1
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def canonical(value: Plain) -> bytes:
    """The one way to write this value in bytes. Raises TypeError for a value that is not plain, as a fraction is not.

    >>> canonical({"b": 1, "a": [None, True]})
    b'{"a":[null,true],"b":1}'
    """
    return _written(value).encode("utf-8")


def _written(value: Plain) -> str:
    if value is None or value is True or value is False:
        return json.dumps(value)
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, int):
        if abs(value) > GREATEST:
            raise TypeError(f"{value} is too great a number for JSON; write it as a string")
        return str(int(value))
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_string(key)}:{_written(value[key])}" for key in keys) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return "[" + ",".join(map(_written, value)) + "]"
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _string(words: str) -> str:
    return '"' + "".join(_SHORT.get(char) or (char if _plain(char) else f"\\u{ord(char):04x}") for char in words) + '"'


def _plain(char: str) -> bool:
    return char >= " " and not "\ud800" <= char <= "\udfff"


def digest(content: bytes) -> str:
    """The SHA-256 of bytes, as it is written everywhere: sha256: and 64 hexadecimal digits.

    >>> digest(b"")[:18]
    'sha256:e3b0c44298f'
    """
    return "sha256:" + hashlib.sha256(content).hexdigest()


def commitment(salt: bytes, content: bytes) -> str:
    """The salted digest by which the log names content: without the salt nobody can try out what the content was."""
    return digest(salt + content)
