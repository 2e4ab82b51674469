"""Draft a letter, fix its content, send it, withdraw it; and what happens when it comes back."""

from wegwijs.documents.commands.send import AddressChanged, record_return, send_again, send_letter
from wegwijs.documents.commands.write import draft_letter, finalize_letter, rewrite_letter, withdraw_letter

__all__ = [
    "AddressChanged", "draft_letter", "finalize_letter", "record_return", "rewrite_letter", "send_again",
    "send_letter", "withdraw_letter",
]  # fmt: skip
