"""Begin ontzorgen: the right, the decision, what was signed, the partner, who keeps it, and from when anything is paid."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record
from wegwijs.audit.models import Action
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import Conflict, DomainError
from wegwijs.stages.ontzorgen.commands.after import without_bsn
from wegwijs.stages.ontzorgen.grounds import basis_of, lacking, law_of, right_of
from wegwijs.stages.ontzorgen.models import Machtiging, Ontzorging
from wegwijs.ui.format import day
from wi2021.grondslag import pw
from wi2021.ontzorgen import Vervolg, Vervolgkeuze

EDIT = Permission.MONEY_EDIT
S = Ontzorging.State
# No agreement reaches further: somebody who needs longer needs another kind of help.
LONGEST_DAYS = 3 * 366


@dataclass(frozen=True, slots=True)
class Start:
    """With what ontzorgen is prepared. ``again`` with ``again_reason``: the judgement on a second right to bijstand."""

    decided_on: date | None = None
    decision: str = ""
    partner: str = ""
    partner_reason: str = ""
    again: str = ""
    again_reason: str = ""

    @property
    def chosen(self) -> Vervolgkeuze | None:
        """That judgement, when there is one."""
        return Vervolgkeuze(Vervolg[self.again], self.again_reason) if self.again else None


@transaction.atomic
def start(dossier: Dossier, wanted: Start, *, by: Actor) -> Ontzorging:
    """Prepare ontzorgen for who has the duty by law; ``by`` keeps it.

    Raises NotAllowed without the right there; DomainError for a closed dossier, one that is ontzorgd already, who doesn't have the duty
    or isn't known to have it (with article and reason), and a judgement without a reason.
    """
    by.require(EDIT, dossier.gemeente_id)
    held = Dossier.objects.select_for_update(of=("self",)).select_related("person", "gemeente", "regisseur").get(pk=dossier.pk)  # fmt: skip
    if not held.is_open:
        raise DomainError("Dit dossier is gesloten. Ontzorgen begint in een open dossier.")
    if Ontzorging.objects.filter(dossier=held).exclude(state=S.KLAAR).exists():
        raise DomainError("Deze persoon wordt al ontzorgd. Ga verder in het plan dat er is.")
    if wanted.again and not wanted.again_reason.strip():
        raise DomainError(
            "Schrijf op waarom het college zo oordeelt over het tweede recht.", field="again_reason"
        )
    found = right_of(law_of(held), chosen=wanted.chosen)
    period = found.value
    if period is None:
        raise DomainError(" ".join(found.uitleg).replace("**", ""), artikel=found.regel.artikelen[0])
    if period.tot < clock.today():
        raise DomainError(
            f"De plicht liep tot en met {day(period.tot)}: {period.einde.value}.", artikel=pw("56a", "2")
        )
    judged(wanted.partner, wanted.partner_reason)
    without_bsn(decision=wanted.decision, partner_reason=wanted.partner_reason, again_reason=wanted.again_reason)  # fmt: skip
    _not_ahead(wanted.decided_on, "decided_on")
    made = Ontzorging.objects.create(
        dossier=held, administrator=by.employee, since=period.vanaf, last_day=period.tot, decided_on=wanted.decided_on,
        decision=wanted.decision.strip(), partner=wanted.partner, partner_reason=wanted.partner_reason.strip(),
        partner_judged_by=by.label if wanted.partner else "", made_by=by.user, label=by.label, made_at=clock.now(),
    )  # fmt: skip
    more = {"vervolg": wanted.again, "motief": wanted.again_reason.strip()} if wanted.again else {}
    _tell(made, f"wordt voorbereid, tot en met {day(made.last_day)}", by=by, **more)
    return made


def judged(partner: str, reason: str) -> None:
    """Raises DomainError for a judgement on the partner without a reason."""
    if partner not in ("", Ontzorging.Partner.GEEN) and not reason.strip():
        raise DomainError(
            "Schrijf op waarom. De wet zegt niet wat geldt als partners samen bijstand hebben; dit is uw oordeel.",
            field="partner_reason",
        )


def _not_ahead(on: date | None, field: str) -> None:
    if on is not None and on > clock.today():
        raise DomainError("Deze dag komt nog. Kies vandaag of eerder.", field=field)


def _tell(ontzorging: Ontzorging, said: str, *, by: Actor, **more: str) -> None:
    """On the timeline: how it stands, and nothing of amounts."""
    record_event(
        ontzorging.dossier, Kind.ONTZORGEN, by=by, on=clock.today(),
        payload={"ontzorging": str(ontzorging.pk), "stand": ontzorging.state, **more}, summary=said,
    )  # fmt: skip


def held_for_edit(ontzorging: Ontzorging, by: Actor) -> Ontzorging:
    """The row, for nobody else to change meanwhile. Raises NotAllowed without the right there, DomainError when it has ended."""
    current = (
        Ontzorging.objects.select_for_update(of=("self",))
        .select_related("dossier__person", "dossier__gemeente", "dossier__regisseur", "administrator")
        .get(pk=ontzorging.pk)
    )
    by.require(EDIT, current.dossier.gemeente_id)
    if current.state == S.KLAAR:
        raise DomainError("Het ontzorgen van deze persoon is afgerond. Er verandert niets meer in het plan.")
    return current


def noted(ontzorging: Ontzorging, what: str, *, by: Actor) -> None:
    """That something in a plan changed, in the audit; never whom or how much."""
    record(
        by=by, action=Action.CHANGE, kind="ontzorging", key=ontzorging.pk, gemeente=ontzorging.dossier.gemeente_id,
        detail=what,
    )  # fmt: skip


def _saved(current: Ontzorging, what: str, *, by: Actor) -> Ontzorging:
    current.version += 1
    current.save()
    noted(current, what, by=by)
    return current


def unchanged(current: Ontzorging, expected: int, **theirs: str) -> None:
    """Raises Conflict when a colleague changed it since."""
    if current.version != expected:
        raise Conflict(
            "Een collega heeft dit net gewijzigd.", theirs=theirs, version=current.version,
            what="Financieel ontzorgen",
        )  # fmt: skip


@transaction.atomic
def decide(
    ontzorging: Ontzorging, *, by: Actor, decided_on: date, decision: str, expected_version: int
) -> Ontzorging:
    """The decision that attaches the duty to the bijstand, and belongs to the PIP (O-03).

    Raises Conflict when a colleague changed it since; DomainError for a day to come or without where it lies.
    """
    current = held_for_edit(ontzorging, by)
    unchanged(
        current,
        expected_version,
        decision=current.decision,
        decided_on=day(current.decided_on) if current.decided_on else "",
    )
    _not_ahead(decided_on, "decided_on")
    if not decision.strip():
        raise DomainError(
            "Vul het kenmerk van het besluit in, zodat het terug te vinden is.", field="decision"
        )
    without_bsn(decision=decision)
    current.decided_on, current.decision = decided_on, decision.strip()
    return _saved(current, "besluit vastgelegd", by=by)


@transaction.atomic
def judge_partner(
    ontzorging: Ontzorging, *, by: Actor, partner: str, reason: str, expected_version: int
) -> Ontzorging:
    """How the duty of a partner stands to this one: a judgement, with why (law 0.3).

    Raises Conflict when a colleague changed it since; DomainError without a reason where it is a judgement.
    """
    current = held_for_edit(ontzorging, by)
    unchanged(
        current,
        expected_version,
        partner=current.get_partner_display(),
        partner_reason=current.partner_reason,
    )
    if partner not in Ontzorging.Partner.values:
        raise DomainError("Kies hoe het met een partner staat.", field="partner")
    judged(partner, reason)
    without_bsn(partner_reason=reason)
    current.partner, current.partner_reason, current.partner_judged_by = partner, reason.strip(), by.label
    return _saved(current, "oordeel over de partner", by=by)


@transaction.atomic
def judge_toeslagen(
    ontzorging: Ontzorging, *, by: Actor, toeslagen: str, reason: str, expected_version: int
) -> Ontzorging:
    """Whether toeslagen may come to our account: a volmacht alone may not do, and nobody knows for sure (law 0.3 at O-02).

    Raises Conflict when a colleague changed it since; DomainError without a choice or a reason.
    """
    current = held_for_edit(ontzorging, by)
    unchanged(
        current,
        expected_version,
        toeslagen=current.get_toeslagen_display(),
        toeslagen_reason=current.toeslagen_reason,
    )
    if toeslagen not in Ontzorging.Toeslagen.values:
        raise DomainError("Kies waar de toeslagen binnenkomen.", field="toeslagen")
    if not reason.strip():
        raise DomainError(
            "Schrijf op waarom, en wie dat zei. Zeker is het niet; dit is uw oordeel.",
            field="toeslagen_reason",
        )
    without_bsn(toeslagen_reason=reason)
    current.toeslagen, current.toeslagen_reason = toeslagen, reason.strip()
    current.toeslagen_judged_by, current.toeslagen_judged_at = by.label, clock.now()
    return _saved(current, "oordeel over toeslagen", by=by)


@transaction.atomic
def take_over(ontzorging: Ontzorging, *, by: Actor) -> Ontzorging:
    """Who acts keeps this money from now on; once more changes nothing."""
    current = held_for_edit(ontzorging, by)
    if current.administrator == by.employee:
        return current
    current.administrator = by.employee
    return _saved(current, "andere administrateur", by=by)


@transaction.atomic
def agree_longer(
    ontzorging: Ontzorging, *, by: Actor, until: date, reason: str, expected_version: int
) -> Ontzorging:
    """Agreed with the person: we go on until this day, after the duty (O-04).

    Raises Conflict when a colleague changed it since; DomainError for a day within the duty or years ahead, and without a reason.
    """
    current = held_for_edit(ontzorging, by)
    theirs = day(current.agreed_until) if current.agreed_until else ""
    unchanged(current, expected_version, agreed_until=theirs, agreed_reason=current.agreed_reason)
    if not 0 < (until - current.last_day).days <= LONGEST_DAYS:
        raise DomainError(
            f"De plicht loopt tot en met {day(current.last_day)}. Kies een dag daarna, binnen drie jaar.",
            field="agreed_until",
        )
    if not reason.strip():
        raise DomainError(
            "Schrijf op waarom het langer duurt. De wet kent geen verlenging; dit is een afspraak.",
            field="agreed_reason",
            artikel=pw("56a", "2"),
        )
    without_bsn(agreed_reason=reason)
    current.agreed_until, current.agreed_reason = until, reason.strip()
    saved = _saved(current, "langer, in overleg", by=by)
    _tell(saved, f"in overleg langer, tot en met {day(until)}", by=by)
    return saved


@transaction.atomic
def sign(
    ontzorging: Ontzorging, voor: Machtiging.Waarvoor, *, by: Actor, signed_on: date, reference: str
) -> Machtiging:
    """The person signed for something on a day; ``reference`` says where the paper lies.

    Raises DomainError for a day to come, without where it lies, and when one for the same stands.
    """
    current = held_for_edit(ontzorging, by)
    _not_ahead(signed_on, "signed_on")
    if not reference.strip():
        raise DomainError("Schrijf op waar het getekende stuk ligt.", field="reference")
    without_bsn(reference=reference)
    if current.machtigingen.filter(voor=voor, withdrawn_on=None).exists():
        raise DomainError(
            "Hiervoor is al een machtiging. Trek die eerst in als er een nieuwe is.", field="voor"
        )
    made = Machtiging.objects.create(
        ontzorging=current, voor=voor, signed_on=signed_on, reference=reference.strip(), label=by.label,
        recorded_at=clock.now(),
    )  # fmt: skip
    noted(current, f"machtiging: {voor.value}", by=by)
    return made


@transaction.atomic
def withdraw_consent(machtiging: Machtiging, *, by: Actor, on: date) -> Machtiging:
    """The person takes it back: from that day on we pay and collect nothing on it. Once more changes nothing.

    Raises DomainError for a day to come or before it was signed.
    """
    current = held_for_edit(machtiging.ontzorging, by)
    row = Machtiging.objects.select_for_update().get(pk=machtiging.pk)
    if row.withdrawn_on is not None:
        return row
    _not_ahead(on, "on")
    if on < row.signed_on:
        raise DomainError(f"Getekend is op {day(row.signed_on)}. Kies die dag of later.", field="on")
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
    noted(current, f"machtiging ingetrokken: {row.voor}", by=by)
    return row


@transaction.atomic
def begin(ontzorging: Ontzorging, *, by: Actor) -> Ontzorging:
    """From now on this plan is paid; once more changes nothing.

    Raises DomainError as long as something is missing that the law or the plan asks, naming all of it.
    """
    current = held_for_edit(ontzorging, by)
    if current.state != S.VOORBEREIDEN:
        return current
    today = clock.today()
    lacks = lacking(
        basis_of(current, on=today), list(current.kosten.all()), list(current.inkomsten.all()), on=today
    )
    if lacks:
        named = "; ".join(dict.fromkeys(one.what for one in lacks))
        raise DomainError(f"Er kan nog niets betaald worden. Nog nodig: {named}.")
    current.state = S.LOOPT
    saved = _saved(current, "loopt", by=by)
    _tell(saved, f"loopt, tot en met {day(saved.last_day)}", by=by)
    return saved
