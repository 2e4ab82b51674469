"""What waits today for who keeps the money: proposals, half a signature, numbers, money that nobody knows, a couple that fell apart."""

from datetime import date, timedelta

from wegwijs import clock
from wegwijs.demo.bank import ExampleBank
from wegwijs.demo.stories.ontzorgen_office import OURS, Household, Office
from wegwijs.documents.models import Letter
from wegwijs.exchange.bank.intake import facts_of
from wegwijs.ledger.models import Fund
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import join_household, leave_household, share_household
from wegwijs.people.models import HouseholdMember
from wegwijs.stages.ontzorgen.commands.blocking import ask_unblock, block_payee
from wegwijs.stages.ontzorgen.commands.opening import ask_opening
from wegwijs.stages.ontzorgen.commands.payees import NumberFacts, PayeeFacts, add_payee, ask_number
from wegwijs.stages.ontzorgen.commands.proposals import propose
from wegwijs.stages.ontzorgen.commands.reading import hand_in, read_file
from wegwijs.stages.ontzorgen.commands.runs import RunKind, make_run, sign_first
from wegwijs.stages.ontzorgen.commands.settle import add_account, ask_client, ask_costs
from wegwijs.stages.ontzorgen.commands.statement import send_statement
from wegwijs.stages.ontzorgen.commands.statements import take_in
from wegwijs.stages.ontzorgen.commands.traject import judge_partner
from wegwijs.stages.ontzorgen.commands.voorschot import repay_due
from wegwijs.stages.ontzorgen.models import NameCheck, Ontzorging, Payee, StatementLine

# Where ontzorgen is about to begin; an invented account with right check digits.
NEXT, NEXT_OURS = "0523", "NL81INGB0000052300"
TOGETHER, APART = 50, 3
INTEREST, GIFT, UNSENT = 3_12, 45_00, 2


def what_waits(office: Office, households: list[Household]) -> None:
    """Something for everybody who looks today."""
    by, today = office.staff.actor("bos"), clock.today()
    repay_due(today, by=by)
    _final_statements(office, households)
    _falls_apart(office, households, today)
    _file_out_of_order(office, today)
    office.bank.comes(87_50, today, iban="NL82ABNA0617164300", name="J. Jansen", words="terugbetaling")
    office.bank.comes(GIFT, today, iban="NL44RABO0123456789", name="R. Amanuel", words="voor je fiets")
    office.bank.comes(INTEREST, today, iban="", name="", words="creditrente")
    take_in(facts_of(*office.bank.tells(today)), by=office.staff.actor("vos"))
    interest = StatementLine.objects.get(
        cents=INTEREST, booked_on=today, outcome=StatementLine.Outcome.PARKED
    )
    ask_costs(interest, "Rente, staat op het overzicht van de bank", by=by)
    _of_a_client(office, households, today)
    _blocked(office)
    propose(office.gemeente, since=today, until=today + timedelta(days=9), by=by)
    run = make_run(office.gemeente, today + timedelta(days=1), RunKind.ALL, by=by)
    if run.opdrachten.exists():
        sign_first(run, by=by)
    ask_number(
        office.payees[1],
        NumberFacts("NL24INGB0001111111", NameCheck.CLOSE, "e-mail van de verhuurder, nog niet nagebeld"),
        by=by,
    )
    _opening_balance(office)


def _of_a_client(office: Office, households: list[Household], today: date) -> None:
    """Money that nobody knew, of whom one says that it is a client's: a colleague must say so as well."""
    gift = StatementLine.objects.get(cents=GIFT, booked_on=today, outcome=StatementLine.Outcome.PARKED)
    running = [one.row for one in households if one.row and one.row.state == Ontzorging.State.LOOPT]
    # In a small region perhaps nobody is.
    if not running:
        return
    said = "De oma van de cliënt belde: zij maakte dit over voor een fiets"
    ask_client(gift, running[0], said, by=office.staff.actor("bos"))


def _blocked(office: Office) -> None:
    """Whom nobody pays any more: one asked to pay them again."""
    by, other = office.staff.actor("bos"), office.staff.actor("vos")
    made = add_payee(PayeeFacts(office.gemeente, Payee.Kind.OTHER, "Fietsenmaker Op de Dijk"), by=by)
    row = block_payee(made, "Belde zelf met een ander rekeningnummer", by=other, version=made.version)
    ask_unblock(row, "Nagebeld op het nummer van de winkel: het klopt", by=by, version=row.version)


def _final_statements(office: Office, households: list[Household]) -> None:
    """Whose ontzorgen is over got the final statement a week later, but for the last ones."""
    rows = [one.row for one in households if one.row and one.row.ended_on]
    for row in sorted(rows, key=lambda row: row.ended_on or date.max)[:-UNSENT]:
        assert row.ended_on  # noqa: S101 - only who ended
        with clock.frozen(row.ended_on + timedelta(days=7)):
            send_statement(
                row, row.ended_on.replace(day=1), by=office.staff.actor("bos"), on=clock.today(), channel=Letter.Channel.UITGEREIKT
            )  # fmt: skip


def _falls_apart(office: Office, households: list[Household], today: date) -> None:
    """Two who live together with the same duty; one of them left, and nobody judged yet who keeps what."""
    free = [
        one
        for one in households
        if one.row and one.row.state == Ontzorging.State.LOOPT and one.row.last_day > today + timedelta(days=45)
        and today - one.since > timedelta(days=TOGETHER + 7) and not one.dossier.person.memberships.exists()
    ]  # fmt: skip
    if len(free) < 2:
        return
    stays = free[0]
    leaves = next((one for one in free[1:] if one.dossier.person.sex != stays.dossier.person.sex), free[1])
    part = HouseholdMember.Part
    with clock.frozen(today - timedelta(days=TOGETHER)):
        regisseur, on = office.staff.regisseur(office.gemeente.pk), clock.today()
        join_household(stays.dossier.person, by=regisseur, part=part.HOOFD, on=on)
        share_household(stays.dossier.person, leaves.dossier.person, by=regisseur, part=part.PARTNER, on=on)
        for one in (stays, leaves):
            assert one.row  # noqa: S101 - only who has a plan
            row = Ontzorging.objects.get(pk=one.row.pk)
            judge_partner(
                row, by=office.staff.actor("bos"), partner=Ontzorging.Partner.OOK,
                reason="Zij wonen samen en hebben allebei de plicht, met elk een eigen plan.", expected_version=row.version,
            )  # fmt: skip
    with clock.frozen(today - timedelta(days=APART)):
        leave_household(
            leaves.dossier.person, by=office.staff.regisseur(office.gemeente.pk), on=clock.today()
        )


def _file_out_of_order(office: Office, today: date) -> None:
    """A large file of which the statement before it lacks: refused, with from which day."""
    other = ExampleBank(OURS, balance=office.bank.told + 250_00, told=office.bank.told + 250_00, number=900, lines=900_000)  # fmt: skip
    other.comes(19_95, today, iban="NL82ABNA0617164300", name="J. Jansen", words="terugbetaling")
    name, content = other.tells(today)
    file = hand_in(name, content, by=office.staff.actor("bos")).file
    read_file(file.pk, facts_of)


def _opening_balance(office: Office) -> None:
    """Money that stood there before Wegwijs, of whom one said and another must confirm."""
    by, gemeente = office.staff.actor("bos"), Gemeente.objects.get(pk=NEXT)
    account = add_account(gemeente, Fund.Kind.CLIENTS, NEXT_OURS, f"SDD Ontzorgen {gemeente.naam}", by=by)
    said = "Van drie cliënten, volgens de lijst uit de oude administratie van vorige week"
    ask_opening(account, 4_312_55, said, by=by)
