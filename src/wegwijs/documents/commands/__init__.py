"""Draft a letter, fix its content, send it, withdraw it; what happens when it comes back; and the words of letters."""

from wegwijs.documents.commands.send import AddressChanged, record_return, send_again, send_letter
from wegwijs.documents.commands.texts import (
    begin_text,
    drop_text,
    offer_text,
    put_in_force,
    return_text,
    save_text,
)
from wegwijs.documents.commands.write import draft_letter, finalize_letter, rewrite_letter, withdraw_letter

__all__ = [
    "AddressChanged", "begin_text", "draft_letter", "drop_text", "finalize_letter", "offer_text", "put_in_force",
    "record_return", "return_text", "rewrite_letter", "save_text", "send_again", "send_letter", "withdraw_letter",
]  # fmt: skip
