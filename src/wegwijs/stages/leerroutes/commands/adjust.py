"""Begin the version of the PIP in which a change is decided: only when the law leaves it open, with its ground and explanation."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.stages.leerroutes.queries.adjust import Allowed, Change, Option, Standing, standing
from wegwijs.stages.pip.commands import revise_pip, save_draft
from wegwijs.stages.pip.content import content_of
from wegwijs.stages.pip.models import Niveau, Pip, Route, Wisselgrond


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody proposes. ``ground``: of another route ("" for A2); ``why`` is read by the inburgeraar; ``judgement``: by employees,
    where the law asks one; ``effort``: the inburgeraar made enough of it (A2)."""

    change: Change
    why: str
    ground: Wisselgrond | None = None
    judgement: str = ""
    effort: bool = False


@transaction.atomic
def adjust_pip(dossier: Dossier, wanted: Wanted, *, by: Actor, on: date) -> Pip:
    """A draft of the next version with the change in it, the hours counted from the ledger; the rest is as it was (R-SW, R-600, T-10).

    Raises NotAllowed without the right there; DomainError where the law refuses, with its article, and for a special case that nobody
    explained (refused by default, Bi 5.4(3)).
    """
    by.require(Permission.PIP_DRAFT, dossier.gemeente_id)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    now = standing(dossier)
    option = now.of(wanted.change)
    if option is None:
        raise DomainError("Dit is al zo in het PIP. Kies een andere wijziging.", field="change")
    _check(option, wanted)
    draft = revise_pip(dossier, by=by, on=on)
    content = content_of(draft)
    if wanted.change is Change.A2:
        changed = replace(
            content, niveau=Niveau.A2.value, afschaal_uren=sum(now.made), afschaal_inspanning=wanted.effort,
            wisselmotief=wanted.why, oordeel=wanted.judgement,
        )  # fmt: skip
    else:
        to = Route(wanted.change.value)
        level = Niveau.A2 if to is Route.Z else Niveau.B1
        changed = replace(
            content, leerroute=to.value, niveau=level.value, wisselgrond=wanted.ground.value if wanted.ground else "",
            wisselmotief=wanted.why, oordeel=wanted.judgement,
            map_uren=None if to is Route.ONDERWIJS else content.map_uren, examens_z_route=(),
        )  # fmt: skip
    return save_draft(draft, changed, by=by, on=on, expected_version=draft.version)


def _check(option: Option, wanted: Wanted) -> None:
    said = " ".join(option.why).replace("**", "")
    if option.allowed is Allowed.NEE:
        raise DomainError(said, field="change", artikel=option.rules[0].artikelen[0])
    if wanted.change is Change.A2:
        if not wanted.effort:
            raise DomainError(
                "Afschalen kan alleen als de inburgeraar zich voldoende inspande. Leg dat oordeel vast, of laat het niveau B1.",
                field="effort", artikel=option.rules[0].artikelen[0],
            )  # fmt: skip
        if not wanted.judgement:
            raise DomainError(
                "Schrijf op waarom B1 niet lukt, en wat de school daarvan vindt.", field="judgement"
            )
        return
    if wanted.ground is None:
        raise DomainError(
            "Kies de reden van het wisselen.", field="ground", artikel=option.rules[-1].artikelen[0]
        )
    special = wanted.ground is Wisselgrond.BIJZONDER
    if option.allowed is Allowed.BIJZONDER and not special:
        raise DomainError(
            f"{option.why[0]} Houd de huidige route, of leg een bijzondere individuele omstandigheid vast.".replace("**", ""),
            field="ground", artikel=option.rules[0].artikelen[0],
        )  # fmt: skip
    if special and option.allowed is Allowed.JA:
        raise DomainError(
            "Er is nog tijd om gewoon te wisselen. Een bijzonder geval is daarvoor geen reden: kies minder of meer voortgang.",
            field="ground", artikel=option.rules[-1].artikelen[0],
        )  # fmt: skip
    if special and not wanted.judgement:
        raise DomainError(
            "Schrijf op wat er bijzonder is aan dit geval; zonder motivering wordt het geweigerd.", field="judgement",
            artikel=option.rules[0].artikelen[0],
        )  # fmt: skip


def blocked(now: Standing) -> str:
    """Why no version can be begun now; "" when one can."""
    if now.route is None:
        return "Er geldt nog geen PIP: er valt niets te wijzigen."
    if not now.here:
        return "Het PIP staat niet in Wegwijs. Stel het eerst hier op."
    if now.busy:
        return "Er is al een nieuwe versie in de maak. Werk daarin verder, of laat haar vervallen."
    return ""
