"""Reads a payment file of ours back, to lay its orders beside what was decided."""

from datetime import datetime

from wegwijs.clock import AMSTERDAM
from wegwijs.exchange.bank.guarded import Walk
from wegwijs.exchange.bank.node import Node
from wegwijs.exchange.bank.pain import NAMESPACE
from wegwijs.exchange.bank.payment import Debtor, Order, Run
from wegwijs.exchange.bank.refusal import BankRefused
from wegwijs.exchange.bank.statement import euros

_WHAT = "een betaalbestand"
_OTHER = "Maak het betaalbestand opnieuw; stuur dit niet naar de bank."


def read(data: bytes) -> Run:
    """The run as it stands in the file: names and words in the characters of SEPA, numbers without spaces.

    Raises BankRefused for another file, and when count or sum in its head isn't that of its orders.
    """
    root = None
    for event, element in Walk(data, _WHAT):
        if event == "end":
            root = element
    if root is None or root.tag != f"{{{NAMESPACE}}}Document":
        raise BankRefused(f"Dit is geen betaalbestand van Wegwijs (pain.001.001.09). {_OTHER}")
    found = Node(root, NAMESPACE, "Het betaalbestand").every("CstmrCdtTrfInitn/PmtInf")
    head = Node(root, NAMESPACE, "Het betaalbestand").first("CstmrCdtTrfInitn/GrpHdr")
    if head is None or len(found) != 1:
        raise BankRefused(f"In dit betaalbestand staat niet precies één opdracht. {_OTHER}")
    run = _run(head, found[0])
    _agrees(run, head)
    _agrees(run, found[0])
    return run


def _run(head: Node, payment: Node) -> Run:
    execute_on = payment.day("ReqdExctnDt")
    try:
        created = datetime.fromisoformat(head.text("CreDtTm"))
    except ValueError:
        created = None
    if execute_on is None or created is None:
        raise BankRefused(f"In dit betaalbestand ontbreekt de betaaldag of het moment van maken. {_OTHER}")
    return Run(
        message_id=head.text("MsgId"),
        payment_id=payment.text("PmtInfId"),
        created=created.replace(tzinfo=AMSTERDAM),
        execute_on=execute_on,
        debtor=Debtor(payment.text("Dbtr/Nm"), payment.text("DbtrAcct/Id/IBAN")),
        orders=tuple(_order(one, at) for at, one in enumerate(payment.every("CdtTrfTxInf"), start=1)),
        booked_as_one=payment.text("BtchBookg") == "true",
    )


def _order(node: Node, position: int) -> Order:
    node.place = f"Betaling {position}"
    amount = node.first("Amt/InstdAmt")
    if amount is None:
        raise BankRefused(f"{node.place}: het bedrag ontbreekt. {_OTHER}")
    return Order(
        end_to_end_id=node.text("PmtId/EndToEndId"),
        name=node.text("Cdtr/Nm"),
        iban=node.text("CdtrAcct/Id/IBAN"),
        cents=amount.cents(),
        remittance=node.text("RmtInf/Ustrd"),
        reference=node.text("RmtInf/Strd/CdtrRefInf/Ref"),
    )


def _agrees(run: Run, node: Node) -> None:
    count, total = node.text("NbOfTxs"), node.text("CtrlSum")
    if count != str(len(run.orders)) or total != f"{run.cents // 100}.{run.cents % 100:02d}":
        raise BankRefused(
            f"Dit betaalbestand telt niet op: er staan {len(run.orders)} betalingen in van samen {euros(run.cents)}, maar in de kop iets anders. {_OTHER}"
        )
