"""Tell DUO of an offer, by DUO's own rules, and take it back (DUO-AAN-01 to -07)."""

from django.urls import reverse

from wegwijs import clock
from wegwijs.contracts.models import Keurmerk
from wegwijs.dossiers.commands import add_task
from wegwijs.dossiers.facts import facts_of
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import timeline
from wegwijs.messages.commands import queue_outbound
from wegwijs.messages.models import OutboundMessage
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod
from wegwijs.stages.pip.queries import current_pip
from wi2021.facts import Leerroute
from wi2021.leerroutes import AanbodVoorDuo, check_aanbod

OFFERED, TAKEN_BACK = "aanbod", "aanbod_intrekken"


def tell_offer(row: Inburgeringsaanbod, dossier: Dossier) -> None:
    """Once a school has a place, and again when the last day changes: what is delivered for a school replaces what was (DUO-AAN-07).

    What DUO would refuse isn't sent: the regisseur gets a task that says why.
    """
    assert row.answered_on  # noqa: S101 - there is an offer since the school answered
    marks = _marks(row)
    facts = facts_of(dossier.gemeente_id, timeline(dossier))
    begins = row.began_on or row.starts_on
    ends = row.ended_on or row.ends_on
    education = row.cursus.route == Leerroute.ONDERWIJS.value
    offer = AanbodVoorDuo(
        row.answered_on, keurmerk=Keurmerk.Kind.BOW in marks, tst=Keurmerk.Kind.TST in marks,
        start_tst=begins if education else None, einde_cursus=ends,
    )  # fmt: skip
    if faults := check_aanbod(offer, facts):
        add_task(
            dossier, "Inburgeringsaanbod kan nog niet naar DUO", why=f"{faults[0].zin}. {faults[0].remedie}"[:240],
            due_on=clock.today(), link=reverse("leerroutes:place", args=[dossier.pk]), source_key=f"aanbod:duo:{row.pk}",
        )  # fmt: skip
        return
    pip = current_pip(dossier)
    _queue(
        row, dossier, OFFERED, datum=row.answered_on.isoformat(), start=begins.isoformat(), einde=ends.isoformat(),
        alfabetisering=pip.alfabetisering if pip else "NVT",
    )  # fmt: skip


def take_offer_back(row: Inburgeringsaanbod, dossier: Dossier) -> None:
    """An offer that was told never came to lessons. Nothing is sent of one that never went."""
    if OutboundMessage.objects.filter(key__startswith=f"{OFFERED}:{row.pk}:").exists():
        _queue(row, dossier, TAKEN_BACK)


def _marks(row: Inburgeringsaanbod) -> dict[str, str]:
    """The number of the school at DUO by the kind of its keurmerk, of those that hold on the day of the offer."""
    held = Keurmerk.objects.filter(
        supplier=row.organisation_id, valid_from__lte=row.answered_on, valid_to__gte=row.answered_on
    )
    return dict(held.order_by("valid_to").values_list("kind", "number"))


def _queue(row: Inburgeringsaanbod, dossier: Dossier, kind: str, **payload: str) -> None:
    before = f"{kind}:{row.pk}:"
    turn = 1 + OutboundMessage.objects.filter(key__startswith=before).count()
    marks = _marks(row)
    school = {"instelling": next(iter(marks.values()), ""), "school": row.organisation.name}
    queue_outbound(
        partner="duo", kind=kind, key=f"{before}{turn}", gemeente=dossier.gemeente_id, payload={**school, **payload},
        dossier_id=dossier.pk,
    )  # fmt: skip
