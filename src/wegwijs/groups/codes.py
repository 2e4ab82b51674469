"""The code in an invitation: what somebody copies from paper, and by which a telephone finds the page to reply at."""

import secrets

# Without the letters that look like another one on paper (i, l, o, u).
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# A hundred bits: nobody guesses one.
LENGTH = 20
PART = 4
_READ_AS = str.maketrans("ilo", "110", "- \u2010\u2011\u2013\u00a0\t\n\r")


def new_code() -> str:
    """One that nobody has, as it is kept in the address: small letters and digits without dashes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_printed(code: str) -> str:
    """In parts of four, for paper."""
    return "-".join(code[place : place + PART] for place in range(0, len(code), PART))


def as_kept(typed: str) -> str:
    """What somebody typed: capitals, dashes, spaces and letters that look like a digit don't matter; "" when it can't be one."""
    found = typed.strip().lower().translate(_READ_AS)
    return found if len(found) == LENGTH and set(found) <= set(ALPHABET) else ""
