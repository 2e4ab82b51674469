"""What the room that pays asks of a bank, answered with our files."""

from wegwijs.exchange.bank.iban import read_iban
from wegwijs.exchange.bank.pain import make
from wegwijs.exchange.bank.payment import Debtor, Order, Run, betalingskenmerk
from wegwijs.exchange.bank.reasons import reason_of
from wegwijs.stages.ontzorgen.files import Number, Payment, Returned, ToPay, WrittenFile

# Shorter ones may be the number of a client just as well: only this length is a payment reference beyond doubt.
REFERENCE = 16


class OurBank:
    """Pain.001 for what goes out."""

    def make(self, what: ToPay) -> WrittenFile:
        """A payment file. Raises BankRefused."""
        made = make(
            Run(
                message_id=what.msg_id,
                payment_id=what.msg_id,
                created=what.made,
                execute_on=what.due_on,
                debtor=Debtor(what.payer, what.iban),
                orders=tuple(map(_order, what.payments)),
            )
        )
        return WrittenFile(made.data, made.sha256, made.count, made.cents)

    def number(self, text: str, *, field: str | None = None) -> Number:
        """An account number. Raises BankRefused."""
        found = read_iban(text, field=field)
        return Number(found.number, found.readable, found.bank)

    def came_back(self, code: str) -> Returned:
        """What the code of a return says."""
        found = reason_of(code)
        return Returned(found.sentence, found.follow.value, found.reopens)


def _order(one: Payment) -> Order:
    reference = betalingskenmerk(one.remittance) if len(one.remittance) == REFERENCE else ""
    words = "" if reference else one.remittance
    return Order(one.end_to_end, one.name, one.iban, one.cents, words, reference)
