"""Text as every bank in SEPA can carry it: letters without accents, digits, and / - ? : ( ) . , ' + and space."""

import re
import unicodedata

from text_unidecode import unidecode

from wegwijs.exchange.bank.refusal import BankRefused, shown

# EPC217-08 leaves open what becomes of these; the choices are ours and stand in docs/beheer/bankbestanden.md.
_SIGNS = {
    "&": "+", "_": "-", ";": ",", "!": ".", '"': "'", "`": "'", "*": ".", "#": ".", "%": ".", "$": ".", "=": "-",
    "<": "(", ">": ")", "[": "(", "]": ")", "{": "(", "}": ")", "\\": "/", "|": "/", "~": "-", "^": "'", "@": "(at)",
}  # fmt: skip
_CARRIED = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*")
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
_INVISIBLE = {"Cf"}
_ACCENTS = range(0x0300, 0x0370)


def is_carried(text: str) -> bool:
    """Whether a bank takes it just so."""
    return _CARRIED.fullmatch(text) is not None


def as_carried(text: str) -> str:
    """The same in the characters of SEPA, with single spaces. Raises BankRefused for a sign that has no such form.

    Other scripts than Latin, Greek and Cyrillic are refused: what a table makes of them is no name that a bank knows.
    """
    composed = unicodedata.normalize("NFKC", text)
    return " ".join("".join(_letter(letter) for letter in composed).split())


def _letter(letter: str) -> str:
    if _CARRIED.fullmatch(letter) or letter in _SIGNS:
        return _SIGNS.get(letter, letter)
    kind = unicodedata.category(letter)
    if kind in _INVISIBLE or ord(letter) in _ACCENTS:
        return ""
    if kind.startswith("Z") or letter in "\t\r\n":
        return " "
    if kind.startswith("L") and not unicodedata.name(letter, "").startswith(_SCRIPTS):
        raise BankRefused(
            f"het teken {shown(letter)} kan een bank niet verwerken. Schrijf het in gewone letters, zoals op de bankpas of de rekening."
        )
    plain = "" if kind.startswith("C") else "".join(_SIGNS.get(sign, sign) for sign in unidecode(letter))
    if not plain.strip() or not is_carried(plain):
        raise BankRefused(f"het teken {shown(letter)} kan een bank niet verwerken. Haal het weg.")
    return plain
