"""A file locked with a password, in the form of `openssl enc`: whoever is handed it needs no Earshot to open it.

    openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -in FILE -out kit.zip

The form has no seal of its own: that the file is unchanged is seen by its SHA-256, which is told beside the password.
"""

from collections.abc import Callable

from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

ROUNDS = 600_000
"""Rounds of PBKDF2-HMAC-SHA256 (OWASP, Password Storage Cheat Sheet, 2023)."""
SALT = 8
_MAGIC, _KEY, _BLOCK = b"Salted__", 32, 16
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_GROUPS, _OF = 5, 5


def lock(content: bytes, password: str, salt: bytes) -> bytes:
    """The content, locked; `salt` is SALT random bytes."""
    key = PBKDF2HMAC(hashes.SHA256(), _KEY + _BLOCK, salt, ROUNDS).derive(password.encode())
    padder = padding.PKCS7(_BLOCK * 8).padder()
    cipher = Cipher(algorithms.AES256(key[:_KEY]), modes.CBC(key[_KEY:])).encryptor()
    padded = padder.update(content) + padder.finalize()
    return _MAGIC + salt + cipher.update(padded) + cipher.finalize()


def password(draw: Callable[[int], int]) -> str:
    """A password that can be read out on the phone, of 125 bits; `draw(n)` is a random number below n."""
    return "-".join("".join(_SIGNS[draw(len(_SIGNS))] for _ in range(_OF)) for _ in range(_GROUPS))
