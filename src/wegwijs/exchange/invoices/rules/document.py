"""Rules about the head of an invoice: number, days, seller, buyer, who else, references and paying."""

from wegwijs.exchange.invoices.model import Invoice, Kind, Party, Period
from wegwijs.exchange.invoices.rules.rule import Rule, whole

TRANSFERS = frozenset({"30", "58"})


def _country(party: Party | None) -> bool:
    """A party without an address breaks another rule."""
    return party is None or party.address is None or bool(party.address.country)


def in_order(period: Period | None) -> bool:
    """Whether a period doesn't end before it begins."""
    return period is None or period.start is None or period.end is None or period.start <= period.end


def some_day(period: Period | None) -> bool:
    """Whether a period, when there is one, has a begin or an end."""
    return period is None or period.start is not None or period.end is not None


def _vat_prefixes(invoice: Invoice) -> bool:
    parties = (invoice.seller, invoice.buyer, *((invoice.representative,) if invoice.representative else ()))
    return all(
        len(number) > len("NL") and number[:2].isascii() and number[:2].isalpha() and number[:2].isupper()
        for party in parties
        for number in party.vat
    )


def _identified(party: Party) -> bool:
    return bool(party.vat or (party.legal and party.legal.value) or any(one.value for one in party.others))


def _terms_when_to_pay(invoice: Invoice) -> bool:
    """A credit note isn't paid: it asks no day."""
    payable = invoice.totals.payable
    if invoice.kind is Kind.CREDIT or payable is None or payable <= 0:
        return True
    return bool(invoice.due or invoice.terms)


RULES: tuple[Rule, ...] = (
    whole("BR-01", "Er staat niet bij welke afspraken de factuur volgt (CustomizationID).", lambda i: bool(i.profile)),
    whole("BR-02", "Het factuurnummer ontbreekt.", lambda i: bool(i.number)),
    whole("BR-03", "De factuurdatum ontbreekt.", lambda i: i.issued is not None),
    whole("BR-04", "De code voor de soort factuur ontbreekt.", lambda i: bool(i.type_code)),
    whole("BR-05", "De valuta ontbreekt.", lambda i: bool(i.currency)),
    whole("BR-06", "De naam van de leverancier ontbreekt.", lambda i: bool(i.seller.name)),
    whole("BR-07", "De naam van de afnemer ontbreekt.", lambda i: bool(i.buyer.name)),
    whole("BR-08", "Het adres van de leverancier ontbreekt.", lambda i: i.seller.address is not None),
    whole("BR-09", "Het land van de leverancier ontbreekt.", lambda i: _country(i.seller)),
    whole("BR-10", "Het adres van de afnemer ontbreekt.", lambda i: i.buyer.address is not None),
    whole("BR-11", "Het land van de afnemer ontbreekt.", lambda i: _country(i.buyer)),
    whole("BR-16", "De factuur heeft geen enkele regel.", lambda i: bool(i.lines)),
    whole("BR-17", "Een ander krijgt de betaling, maar zijn naam ontbreekt.", lambda i: i.payee is None or bool(i.payee.trade_name)),
    whole("BR-18", "De naam van de fiscaal vertegenwoordiger ontbreekt.", lambda i: i.representative is None or bool(i.representative.trade_name)),
    whole("BR-19", "Het adres van de fiscaal vertegenwoordiger ontbreekt.", lambda i: i.representative is None or i.representative.address is not None),
    whole("BR-20", "Het land van de fiscaal vertegenwoordiger ontbreekt.", lambda i: _country(i.representative)),
    whole("BR-29", "De periode van de factuur eindigt voor haar begin.", lambda i: in_order(i.period)),
    whole("BR-49", "De code voor de manier van betalen ontbreekt.", lambda i: all(one.code for one in i.payments)),
    whole("BR-55", "Er staat een verwijzing naar een eerdere factuur zonder nummer.", lambda i: all(i.credited)),
    whole("BR-56", "Het btw-nummer van de fiscaal vertegenwoordiger ontbreekt.", lambda i: i.representative is None or bool(i.representative.vat)),
    whole("BR-61", "Bij een overboeking hoort een rekeningnummer; dat ontbreekt.", lambda i: all(one.account for one in i.payments if one.code in TRANSFERS)),
    whole("BR-CO-03", "Er staat een dag en ook een code voor het moment van de btw. Eén van de twee mag.", lambda i: not (i.vat_day and i.vat_day_code)),
    whole("BR-CO-09", "Een btw-nummer begint niet met de code van een land, zoals NL.", _vat_prefixes),
    whole("BR-CO-19", "De periode van de factuur heeft geen begin en geen einde.", lambda i: some_day(i.period) or i.vat_day_code),
    whole("BR-CO-25", "Er is een bedrag te betalen, maar geen uiterste betaaldatum en geen afspraak over betalen.", _terms_when_to_pay),
    whole("BR-CO-26", "De leverancier heeft geen nummer: geen KvK-nummer, btw-nummer of ander nummer.", lambda i: _identified(i.seller)),
    whole("PEPPOL-EN16931-R051", "Niet alle bedragen zijn in de valuta van de factuur.", lambda i: not i.currency or i.currencies <= {i.currency}),
)  # fmt: skip
