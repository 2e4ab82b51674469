"""Makes a payment file for the bank: pain.001.001.09, by the sepaxml package. The same run gives the same bytes."""

import hashlib
import hmac
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lxml import etree
from sepaxml import SepaTransfer

from wegwijs.exchange.bank import iban
from wegwijs.exchange.bank.payment import Run, betalingskenmerk, faults, rf_number
from wegwijs.exchange.bank.refusal import BankRefused
from wegwijs.exchange.bank.text import as_carried

VERSION = "pain.001.001.09"
NAMESPACE = f"urn:iso:std:iso:20022:tech:xsd:{VERSION}"
NO_BIC = "NOTPROVIDED"


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """A file as it goes to the bank, with what proves that it is still the same. ``cents`` is its CtrlSum."""

    data: bytes
    sha256: str
    count: int
    cents: int

    @property
    def control_sum(self) -> str:
        """The sum as it stands in the file: 1234.50."""
        return f"{self.cents // 100}.{self.cents % 100:02d}"


def make(run: Run) -> PaymentFile:
    """The file of a run. Raises BankRefused when it can't be carried: the first fault, and how many more there are."""
    found = faults(run)
    if found:
        more = f" Er zijn nog {len(found) - 1} andere fouten." if len(found) > 1 else ""
        raise BankRefused(f"{found[0]}{more}", field=found[0].field)
    data: bytes = _Transfer(run).export(validate=False)
    if not _schema().validate(etree.fromstring(data, _plain_parser())):
        raise BankRefused("Het betaalbestand voldoet niet aan de regels van de banken en is niet gemaakt. Meld dit bij de beheerder.")  # fmt: skip
    return PaymentFile(data, hashlib.sha256(data).hexdigest(), len(run.orders), run.cents)


def verify(data: bytes, sha256: str) -> bool:
    """Whether a file is still what was made, to the byte."""
    return hmac.compare_digest(hashlib.sha256(data).hexdigest(), sha256)


class _Transfer(SepaTransfer):  # type: ignore[misc]
    """The package's writer, without its own numbers and clock, and with what it leaves out."""

    def __init__(self, run: Run) -> None:
        self._run = run
        debtor = iban.read_iban(run.debtor.iban)
        config = {
            "name": as_carried(run.debtor.name),
            "IBAN": debtor.number,
            "currency": "EUR",
            "batch": True,
        }
        if debtor.bic:
            config["BIC"] = debtor.bic
        super().__init__(config, schema=VERSION, clean=False)
        for order in run.orders:
            self.add_payment(
                {
                    "name": as_carried(order.name),
                    "IBAN": iban.compact(order.iban),
                    "amount": order.cents,
                    "description": as_carried(order.remittance),
                    "endtoend_id": order.end_to_end_id,
                    "execution_date": run.execute_on,
                }
            )

    def _create_header(self) -> None:
        self.msg_id = self._run.message_id
        super()._create_header()
        _at(self._xml, "CstmrCdtTrfInitn/GrpHdr/CreDtTm").text = self._run.moment.isoformat()

    def _finalize_batch(self) -> None:
        super()._finalize_batch()
        payment = _at(self._xml, "CstmrCdtTrfInitn/PmtInf")
        _at(payment, "PmtInfId").text = self._run.payment_id
        _at(payment, "BtchBookg").text = str(self._run.booked_as_one).lower()
        agent = _at(payment, "DbtrAgt/FinInstnId")
        if len(agent) == 0:
            _under(agent, "Othr/Id").text = NO_BIC
        for order, transaction in zip(self._run.orders, payment.findall("CdtTrfTxInf"), strict=True):
            remittance = _at(transaction, "RmtInf")
            if order.reference:
                remittance.remove(_at(remittance, "Ustrd"))
                _structured(remittance, order.reference)
            elif not _at(remittance, "Ustrd").text:
                transaction.remove(remittance)


def _structured(remittance: ET.Element, reference: str) -> None:
    """Issuer CUR (Currence) is how a bank knows a Dutch betalingskenmerk, ISO an RF number."""
    dutch = betalingskenmerk(reference)
    holder = _under(remittance, "Strd/CdtrRefInf")
    kind = ET.SubElement(holder, "Tp")
    _under(kind, "CdOrPrtry/Cd").text = "SCOR"
    ET.SubElement(kind, "Issr").text = "CUR" if dutch else "ISO"
    ET.SubElement(holder, "Ref").text = dutch or rf_number(reference)


def _at(element: ET.Element, path: str) -> ET.Element:
    found = element.find(path)
    if found is None:
        raise LookupError(path)
    return found


def _under(element: ET.Element, path: str) -> ET.Element:
    for name in path.split("/"):
        element = ET.SubElement(element, name)
    return element


def _plain_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@cache
def _schema() -> etree.XMLSchema:
    source = files("sepaxml") / "schemas" / f"{VERSION}.xsd"
    return etree.XMLSchema(etree.fromstring(source.read_bytes(), _plain_parser()))
