"""Writes camt.053, versions 02 and 08, as a bank does: what the example bank tells, and what tests read back."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from wegwijs.exchange.bank import Entry, Format, Statement


def camt(*statements: Statement, form: Format = Format.CAMT_08) -> bytes:
    """A file of statements."""
    body = "".join(_statement(one, form) for one in statements)
    head = _tags("GrpHdr", _tag("MsgId", "M1"), _tag("CreDtTm", "2026-12-01T06:00:00"))
    space = f"urn:iso:std:iso:20022:tech:xsd:{form}"
    return f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{space}"><BkToCstmrStmt>{head}{body}</BkToCstmrStmt></Document>'.encode()


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _tags(path: str, *inside: str) -> str:
    """Nested tags by a path; nothing when there is nothing inside."""
    text = "".join(inside)
    for name in reversed(path.split("/")):
        text = text and f"<{name}>{text}</{name}>"
    return text


def _amount(cents: int) -> str:
    return f'<Amt Ccy="EUR">{abs(cents) // 100}.{abs(cents) % 100:02d}</Amt>'


def _side(cents: int) -> str:
    return _tag("CdtDbtInd", "DBIT" if cents < 0 else "CRDT")


def _statement(one: Statement, form: Format) -> str:
    balances = (("OPBD", one.opening), ("CLBD", one.closing))
    return _tags(
        "Stmt",
        _tag("Id", f"S{one.number}"),
        _tag("ElctrncSeqNb", one.number),
        _tag("CreDtTm", "2026-12-01T06:00:00"),
        _tags("Acct", _tags("Id", _tag("IBAN", one.iban)), _tag("Ccy", "EUR")),
        *(
            _tags(
                "Bal", _tags("Tp/CdOrPrtry", _tag("Cd", kind)), _amount(found.cents), _side(found.cents), _tags("Dt", _tag("Dt", found.day.isoformat()))
            )
            for kind, found in balances
        ),
        *_bookings(one.entries, one.iban, form),
        *("<Ntry>" + _amount(1) + _side(1) + _status("PDNG", form) + "<BkTxCd/></Ntry>" for _ in range(one.skipped)),
    )  # fmt: skip


def _status(code: str, form: Format) -> str:
    return _tags("Sts", _tag("Cd", code)) if form is Format.CAMT_08 else _tag("Sts", code)


def _bookings(entries: Iterable[Entry], own: str, form: Format) -> Iterator[str]:
    for number, parts in groupby(entries, key=lambda entry: entry.position.partition(".")[0]):
        yield _booking(number, list(parts), own, form)


def _booking(number: str, parts: list[Entry], own: str, form: Format) -> str:
    first = parts[0]
    cents = sum(part.cents for part in parts)
    batch = first.batch and _tags(
        "Btch", _tag("PmtInfId", first.batch.payment_id), _tag("NbOfTxs", str(first.batch.count))
    )
    return _tags(
        "Ntry",
        _tag("NtryRef", number),
        _amount(cents),
        _side(cents),
        _tag("RvslInd", "true" if first.reversal else ""),
        _status("BOOK", form),
        _tags("BookgDt", _tag("Dt", first.booked.isoformat())),
        _tags("ValDt", _tag("Dt", first.value.isoformat() if first.value else "")),
        _code(first.transaction_code) or "<BkTxCd/>",
        _tags("NtryDtls", batch or "", *(_details(part, own, form) for part in parts)),
    )


def _code(text: str) -> str:
    if not text:
        return ""
    domain, family, under = text.split("/")
    return _tags(
        "BkTxCd/Domn", _tag("Cd", domain), _tags("Fmly", _tag("Cd", family), _tag("SubFmlyCd", under))
    )


def _details(part: Entry, iban: str, form: Format) -> str:
    new = form is Format.CAMT_08
    back = part.reversal or bool(part.return_code)
    incoming = (part.cents > 0) != back
    names = ("Dbtr", "Cdtr")
    other, own = names if incoming else names[::-1]
    name = _tags(f"{other}/Pty" if new else other, _tag("Nm", part.counter_name))
    accounts = {
        other: _tags(f"{other}Acct/Id", _tag("IBAN", part.counter_iban)),
        own: _tags(f"{own}Acct/Id", _tag("IBAN", iban)),
    }
    people = [(name if which == other else "") + accounts[which] for which in names]
    structured = _tags(
        "Strd/CdtrRefInf", _tags("Tp/CdOrPrtry", _tag("Cd", "SCOR")), _tag("Ref", part.reference)
    )
    return _tags(
        "TxDtls",
        _tags("Refs", _tag("AcctSvcrRef", part.bank_reference), _tag("EndToEndId", part.end_to_end_id or "NOTPROVIDED")),
        _amount(part.cents) + _side(part.cents) if new else _tags("AmtDtls/TxAmt", _amount(part.cents)),
        _tags("RltdPties", *people),
        _tags("RmtInf", _tag("Ustrd", part.remittance), structured if part.reference else ""),
        _tags("RtrInf", _tags("Rsn", _tag("Cd", part.return_code)), _tag("AddtlInf", part.return_text)),
    )  # fmt: skip
