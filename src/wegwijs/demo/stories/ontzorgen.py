"""A year of financieel ontzorgen in Dordrecht: forty households in every phase, their bills and leefgeld paid each week, and what the bank told."""

from collections.abc import Callable
from datetime import date, timedelta

from wegwijs import clock
from wegwijs.demo.bank import ExampleBank
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories.ontzorgen_office import (
    GEMEENTES,
    HERE,
    MANY,
    OURS,
    PAYEES,
    SDD,
    TAX,
    WEEKS,
    Household,
    Office,
)
from wegwijs.demo.stories.ontzorgen_waiting import what_waits
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, State, Variant
from wegwijs.errors import DomainError
from wegwijs.exchange.bank.intake import facts_of
from wegwijs.ledger.models import Fund
from wegwijs.organisations.models import Gemeente
from wegwijs.stages.ontzorgen.commands.geldsignalen import Found, escalate, report_signal
from wegwijs.stages.ontzorgen.commands.handover import (
    begin_handover,
    finish_handover,
    pay_out,
    release_cost,
    release_income,
    tick,
)
from wegwijs.stages.ontzorgen.commands.payees import (
    PayeeFacts,
    add_payee,
)
from wegwijs.stages.ontzorgen.commands.plan import Bill, Expected, add_cost, add_income, redirect
from wegwijs.stages.ontzorgen.commands.proposals import propose
from wegwijs.stages.ontzorgen.commands.runs import (
    RunKind,
    hand_over,
    make_run,
    release,
    sign_first,
    withdraw,
)
from wegwijs.stages.ontzorgen.commands.selfreliance import record_levels
from wegwijs.stages.ontzorgen.commands.settle import add_account
from wegwijs.stages.ontzorgen.commands.statements import take_in
from wegwijs.stages.ontzorgen.commands.traject import Start, begin, sign, start
from wegwijs.stages.ontzorgen.commands.voorschot import Asked, ask_advance, decide_advance
from wegwijs.stages.ontzorgen.models import (
    Geldsignaal,
    Inkomensoort,
    Interval,
    Kostensoort,
    Machtiging,
    Ontzorging,
    Overdrachtsstap,
    Payee,
    PaymentOrder,
    Zelftaak,
)

# In which weeks the bank books the run of leefgeld as one sum, and how many of its orders lack in that.
ONE_SUM = {WEEKS - 2: 0, WEEKS - 1: 1}
W, K, I = Machtiging.Waarvoor, Kostensoort, Inkomensoort  # noqa: E741 - as the enumerations they stand for


def ontzorgen(staff: Staff, say: Callable[[str], None] = lambda step: None) -> None:
    """Week by week from a year ago; what is left of this week waits for who looks. ``say`` hears how far it is."""
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=WEEKS)
    office = Office(staff, Gemeente.objects.get(pk=HERE), ExampleBank(OURS))
    with clock.frozen(first - timedelta(days=3)):
        _open(office)
    households = _households(first, today)
    for turn in range(WEEKS + 1):
        _week(office, households, first + timedelta(weeks=turn), turn)
        say(f"ontzorgen: week {turn} van {WEEKS} in {office.gemeente.naam}")
    what_waits(office, households)


def _open(office: Office) -> None:
    by = office.staff.actor("bos")
    add_account(office.gemeente, Fund.Kind.CLIENTS, OURS, "SDD Ontzorgen Dordrecht", by=by)
    add_account(office.gemeente, Fund.Kind.GEMEENTE, GEMEENTES, "Gemeente Dordrecht", by=by)
    for name, kind, iban in PAYEES:
        made = add_payee(PayeeFacts(office.gemeente, kind, name), by=by)
        office.number(made, iban)
        office.payees.append(made)


def _households(first: date, today: date) -> list[Household]:
    """Who got bijstand in that year, or gets it in this story; spread over all of it."""
    rows = (
        Dossier.objects.filter(gemeente=HERE, variant=Variant.ASIEL, state=State.OPEN, person__died_on=None)
        .exclude(gebeurtenissen__kind__in=[Kind.BIJSTAND_RECHT, Kind.BIJSTAND_EINDE])
        .select_related("person", "gemeente")
        .order_by("opened_on", "number")
    )
    found: list[Household] = []
    step = (today - first).days // MANY
    for place, dossier in enumerate(rows[: 3 * MANY]):
        since = max(first + timedelta(days=step * len(found)), dossier.opened_on + timedelta(days=21))
        if since <= today - timedelta(days=4) and len(found) < MANY:
            found.append(Household(dossier, since, 1_320_00 + place % 7 * 23_50, 1 + place % 3))
    return sorted(found, key=lambda one: one.since)


def _week(office: Office, households: list[Household], monday: date, turn: int) -> None:
    """Begin with who is new, let money come, pay on Thursday, read the statement on Friday, and end with who is ready."""
    for one in households:
        if one.row is None and not one.out and one.since + timedelta(days=3) < monday + timedelta(days=4):
            _begin(office, one, max(monday, one.since + timedelta(days=3)))
    if turn == WEEKS:
        return
    for one in households:
        _income(office, one, monday)
    if monday.day <= 7 and monday.month % 3 == 0:
        office.bank.comes(
            2_000_00, monday, iban=GEMEENTES, name="Gemeente Dordrecht", words="voorschotten ontzorgen"
        )
    _read(office, monday + timedelta(days=1))
    _pay(office, monday, turn)
    _read(office, monday + timedelta(days=4))
    for place, one in enumerate(households):
        _grow(office, one, place, monday + timedelta(days=4))
        _bridge(office, one, place, monday + timedelta(days=1))
        _end(office, one, monday + timedelta(days=4))


def _begin(office: Office, one: Household, on: date) -> None:
    """The right, the decision, what was signed, the plan; the own account a day later, so that leefgeld can go there."""
    by = office.staff.actor("bos")
    with clock.frozen(on):
        regisseur = office.staff.regisseur(HERE)
        record_event(one.dossier, Kind.BIJSTAND_RECHT, by=regisseur, on=one.since)
        one.dossier.refresh_from_db()
        try:
            row = start(
                one.dossier,
                Start(on, f"Z-{on.year}-{one.dossier.number[-4:]}", Ontzorging.Partner.GEEN),
                by=by,
            )
        except DomainError:
            # Not everybody is under the duty by what is known of them; they have no plan.
            one.out = True
            return
        if row.since > on:
            # The duty begins later: this one stays in preparation, with no plan yet.
            one.out = True
            return
        for voor in (W.VASTE_LASTEN, W.LEEFGELD, W.TOESLAGEN):
            sign(row, voor, by=by, signed_on=on, reference="kast 3, map ontzorgen")
        _plan(office, one, row, on)
        one.row = begin(row, by=by)


def _plan(office: Office, one: Household, row: Ontzorging, on: date) -> None:
    by, rent, place = office.staff.actor("bos"), 512_40 + one.benefit % 1_000, one.benefit % 2
    one.own = add_payee(
        PayeeFacts(office.gemeente, Payee.Kind.CLIENT, str(one.dossier.person)[:70], one.dossier), by=by
    )
    office.number(one.own, _iban(one.dossier.number))
    month = (on.replace(day=1) + timedelta(days=32)).replace(day=1)
    bills = (
        (K.HUUR, rent, office.payees[place], f"huur {one.dossier.number}", 0),
        (K.ENERGIE, 142_00, office.payees[2], f"klant {one.dossier.number}", 4),
        (K.WATER, 18_50, office.payees[3], f"klant {one.dossier.number}", 4),
        (K.ZORG, 148_75, office.payees[4], f"polis {one.dossier.number}", 0),
    )
    for soort, cents, payee, reference, days in bills:
        first = month + timedelta(days=days)
        add_cost(row, Bill(soort, cents, Interval.MAAND, first, payee=payee, reference=reference[:35]), by=by)
    thursday = on + timedelta(days=(3 - on.weekday()) % 7 + 7)
    add_cost(row, Bill(K.LEEFGELD, 65_00, Interval.WEEK, thursday, payee=one.own), by=by)
    expected = (
        (I.BIJSTAND, "Sociale Dienst Drechtsteden", one.benefit, on + timedelta(days=4)),
        (I.ZORGTOESLAG, "Belastingdienst Toeslagen", 127_00, month + timedelta(days=30 * one.late + 19)),
        (I.HUURTOESLAG, "Belastingdienst Toeslagen", 204_00, month + timedelta(days=30 * one.late + 19)),
    )
    for kind, sender, cents, first in expected:
        income = Expected(kind, sender, cents, cents * 9 // 10, cents * 11 // 10, Interval.MAAND, first)
        made = add_income(row, income, by=by)
        if kind is not I.HUURTOESLAG:
            redirect(made, by=by, on=on, expected_version=made.version)


def _iban(number: str) -> str:
    """An invented account of a client, with right check digits."""
    digits = "".join(filter(str.isdigit, number))[-9:].zfill(10)
    check = (
        98 - int(f"{''.join(str(ord(c) - 55) for c in 'INGB')}{digits}{ord('N') - 55}{ord('L') - 55}00") % 97
    )
    return f"NL{check:02d}INGB{digits}"


def _income(office: Office, one: Household, monday: date) -> None:
    """What was expected this week, a little more or less; now and then it doesn't come."""
    if one.row is None:
        return
    number = f"dossier {one.dossier.number}"
    for income in one.row.inkomsten.filter(here=True):
        for on in (monday + timedelta(days=n) for n in range(-6, 1)):
            due = on >= income.first_on and on.day == income.first_on.day
            if not due or (income.last_on and on > income.last_on) or office.chance.random() < 0.04:
                continue
            iban = SDD if income.soort == I.BIJSTAND else TAX
            office.bank.comes(income.cents, monday, iban=iban, name=income.sender, words=number)


def _read(office: Office, on: date) -> None:
    with clock.frozen(on):
        take_in(facts_of(*office.bank.tells(on)), by=office.staff.actor("vos"))


def _pay(office: Office, monday: date, turn: int) -> None:
    """What falls due until next Wednesday: proposed, signed by two, carried out, and now and then sent back. In the last weeks leefgeld is a run of its own,
    which the bank books as one sum."""
    on = monday + timedelta(days=2)
    kinds = (RunKind.WEEK, RunKind.MONTH) if turn in ONE_SUM else (RunKind.ALL,)
    with clock.frozen(on):
        propose(office.gemeente, since=on, until=on + timedelta(days=6), by=office.staff.actor("bos"))
        for kind in kinds:
            _run(office, kind, on, ONE_SUM[turn] if kind is RunKind.WEEK else None)


def _run(office: Office, kind: RunKind, on: date, lacking: int | None) -> None:
    """``lacking``: the bank books it as one sum without so many of its orders; None: each for itself."""
    first, other = office.staff.actor("bos"), office.staff.actor("vos")
    waits = PaymentOrder.objects.filter(ontzorging__dossier__gemeente=HERE, state=PaymentOrder.State.PROPOSED)
    if not waits.exists():
        return
    run = make_run(office.gemeente, on + timedelta(days=1), kind, by=first)
    if not run.opdrachten.exists():
        # Too little on the accounts for any of it, in this week.
        withdraw(run, "niets te betalen", by=first)
        return
    run = sign_first(run, by=first)
    run = release(run, run.sha256, by=other)
    content = bytes(hand_over(run, by=other).content)
    if lacking is not None:
        office.bank.takes_as_one(content, on + timedelta(days=1), lacking=lacking)
        return
    office.bank.takes(content, on + timedelta(days=1))
    if office.chance.random() < 0.08:
        order = office.chance.choice(list(run.opdrachten.order_by("end_to_end")))
        office.bank.sends_back(order.end_to_end, order.cents, on + timedelta(days=2), iban=order.iban, name=order.name, code="AC04")  # fmt: skip


def _bridge(office: Office, one: Household, place: int, on: date) -> None:
    """Who waits longest for toeslagen gets an advance, allowed by the teamleider, paid back when they come."""
    if one.row is None or place % 9 or one.row.voorschotten.exists() or (on - one.since).days < 30:
        return
    late = one.row.inkomsten.filter(soort=I.HUURTOESLAG).first()
    with clock.frozen(on):
        asked = Asked(
            240_00,
            "De huurtoeslag is nog niet binnen; de huur moet betaald.",
            on + timedelta(days=60),
            80_00,
            late,
        )
        try:
            made = ask_advance(one.row, asked, by=office.staff.actor("bos"))
            decide_advance(made, by=office.staff.actor("visser"), grant=True)
        except DomainError:
            return


def _grow(office: Office, one: Household, place: int, on: date) -> None:
    """Every eight weeks VluchtelingenWerk looks how far somebody is; one in eight has a debt."""
    if one.row is None or one.row.state == Ontzorging.State.KLAAR:
        return
    weeks = (on - one.since).days // 7
    levels = list(Zelftaak.Niveau)
    with clock.frozen(on):
        if weeks and weeks % 8 == 0:
            level = levels[min(weeks // 8, 3)]
            tasks = list(Zelftaak.Taak)[: 3 + place % 5]
            try:
                record_levels(one.row, dict.fromkeys(tasks, level), by=office.staff.actor("bos"), on=on)
            except DomainError:
                return
        if weeks == 9 and place % 8 == 1:
            found = Found(
                Geldsignaal.Soort.ACHTERSTAND,
                on - timedelta(days=20),
                "Telecom Nu",
                184_50,
                "Oude rekening van een telefoon.",
            )
            made = report_signal(one.row, found, by=office.staff.actor("bos"))
            if place % 16 == 1:
                specialist = office.staff.actor("vos").employee
                assert specialist  # noqa: S101 - an employee
                escalate(made, specialist, by=office.staff.actor("bos"), version=made.version)


def _end(office: Office, one: Household, on: date) -> None:
    """Four weeks before the end the handover begins; in the last week what is left is paid out; then it is over."""
    row = one.row
    if row is None or row.state == Ontzorging.State.KLAAR or on < row.last_day - timedelta(days=30):
        return
    by = office.staff.actor("bos")
    with clock.frozen(on):
        if row.state == Ontzorging.State.LOOPT:
            one.row = row = begin_handover(row, by=by)
        if on < row.last_day - timedelta(days=9):
            return
        for step in row.overdrachtsstappen.filter(done_on=None).select_related("kostenpost"):
            _step(office, step, on)
        try:
            if (
                one.own
                and not row.opdrachten.filter(
                    kostenpost=None, state__in=("voorgesteld", "in_run", "vrijgegeven")
                ).exists()
            ):
                pay_out(row, one.own, by=by)
        except DomainError:
            pass
        if on > row.last_day:
            fresh = Ontzorging.objects.get(pk=row.pk)
            try:
                one.row = finish_handover(fresh, by=by, on=on, version=fresh.version)
            except DomainError:
                return


def _step(office: Office, step: Overdrachtsstap, on: date) -> None:
    by = office.staff.actor("bos")
    for act in (release_cost, release_income):
        try:
            act(step, by=by, on=on + timedelta(days=1))
        except DomainError:
            continue
        return
    try:
        tick(step, by=by, on=on)
    except DomainError:
        return
