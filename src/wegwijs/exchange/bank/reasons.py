"""Why a payment came back: the codes of ISO 20022 (external return reasons) and of EPC's rulebook, in plain Dutch.

Only what a credit transfer can meet; another code is shown as it is. Sources: the external code list of ISO 20022 and the codes of EPC's
rulebook (docs/beheer/bankbestanden.md says which code was laid beside which).
"""

from dataclasses import dataclass
from enum import StrEnum


class Follow(StrEnum):
    """What somebody does next."""

    ASK_ACCOUNT = "vraag om een ander rekeningnummer en laat dat door een tweede nakijken"
    CHECK_DEATH = (
        "stop de betalingen aan deze rekening, kijk het na in de BRP en overleg wie er nu recht op heeft"
    )
    ASK_PAYEE = "vraag de ontvanger waarom de bank de betaling niet aannam"
    CHECK_BALANCE = "kijk na of er genoeg saldo was en zet de betaling opnieuw klaar"
    TRY_AGAIN = "zet de betaling opnieuw klaar; komt zij weer terug, bel dan de bank"
    CHECK_TWICE = "kijk na of er dubbel betaald is; betaal niet nog een keer"
    ASK_BANK = "bel de bank voor u iets opnieuw betaalt"
    NONE = "er hoeft niets: de betaling is op verzoek teruggehaald"


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """A code, what it says, and what follows. ``known`` is False for a code that isn't in the list."""

    code: str
    sentence: str
    follow: Follow
    known: bool = True

    @property
    def reopens(self) -> bool:
        """Whether what was to be paid is to be paid still."""
        return self.follow not in (Follow.NONE, Follow.CHECK_TWICE)


_LIST = {
    "AC01": ("Het rekeningnummer bestaat niet.", Follow.ASK_ACCOUNT),
    "AC02": ("Het rekeningnummer waarvan betaald werd klopt niet.", Follow.ASK_BANK),
    "AC03": ("Het rekeningnummer van de ontvanger klopt niet.", Follow.ASK_ACCOUNT),
    "AC04": ("De rekening is opgeheven.", Follow.ASK_ACCOUNT),
    "AC06": ("De rekening is geblokkeerd.", Follow.ASK_ACCOUNT),
    "AC07": ("De rekening van de ontvanger is opgeheven.", Follow.ASK_ACCOUNT),
    "AC13": ("De soort rekening waarvan betaald werd klopt niet.", Follow.ASK_BANK),
    "AC14": ("Een bank waar de betaling langs moest klopt niet.", Follow.ASK_BANK),
    "AC15": ("De gegevens van de rekening zijn veranderd.", Follow.ASK_ACCOUNT),
    "AC16": ("Op de rekening ligt beslag.", Follow.ASK_PAYEE),
    "AC17": ("De rekening wordt afgewikkeld, bijvoorbeeld omdat de ontvanger failliet is.", Follow.ASK_PAYEE),
    "AG01": ("Op deze rekening kan niet betaald worden, bijvoorbeeld omdat het een spaarrekening is.", Follow.ASK_ACCOUNT),
    "AG02": ("De bank kent de code van deze betaling niet.", Follow.ASK_BANK),
    "AM01": ("Het bedrag is nul.", Follow.ASK_BANK),
    "AM02": ("Het bedrag is hoger dan de bank toestaat.", Follow.ASK_BANK),
    "AM03": ("De bank neemt deze valuta niet aan.", Follow.ASK_BANK),
    "AM04": ("Er stond te weinig geld op de rekening.", Follow.CHECK_BALANCE),
    "AM05": ("De bank ziet deze betaling als dubbel.", Follow.CHECK_TWICE),
    "AM06": ("Het bedrag is lager dan de ontvanger afsprak.", Follow.ASK_PAYEE),
    "AM07": ("Het bedrag is geblokkeerd op last van de overheid.", Follow.ASK_BANK),
    "AM09": ("Het bedrag klopt niet met wat afgesproken is.", Follow.ASK_PAYEE),
    "AM10": ("De som van de betalingen klopt niet met het controletotaal.", Follow.ASK_BANK),
    "BE01": ("De naam hoort niet bij dit rekeningnummer.", Follow.ASK_ACCOUNT),
    "BE04": ("Het adres van de ontvanger ontbreekt of klopt niet.", Follow.ASK_PAYEE),
    "BE05": ("De ontvanger herkent niet van wie de betaling komt.", Follow.ASK_PAYEE),
    "BE06": ("De bank kent deze ontvanger niet.", Follow.ASK_ACCOUNT),
    "BE07": ("Het adres van de opdrachtgever ontbreekt of klopt niet.", Follow.ASK_BANK),
    "BE08": ("Een bank maakte een fout.", Follow.TRY_AGAIN),
    "CNOR": ("De bank van de ontvanger doet niet mee.", Follow.ASK_ACCOUNT),
    "CURR": ("De valuta klopt niet.", Follow.ASK_BANK),
    "CUST": ("De opdrachtgever vroeg de betaling terug.", Follow.NONE),
    "DNOR": ("De bank van de opdrachtgever doet niet mee.", Follow.ASK_BANK),
    "DS28": ("Door een storing is de betaling fout gegaan en teruggestuurd.", Follow.TRY_AGAIN),
    "DT01": ("De datum van de betaling klopt niet.", Follow.TRY_AGAIN),
    "DUPL": ("De betaling was dubbel en is teruggehaald.", Follow.CHECK_TWICE),
    "ED05": ("De banken konden onderling niet afrekenen.", Follow.TRY_AGAIN),
    "ERIN": ("De bank kan de omschrijving niet verwerken.", Follow.ASK_BANK),
    "FF01": ("Het betaalbestand klopt niet.", Follow.ASK_BANK),
    "FF05": ("De bank kent deze soort betaling niet.", Follow.ASK_BANK),
    "FOCR": ("De betaling is na een verzoek om haar terug te halen teruggestort.", Follow.NONE),
    "FR01": ("De betaling kwam terug vanwege fraude.", Follow.ASK_BANK),
    "FRAD": ("De betaling is teruggehaald vanwege fraude.", Follow.ASK_BANK),
    "MD07": ("De rekeninghouder is overleden.", Follow.CHECK_DEATH),
    "MS02": ("De ontvanger heeft de betaling geweigerd.", Follow.ASK_PAYEE),
    "MS03": ("De bank van de ontvanger geeft geen reden.", Follow.ASK_BANK),
    "NARR": ("De reden staat in de omschrijving van de bank.", Follow.ASK_BANK),
    "NOAS": ("De ontvanger heeft niet gereageerd.", Follow.ASK_PAYEE),
    "NOOR": ("De bank heeft de oorspronkelijke betaling niet ontvangen.", Follow.ASK_BANK),
    "RC01": ("De code van de bank (BIC) klopt niet.", Follow.ASK_ACCOUNT),
    "RC03": ("De code van de bank van de opdrachtgever klopt niet.", Follow.ASK_BANK),
    "RC04": ("De code van de bank van de ontvanger klopt niet.", Follow.ASK_ACCOUNT),
    "RC07": ("De code (BIC) van de bank van de ontvanger klopt niet.", Follow.ASK_ACCOUNT),
    "RR01": ("De bank mist gegevens van de rekening waarvan betaald werd.", Follow.ASK_BANK),
    "RR02": ("De bank mist de naam of het adres van de opdrachtgever.", Follow.ASK_BANK),
    "RR03": ("De bank mist de naam of het adres van de ontvanger.", Follow.ASK_PAYEE),
    "RR04": ("De bank mag deze betaling niet aannemen.", Follow.ASK_BANK),
    "SL01": ("Een dienst van de bank van de opdrachtgever hield de betaling tegen.", Follow.ASK_BANK),
    "SL02": ("Een dienst van de bank van de ontvanger hield de betaling tegen.", Follow.ASK_PAYEE),
    "TECH": ("Door een storing is de betaling fout gegaan en teruggehaald.", Follow.TRY_AGAIN),
    "TM01": ("De betaling kwam te laat bij de bank.", Follow.TRY_AGAIN),
    "UPAY": ("De betaling was niet verschuldigd en is teruggehaald.", Follow.CHECK_TWICE),
    "AB05": ("De bank van de ontvanger antwoordde niet op tijd.", Follow.TRY_AGAIN),
}  # fmt: skip
CODES = tuple(sorted(_LIST))


def reason_of(code: str) -> ReturnReason:
    """What a code says. A code that isn't known is shown as such; ask the bank then."""
    known = _LIST.get(code.strip().upper())
    if known:
        return ReturnReason(code.strip().upper(), *known)
    return ReturnReason(
        code, f"De bank gaf code {code}. Die staat niet in onze lijst.", Follow.ASK_BANK, known=False
    )
