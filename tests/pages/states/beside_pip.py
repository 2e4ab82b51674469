"""Who is behind, places at employers, and the official form of the participatieverklaring."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from pages.states.state import State
from pages.states.world import World
from support.modules import planned
from support.region import TODAY, make_dossier
from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.hours.commands import Done, record_hours
from wegwijs.hours.models import Soort
from wegwijs.stages.participatie.commands import (
    Offer,
    add_place,
    change_place,
    end_placement,
    place_somebody,
    put_form_in_force,
)
from wegwijs.stages.participatie.models import (
    Plaatsing,
    Plaatsingseinde,
    Taaleis,
    Urenstand,
    Verklaringstekst,
    Werkplek,
)

KEY = UUID("55555555-5555-4555-8555-555555555555")
WEEK = timedelta(weeks=1)
PDF = b"%PDF-1.7 het formulier"
OFFER = Offer(
    "Bakkerij De Halm", "Dordrecht", "P. Vos", "0781234567", "Brood inpakken en bezorgen", 1, TODAY - WEEK, None,
    Taaleis.A1, "bus 4 vanaf het station, tien minuten",
)  # fmt: skip


def states(world: World) -> Iterator[State]:
    """Every page that stands beside one dossier's PVT and MAP."""
    yield from _behind(world)
    yield from _places(world)
    yield from _placing(world)
    yield from _forms(world)


def _behind(w: World) -> Iterator[State]:
    by = w.region.regisseur
    yield State("nobody", "/participatie/", w.region.outsider)
    yield State("some", "/participatie/", by, before=lambda: _late(w))
    yield State("all filters", "/participatie/?wanneer=achter&van=mij&gemeente=0505&route=B&deel=map", by, before=lambda: _late(w))  # fmt: skip
    yield State("nothing of that kind", "/participatie/?route=O&wanneer=stil", by)
    yield State("past the end", f"/participatie/?na=9999-12-31_{UUID(int=(1 << 128) - 1)}", by)
    yield State("not yours", "/participatie/", w.region.counsellor, status=404)
    late = f"/participatie/{w.dossiers.sent.pk}/"
    yield State("beside the PIP", late, by, before=lambda: _late(w))


def _places(w: World) -> Iterator[State]:
    by, base = w.region.regisseur, "/werkplekken/"
    one = f"{base}{KEY}/"
    yield State("none", base, by)
    yield State("some", base, by, before=lambda: _placed(w))
    yield State("nothing free", f"{base}?vrij=ja&taal=A1", by, before=lambda: _placed(w))
    yield State("not yours", base, w.region.administrator, status=404)
    yield State("nobody there", one, by, before=lambda: _place(w))
    yield State("somebody there", one, by, before=lambda: _placed(w))
    yield State("seen from elsewhere", one, w.region.outsider, before=lambda: _placed(w))
    yield State("not there", one, by, status=404)
    yield State("to fill in", f"{base}nieuw/", by, before=lambda: _place(w))
    yield State("nothing filled in", f"{base}nieuw/", by, post={})
    yield State("added", f"{base}nieuw/", by, post=_given(), follow=True)
    yield State("ends before it begins", f"{base}nieuw/", by, post={**_given(), "valid_to": "01-01-2026"})
    yield State("to change", f"{one}wijzigen/", by, before=lambda: _place(w))
    yield State("nothing filled in", f"{one}wijzigen/", by, post={"version": "1"}, before=lambda: _place(w))
    changed = {**_given(), "version": "1", "seats": "3"}
    yield State("changed", f"{one}wijzigen/", by, post=changed, follow=True, before=lambda: _place(w))
    yield State("two versions", f"{one}wijzigen/", by, post=changed, status=409, before=lambda: _changed(w))


def _placing(w: World) -> Iterator[State]:
    by, base = w.region.regisseur, f"/participatie/{w.dossiers.sent.pk}/"
    yield State("nothing free", f"{base}plaatsen/", by)
    yield State("to fill in", f"{base}plaatsen/", by, before=lambda: _place(w))
    yield State("nothing filled in", f"{base}plaatsen/", by, post={}, before=lambda: _place(w))
    sent = {"werkplek": str(KEY), "valid_from": "23-11-2026", "valid_to": "21-12-2026", "hours": "40"}
    yield State("placed", f"{base}plaatsen/", by, post=sent, follow=True, before=lambda: _place(w))
    before_it = {**sent, "valid_from": "01-01-2026"}
    yield State("before the offer", f"{base}plaatsen/", by, post=before_it, before=lambda: _place(w))
    yield State("not yours", f"{base}plaatsen/", w.region.administrator, status=404)
    yield State("placed, and it ended", base, by, before=lambda: _ended(w))
    for act, given in (
        ("uren", {"on": "23-11-2026", "minutes": "4", "key": "k"}),
        ("beeindigen", {"on": "23-11-2026", "reason": "klaar"}),
    ):
        here = f"{base}plaatsing/{KEY}/{act}/"
        yield State("to fill in", here, by, before=lambda: _placed(w))
        yield State("nothing filled in", here, by, post={}, before=lambda: _placed(w))
        yield State("done", here, by, post=given, follow=True, before=lambda: _placed(w))
        yield State("not there", here, by, status=404)
    yield State("places to find", f"{base}zoeken/", by, before=lambda: _place(w))
    yield State("none fits", f"{base}zoeken/?soort=vrijwillig&dagen=zo", by, before=lambda: _place(w))
    yield State("no place at all", f"{base}zoeken/", by)
    yield State("not yours", f"{base}zoeken/", w.region.counsellor, status=404)
    outside = {"on": "01-11-2026", "minutes": "4", "key": "k"}
    yield State("outside the placement", f"{base}plaatsing/{KEY}/uren/", by, post=outside, before=lambda: _placed(w))  # fmt: skip


def _forms(w: World) -> Iterator[State]:
    base, keeps, second = "/participatie/verklaring/", w.administrator, w.second
    yield State("none", base, w.region.regisseur)
    yield State("none, who keeps it", base, keeps)
    yield State("waits for a colleague", base, second, before=lambda: _offered(w, keeps))
    yield State("in force", base, w.region.counsellor, before=lambda: _in_force(w))
    yield State("signing with it", f"/participatie/{w.dossiers.sent.pk}/ondertekening/", w.region.regisseur, before=lambda: _in_force(w))  # fmt: skip
    yield State("not yours", base, w.privacy, status=404)
    yield State("to fill in", f"{base}nieuw/", keeps)
    yield State("nothing filled in", f"{base}nieuw/", keeps, post={})
    yield State("offered", f"{base}nieuw/", keeps, post=_file(PDF), follow=True)
    yield State("not yours", f"{base}nieuw/", w.region.regisseur, status=404)
    for act in ("vaststellen", "vervallen"):
        here = f"{base}{KEY}/{act}/"
        yield State("by the second", here, second, post={}, follow=True, before=lambda: _offered(w, keeps))
        yield State("not there", here, second, post={}, status=404)
    own = f"{base}{KEY}/vaststellen/"
    yield State("one's own", own, keeps, post={}, follow=True, before=lambda: _offered(w, keeps))


def _given() -> dict[str, str]:
    return {
        "soort": "werkgever", "employer": OFFER.employer, "place": OFFER.place, "work": OFFER.work, "seats": "2", "valid_from": "23-11-2026",
        "level": "A1",
    }  # fmt: skip


def _file(content: bytes) -> dict[str, Any]:
    file = SimpleUploadedFile("formulier.pdf", content, "application/pdf")
    return {"file": file, "valid_from": "23-11-2026", "source": "Staatsblad, gelezen 23-11-2026"}


def _late(w: World) -> None:
    """One without hours of a plan elsewhere, and one long behind with a few hours."""
    planned(w.region, make_dossier(w.region))
    done = Done(Soort.PVT, TODAY, 90, w.region.organisations["SDD"], "k")
    record_hours(w.dossiers.sent, done, by=w.region.regisseur)
    begun = TODAY - timedelta(days=400)
    Urenstand.objects.filter(pk=w.dossiers.sent.pk).update(
        begin=begun, map_behind=begun, first_behind=begun, undecided=60
    )


def _place(w: World) -> Werkplek:
    made = add_place(OFFER, by=w.region.regisseur)
    Werkplek.objects.filter(pk=made.pk).update(id=KEY)
    return Werkplek.objects.get(pk=KEY)


def _changed(w: World) -> None:
    change_place(_place(w), replace(OFFER, travel="lopend"), by=w.region.colleague, expected_version=1)


def _placed(w: World) -> Plaatsing:
    made = place_somebody(
        w.dossiers.sent,
        _place(w),
        by=w.region.regisseur,
        valid_from=TODAY,
        valid_to=TODAY + 4 * WEEK,
        hours=40,
    )
    Plaatsing.objects.filter(pk=made.pk).update(id=KEY)
    return Plaatsing.objects.get(pk=KEY)


def _ended(w: World) -> None:
    end_placement(_placed(w), Plaatsingseinde.PAST_NIET, by=w.region.regisseur, on=TODAY)
    other = add_place(replace(OFFER, employer="Kringloop", seats=2), by=w.region.regisseur)
    place_somebody(
        w.dossiers.sent, other, by=w.region.regisseur, valid_from=TODAY, valid_to=TODAY + WEEK, hours=20
    )


def _offered(w: World, by: Actor) -> Verklaringstekst:
    """Under a key that can be named, which the command doesn't let one choose."""
    assert by.employee
    return Verklaringstekst.objects.create(
        id=KEY, organisation=by.organisation, number=1, valid_from=TODAY, source="Staatsblad, gelezen 20-11-2026",
        file_name="f.pdf", content=PDF, sha256="a1" * 32, made_by=by.employee, made_at=clock.now(),
    )  # fmt: skip


def _in_force(w: World) -> None:
    put_form_in_force(_offered(w, w.administrator), by=w.second)
