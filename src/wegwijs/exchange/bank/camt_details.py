"""One booking of camt.053 (Ntry) and the payments in it (TxDtls)."""

from dataclasses import dataclass

from wegwijs.exchange.bank.node import Node
from wegwijs.exchange.bank.refusal import BankRefused
from wegwijs.exchange.bank.statement import EURO, Batch, Entry, euros, filled


@dataclass(frozen=True, slots=True)
class Side:
    """Who paid or was paid."""

    account: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What stands in one TxDtls. ``cents`` carries a sign only when ``signed``: version 02 leaves it to the booking."""

    cents: int | None
    signed: bool
    debtor: Side
    creditor: Side
    bank_reference: str = ""
    end_to_end_id: str = ""
    payment_id: str = ""
    remittance: str = ""
    reference: str = ""
    return_code: str = ""
    return_text: str = ""
    transaction_code: str = ""


_NO_DETAILS = Details(None, False, Side(), Side())


def details_of(node: Node) -> Details:
    """Read one TxDtls."""
    amounts = [node.first(path) for path in ("AmtDtls/TxAmt/Amt", "Amt", "AmtDtls/InstdAmt/Amt")]
    cents = next(
        (amount.cents() for amount in amounts if amount is not None and amount.currency == EURO), None
    )
    signed = bool(node.text("CdtDbtInd"))
    return Details(
        cents=node.signed(cents) if signed and cents is not None else cents,
        signed=signed,
        debtor=_side(node, "Dbtr"),
        creditor=_side(node, "Cdtr"),
        bank_reference=filled(node.text("Refs/AcctSvcrRef")),
        end_to_end_id=filled(node.text("Refs/EndToEndId")),
        payment_id=filled(node.text("Refs/PmtInfId", "Refs/MsgId")),
        remittance=filled(" ".join(one.value for one in node.every("RmtInf/Ustrd"))) or filled(node.text("AddtlTxInf")),
        reference=filled(node.text("RmtInf/Strd/CdtrRefInf/Ref")),
        return_code=node.text("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry"),
        return_text=" ".join(one.value for one in node.every("RtrInf/AddtlInf")),
        transaction_code=_code(node),
    )  # fmt: skip


def _side(node: Node, which: str) -> Side:
    account = f"RltdPties/{which}Acct/Id"
    name = node.text(f"RltdPties/{which}/Nm", f"RltdPties/{which}/Pty/Nm", f"RltdPties/Ultmt{which}/Nm")
    return Side(
        account=node.text(f"{account}/IBAN", f"{account}/Othr/Id").replace(" ", ""), name=filled(name)
    )


def _code(node: Node) -> str:
    """PMNT/RCDT/ESCT; or the bank's own code."""
    names = [node.text(f"BkTxCd/Domn/{path}") for path in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
    return "/".join(name for name in names if name) or node.text("BkTxCd/Prtry/Cd")


def entry_of(node: Node, parts: list[Details], position: str, own: str) -> list[Entry]:
    """The entries of one Ntry: one, or one for each part of a batch. Raises BankRefused when the parts aren't the sum."""
    amount = node.first("Amt")
    if amount is None:
        raise BankRefused(f"{node.place}: het bedrag ontbreekt. Haal het bestand opnieuw bij de bank.")
    cents = node.signed(amount.cents())
    told = node.text("NtryDtls/Btch/NbOfTxs")
    count = int(told) if told.isascii() and told.isdigit() and len(told) <= 15 else len(parts)
    payment_id = filled(node.text("NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId"))
    if len(parts) > 1 and all(part.cents is not None for part in parts):
        batch = Batch(cents, len(parts), payment_id or parts[0].payment_id)
        return _split(node, parts, position, own, batch)
    if len(parts) > 1 or count > 1:
        batch = Batch(cents, max(count, len(parts)), payment_id or (parts[0].payment_id if parts else ""))
        return [_entry(node, _NO_DETAILS, position, cents, own, batch)]
    part = parts[0] if parts else _NO_DETAILS
    named = payment_id or part.payment_id
    # A sum with the number of a run and nothing of a payment.
    whole = Batch(cents, 1, named) if named and not part.end_to_end_id else None
    return [_entry(node, part, position, cents, own, whole)]


def _split(node: Node, parts: list[Details], position: str, own: str, batch: Batch) -> list[Entry]:
    cents = batch.cents
    sign = 1 if cents >= 0 else -1
    amounts = [(part.cents or 0) if part.signed else sign * (part.cents or 0) for part in parts]
    if sum(amounts) != cents:
        raise BankRefused(
            f"{node.place}: de {len(parts)} betalingen in deze boeking zijn samen {euros(sum(amounts))}, maar de boeking is {euros(cents)}. Haal het bestand opnieuw bij de bank."
        )
    return [
        _entry(node, part, f"{position}.{number}", amounts[number - 1], own, batch)
        for number, part in enumerate(parts, start=1)
    ]


def _entry(
    node: Node, part: Details, position: str, cents: int, own: str, batch: Batch | None = None
) -> Entry:
    value = node.day("ValDt")
    booked = node.day("BookgDt") or value
    if booked is None:
        raise BankRefused(f"{node.place}: de boekdatum ontbreekt. Haal het bestand opnieuw bij de bank.")
    reversal = node.text("RvslInd").lower() in ("true", "1")
    other = _other_side(part, own, incoming=(cents > 0) != (reversal or bool(part.return_code)))
    return Entry(
        position=position,
        booked=booked,
        cents=cents,
        value=value,
        reversal=reversal,
        bank_reference=part.bank_reference or filled(node.text("AcctSvcrRef")),
        end_to_end_id=part.end_to_end_id,
        counter_iban=other.account,
        counter_name=other.name,
        remittance=part.remittance or filled(node.text("AddtlNtryInf")),
        reference=part.reference,
        return_code=part.return_code,
        return_text=part.return_text,
        transaction_code=part.transaction_code or _code(node),
        batch=batch,
    )


def _other_side(part: Details, own: str, *, incoming: bool) -> Side:
    """Whom the money came from or went to. Of a payment that comes back, the one we paid is still the creditor; a bank
    that turns them round is seen by our own account. Nobody, where only our own side is named, as in a sum of more payments."""
    other, same = (part.debtor, part.creditor) if incoming else (part.creditor, part.debtor)
    if other.account == own:
        return same
    return other if other.account or other.name or (own and same.account == own) else same
