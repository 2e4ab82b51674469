"""Letters about nobody: with these the words of letters are looked at before they are used. All in them is invented."""

from dataclasses import replace
from datetime import date, timedelta

from wegwijs.documents.content import Content
from wegwijs.documents.letters.handover import HandoverLetter, TalkPlan
from wegwijs.documents.letters.nummer import NummerLetter
from wegwijs.documents.letters.objection import Objection
from wegwijs.documents.letters.ontvanger import OntvangerLetter
from wegwijs.documents.letters.oproep import OproepLetter
from wegwijs.documents.letters.pip import Occasion, PipLetter
from wegwijs.documents.letters.rekening import Moved, RekeningLetter
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.letters.uitnodiging import HalfDay, UitnodigingLetter
from wegwijs.documents.letters.verklaring import VerklaringLetter
from wegwijs.documents.letters.withdrawal import WithdrawalLetter
from wegwijs.documents.wording import Words
from wegwijs.documents.wording.sections import Section

NAME = "Voorbeeld Inburgeraar"
NUMBER = "2026-0000-0000"
COLLEGE = "het college van burgemeester en wethouders van Voorbeeldstad"
SENDER = Sender(
    organisation="Sociale Dienst", gemeente="Voorbeeldstad", return_address="Postbus 1, 1000 AA Voorbeeldstad",
    contact="V. Voorbeeld", phone="010 000 00 00", email="inburgering@voorbeeld.nl", body=COLLEGE, formula=f"namens {COLLEGE}",
)  # fmt: skip
OBJECTION = Objection(
    body=COLLEGE, postal="Postbus 2, 1000 AA Voorbeeldstad", court="Rechtbank Voorbeeldstad", weeks=6,
    digital="www.voorbeeld.nl/bezwaar",
)  # fmt: skip


def oproep(on: date) -> OproepLetter:
    """An oproep of a day; with ``missed_on`` it is a warning."""
    return OproepLetter(
        sender=SENDER, number=NUMBER, name=NAME, dated=on, at=on + timedelta(days=10), time="10:00",
        place="Stadhuisplein 1, Voorbeeldstad", method="gesprek op kantoor", reply_by=on + timedelta(days=14),
        interpreter="Er is een tolk",
    )  # fmt: skip


def handover(on: date) -> HandoverLetter:
    """The invitation of a day to a driegesprek; with ``before`` the talk moved."""
    return HandoverLetter(
        sender=SENDER, number=NUMBER, name=NAME, dated=on,
        talk=TalkPlan(on + timedelta(days=10), "10:00", "gesprek in het azc", "azc Voorbeeldstad"),
        coa="C. Voorbeeld", employee="V. Voorbeeld", interpreter="Er is een tolk",
    )  # fmt: skip


def pip(on: date) -> PipLetter:
    """The decision on a first PIP, of a day."""
    return PipLetter(
        sender=SENDER, objection=OBJECTION, number=NUMBER, name=NAME, dated=on, occasion=Occasion.FIRST, asylum=True,
        route="B1-route", route_explained="U leert Nederlands tot niveau B1.", level="B1",
        reasons=("Dit is een voorbeeld van een reden.",), goals=("Ik doe vrijwilligerswerk.",),
        support=("U krijgt een taalmaatje. Samen oefent u Nederlands.",), pvt_hours=12, map_hours=40, talks=4,
        vve="U hebt nu geen jong kind. Daarom maken wij hierover geen afspraak.", term_years=3, signed_by="V. Voorbeeld, beslisser",
    )  # fmt: skip


def withdrawal(on: date) -> WithdrawalLetter:
    """The decision of a day to withdraw a plan."""
    return WithdrawalLetter(
        sender=SENDER, objection=OBJECTION, number=NUMBER, name=NAME, dated=on, of=on - timedelta(days=30), version=1,
        reasons=("Dit is een voorbeeld van een reden.",), signed_by="V. Voorbeeld, beslisser",
        term_until=on + timedelta(days=1000), new_by=on + timedelta(days=42),
    )  # fmt: skip


def uitnodiging(on: date) -> UitnodigingLetter:
    """The invitation to a group, of a day; with ``again`` it is about a change."""
    place = "Stadhuisplein 1, Voorbeeldstad"
    days = (
        HalfDay(on + timedelta(days=14), "09:30", "12:00", "Gezondheid", place),
        HalfDay(on + timedelta(days=21), "09:30", "12:00", "Geld", place, fresh=True),
    )
    return UitnodigingLetter(
        sender=SENDER, number=NUMBER, name=NAME, dated=on, programme="het welkomstprogramma", group="Welkom 12", days=days,
        address="www.voorbeeld.nl/antwoord", code="abcd-efgh-jkmn-pqrs-tvwx",
        link="https://www.voorbeeld.nl/antwoord/abcdefghjkmnpqrstvwx/", own_language=True,
    )  # fmt: skip


def verklaring(on: date) -> VerklaringLetter:
    """The statement of a day that the offer came late; without ``offered`` there is none yet."""
    return VerklaringLetter(
        sender=SENDER, number=NUMBER, name=NAME, dated=on, plan=on - timedelta(days=200), offered=on - timedelta(days=60),
        length="2 maanden", since=on + timedelta(days=300),
    )  # fmt: skip


def rekening(on: date) -> RekeningLetter:
    """What became of somebody's money in some weeks before a day; ``final`` is the last one."""
    since = on - timedelta(days=30)
    moved = (
        Moved(since + timedelta(days=2), 140_000, "in_bijstand", "Sociale Dienst"),
        Moved(
            since + timedelta(days=3),
            -65_000,
            "uit_huur",
            "Woningcorporatie Voorbeeld",
            since + timedelta(days=8),
        ),
        Moved(since + timedelta(days=5), -7_000, "uit_leefgeld"),
        Moved(since + timedelta(days=6), 65_000, "uit_huur", "Woningcorporatie Voorbeeld", back="kwam_terug"),
    )
    return RekeningLetter(
        sender=SENDER, number=NUMBER, name=NAME, dated=on, since=since, until=on - timedelta(days=1), opening=12_550, moved=moved,
        known=on - timedelta(days=1),
    )  # fmt: skip


def nummer(on: date) -> NummerLetter:
    """That somebody is paid on a new account number from the next day on."""
    return NummerLetter(
        sender=SENDER, number=NUMBER, name=NAME, dated=on, last="4300", whose=NAME, since=on + timedelta(days=1)
    )  # fmt: skip


def ontvanger(on: date) -> OntvangerLetter:
    """That a landlord is paid on a new account number from the next day on."""
    return OntvangerLetter(
        sender=SENDER, number=NUMBER, name=NAME, dated=on, last="4300", whose="Woningcorporatie Voorbeeld",
        since=on + timedelta(days=1),
    )  # fmt: skip


def example(section: Section, words: Words, *, on: date, warning: bool = False) -> Content:
    """The letter in which the words of a section are read best; ``warning``: the other kind of oproep or invitation, or a talk that moved."""
    if section in (Section.PIP, Section.BEZWAAR):
        return pip(on).content(words)
    if section == Section.INTREKKEN:
        return withdrawal(on).content(words)
    if section == Section.GROEP:
        return replace(uitnodiging(on), again=warning).content(words)
    if section == Section.VERKLARING:
        return (replace(verklaring(on), offered=None) if warning else verklaring(on)).content(words)
    if section == Section.REKENING:
        statement = rekening(on)
        if not warning:
            return statement.content(words)
        paid = Moved(on - timedelta(days=2), -statement.closing, "uit_rest", "Voorbeeld Inburgeraar")
        return replace(statement, final=True, moved=(*statement.moved, paid)).content(words)
    if section == Section.NUMMER:
        return nummer(on).content(words)
    if section == Section.ONTVANGER:
        return ontvanger(on).content(words)
    if section == Section.OVERDRACHT:
        invited = handover(on)
        return (replace(invited, before=on + timedelta(days=7)) if warning else invited).content(words)
    called = oproep(on)
    return (replace(called, missed_on=on - timedelta(days=7)) if warning else called).content(words)
