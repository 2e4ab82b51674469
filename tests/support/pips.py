"""Dossiers that are ready for a PIP, and a PIP that lacks nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

from support.region import TODAY, Region, make_person
from wegwijs.access.actor import Actor
from wegwijs.access.roles import PERMISSIONS, Role
from wegwijs.dossiers.commands import (
    assign_regisseur,
    open_dossier_for,
    record_event,
    set_gemeente_registration,
)
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.people.commands import add_address
from wegwijs.people.models import Address, Source
from wegwijs.stages.pip.commands import draft_pip, establish_pip, offer_pip, save_draft
from wegwijs.stages.pip.content import DoelTekst, PipContent
from wegwijs.stages.pip.models import Pip

OPENED = date(2026, 8, 20)
SETTLED = date(2026, 9, 10)
GROUPS = {
    Variant.ASIEL: ("Asielstatushouder", "Asielstatushouder"),
    Variant.GEZIN: ("Gezinsmigrant en overige migrant", "Gezinsvormer"),
}


def ready_dossier(
    region: Region, *, variant: Variant = Variant.ASIEL, bsn: str | None = "999990408", intake: bool = True
) -> Dossier:
    """Someone whom DUO reported on 20 August, settled in Dordrecht on 10 September 2026, with the intake done."""
    person = make_person(region.regisseur, bsn=bsn)
    add_address(
        person, by=region.regisseur, kind=Address.Kind.WOON, street="Spuiboulevard", number="12",
        postcode="3311 GR", place="Dordrecht", valid_from=SETTLED, source=Source.BRP,
    )  # fmt: skip
    dossier, _ = open_dossier_for(
        person, region.dordrecht, by=region.regisseur, on=OPENED, variant=variant, reason="test"
    )
    assert region.regisseur.employee
    assign_regisseur(dossier, region.regisseur.employee, by=region.regisseur, on=OPENED)
    indeling, detail = GROUPS[variant]
    duo: dict[str, Any] = {"by": region.duo, "on": OPENED, "origin": Origin.DUO}
    day = OPENED.isoformat()
    record_event(
        dossier, Kind.DUO_PLICHT, payload={"plichtig": True, "begin": day, "kennisgeving": day}, **duo
    )
    record_event(dossier, Kind.DUO_DOELGROEP, payload={"indeling": indeling, "gedetailleerd": detail}, **duo)
    set_gemeente_registration(dossier, by=region.regisseur, on=SETTLED, article_28=variant == Variant.ASIEL)
    if intake:
        record_event(dossier, Kind.INTAKE_VOLTOOID, by=region.regisseur, on=date(2026, 10, 20))
    return dossier


def good_content(dossier: Dossier, **changes: Any) -> PipContent:
    """A B1-route that lacks nothing."""
    content = PipContent(
        leerroute="B",
        niveau="B1",
        intensiteit_uren=900 if dossier.variant == Variant.ASIEL else None,
        pvt_uren=12,
        map_uren=40,
        jong_kind=False,
        voortgangsgesprekken=6,
        motivering="De toets zegt dat B1 haalbaar is. U wilt graag snel werken.",
        contact=dossier.regisseur,
        ondersteuning=("taalmaatje",),
        doelen=(DoelTekst("taal", "Ik oefen elke week Nederlands buiten de les.", "taal_oefenen"),),
    )
    return replace(content, **changes)


def drafted(region: Region, dossier: Dossier, *, on: date = TODAY, **changes: Any) -> Pip:
    """A draft by the regisseur."""
    pip = draft_pip(dossier, by=region.regisseur, on=on)
    content = good_content(dossier, **changes)
    return save_draft(pip, content, by=region.regisseur, on=on, expected_version=pip.version)


def offered(region: Region, dossier: Dossier, *, on: date = TODAY, **changes: Any) -> Pip:
    """A draft that was put forward by the regisseur."""
    return offer_pip(drafted(region, dossier, on=on, **changes), by=region.regisseur, on=on)


def established(region: Region, dossier: Dossier, *, on: date = TODAY, **changes: Any) -> Pip:
    """A PIP in force, by the mandated decision-maker."""
    return establish_pip(offered(region, dossier, on=on, **changes), by=region.decider, on=on)


def with_role(actor: Actor, role: Role) -> Actor:
    """The same person with the permissions of another role besides, everywhere it works."""
    everywhere = frozenset().union(*actor.permissions.values())
    more = dict.fromkeys(PERMISSIONS[role], everywhere)
    return replace(actor, permissions={**actor.permissions, **more}, roles=actor.roles | {role})
