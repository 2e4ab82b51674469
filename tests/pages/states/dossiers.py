"""The small acts in a dossier, the post, and the pages about a person."""

from collections.abc import Iterator
from uuid import UUID

from pages.states.state import State
from pages.states.world import World
from support.region import TODAY
from wegwijs.dossiers.choices import AddressReason
from wegwijs.dossiers.commands import close_dossier, merge_double
from wegwijs.dossiers.forms.facts import FACTS
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Afspraak, Betrokkenheid, Dossier, Gebeurtenis, Taak
from wegwijs.people.commands import add_address, add_child
from wegwijs.people.doubles import decide_double, find_doubles
from wegwijs.people.models import Address, Dubbel, Person, Source
from wegwijs.stages.pip.models import Pip

MERGE = UUID("33333333-3333-4333-8333-333333333333")
ACTS = ("bsn", "regisseur", "stand", "partner", "contact", "taak", "inschrijving", "gegevens")
PERSON = ("", "wijzigen/", "talen/", "adres/", "referent/", "verblijfstitel/", "huishouden/", "huishouden/kind/",
          "huishouden/uit/", "dubbel/")  # fmt: skip
CORRECTED = {
    "v_nummer": "2811111111", "voornamen": "Selam", "geslachtsnaam": "Tesfay", "birth": "14-06-1988", "sex": "V",
    "phone": "06 12345678", "source": "brp", "as_of": "20-11-2026", "version": "1",
}  # fmt: skip


def states(world: World) -> Iterator[State]:
    """Every page of the daily work in a dossier."""
    yield from _acts(world)
    yield from _talks(world)
    yield from _partners(world)
    yield from _timeline(world)
    yield from _shown(world)
    yield from _post(world)
    yield from _person(world)
    yield from _together(world)
    yield from _doubles(world)


def _acts(w: World) -> Iterator[State]:
    dossier, lead = w.dossiers.waiting, w.region.teamlead
    for act in ACTS:
        yield State("to fill in", f"/dossiers/{dossier.pk}/{act}/", lead)
    yield State("of a closed dossier", f"/dossiers/{w.dossiers.closed.pk}/stand/", lead)
    for kind in (key for key, fact in FACTS.items() if not fact.step):
        yield State(f"to fill in: {kind}", f"/dossiers/{dossier.pk}/gegevens/{kind}/", lead)
    task = Taak.objects.filter(dossier=dossier, done_on=None).first()
    assert task
    done = f"/dossiers/{dossier.pk}/taak/{task.pk}/klaar/"
    yield State("done", done, w.region.regisseur, post={}, follow=True)


def _talks(w: World) -> Iterator[State]:
    dossier, by = w.dossiers.waiting, w.region.regisseur
    talk = Afspraak.objects.get(dossier=dossier)
    base = f"/dossiers/{dossier.pk}/afspraak/"
    yield State("to plan", base, by)
    yield State("to move", f"{base}{talk.pk}/", by)
    yield State("cancelled", f"{base}{talk.pk}/afzeggen/", by, post={}, follow=True)


def _partners(w: World) -> Iterator[State]:
    d, by = w.dossiers, w.region.regisseur
    row = Betrokkenheid.objects.filter(dossier=d.waiting).latest("pk").pk
    yield State("who looks along", f"/dossiers/{d.waiting.pk}/partners/", by)
    yield State("nobody", f"/dossiers/{d.fresh.pk}/partners/", by)
    yield State("to end", f"/dossiers/{d.waiting.pk}/partner/{row}/einde/", by)


def _timeline(w: World) -> Iterator[State]:
    d, by = w.dossiers, w.region.regisseur
    line = Gebeurtenis.objects.filter(dossier=d.waiting, kind=Kind.BRP_INSCHRIJVING).latest("pk").pk
    for act in ("verbeteren", "intrekken"):
        yield State("typed over", f"/dossiers/{d.waiting.pk}/tijdlijn/{line}/{act}/", by)
    letter = Pip.objects.get(dossier=d.sent).letter_id
    yield State("a letter came back", f"/dossiers/{d.sent.pk}/brief/{letter}/terug/", w.region.administrator)


def _shown(w: World) -> Iterator[State]:
    dossier, lead = w.dossiers.waiting, w.region.teamlead

    def protected() -> None:
        Person.objects.filter(pk=dossier.person_id).update(protected=True)

    yield State("shown", f"/dossiers/{dossier.pk}/bsn/", lead, post={"reason": "duo"})
    address = f"/dossiers/{dossier.pk}/beschermd-adres/"
    yield State("why", address, lead, before=protected)
    yield State("shown", address, lead, post={"reason": AddressReason.values[0]}, before=protected)


def _post(w: World) -> Iterator[State]:
    clerk = w.region.administrator
    yield State("waiting", "/dossiers/post/", clerk)
    yield State("empty", "/dossiers/post/", w.region.outsider)
    yield State("to register", "/dossiers/post/nieuw/", clerk)
    yield State("without a dossier", f"/dossiers/post/{w.files.post.pk}/", clerk)
    yield State("in a dossier", f"/dossiers/post/{w.files.filed.pk}/", w.region.regisseur)
    yield State(
        "which dossier",
        f"/dossiers/post/{w.files.post.pk}/",
        clerk,
        post={"number": "selam", "task": "Bellen"},
    )


def _person(w: World) -> Iterator[State]:
    by, d = w.region.regisseur, w.dossiers
    for part in PERSON:
        yield State("known well", f"/personen/{d.waiting.person_id}/{part}", by)
    yield State("hardly known", f"/personen/{d.fresh.person_id}/", by)
    yield State("gezinsmigrant", f"/personen/{d.family.person_id}/", by)
    yield State("a referent", f"/personen/{d.family.person_id}/referent/", by)
    key = d.waiting.person_id
    yield State(
        "protected address", f"/personen/{key}/", by,
        before=lambda: Person.objects.filter(pk=key).update(protected=True),
    )  # fmt: skip
    yield State(
        "two versions", f"/personen/{key}/wijzigen/", by, post={**CORRECTED, "version": "0"}, status=409
    )
    languages = {"contact": "fa", "interpreter": "nee", "other_1": "ar", "level_1": "goed", "version": "0"}
    yield State("two versions", f"/personen/{key}/talen/", by, post=languages, status=409)
    double = f"/personen/{d.fresh.person_id}/wijzigen/"
    yield State(
        "number of somebody else", double, by, post={**CORRECTED, "v_nummer": w.double.v_nummer or ""}
    )
    yield State("candidates", f"/personen/{d.fresh.person_id}/dubbel/", by)
    both = f"/personen/{d.fresh.person_id}/dubbel/{w.double.pk}/"
    yield State("side by side", both, by)


def _together(w: World) -> Iterator[State]:
    by, d = w.region.regisseur, w.dossiers
    base = f"/personen/{d.waiting.person_id}/samen/"
    member = str(d.waiting.pk)
    yield State("a household", base, by)
    yield State("somebody alone", f"/personen/{d.fresh.person_id}/samen/", by)
    yield State("a secret address", base, by, before=lambda: _protect(w))
    moved = {
        "members": [member], "street": "Spuiboulevard", "number": "20", "postcode": "3311 GR", "place": "Dordrecht",
        "gemeente": "0505", "article_28": "nee", "valid_from": "23-11-2026", "source": "brp",
    }  # fmt: skip
    yield State("to fill in", f"{base}verhuizen/", by)
    yield State(
        "children to choose", f"{base}verhuizen/", by,
        before=lambda: add_child(d.waiting.person, by=by, first_name="Noor", birth_year=2020),
    )  # fmt: skip
    yield State("what it means here", f"{base}verhuizen/", by, post=moved)
    yield State("what it means elsewhere", f"{base}verhuizen/", by, post={**moved, "gemeente": "buiten"})
    yield State("moved", f"{base}verhuizen/", by, post={**moved, "zeker": "ja"}, follow=True)
    yield State("a day to come", f"{base}verhuizen/", by, post={**moved, "valid_from": "24-11-2026"})
    yield State("nobody open", f"/personen/{d.closed.person_id}/samen/verhuizen/", by)
    yield State("to fill in", f"{base}taal/", by)
    yield State("nothing chosen", f"{base}taal/", by, post={})
    yield State("nobody open", f"/personen/{d.closed.person_id}/samen/taal/", by)


def _protect(w: World) -> None:
    Person.objects.filter(pk=w.dossiers.waiting.person_id).update(protected=True)


def _doubles(w: World) -> Iterator[State]:
    by, d = w.region.regisseur, w.dossiers
    both = f"/personen/{d.fresh.person_id}/dubbel/{w.double.pk}/"
    yield State("nobody", "/personen/dubbel/", by)
    yield State("a pair", "/personen/dubbel/", by, before=find_doubles)
    yield State("cannot be merged", both, by, post={"act": "samenvoegen"})
    yield State("no act chosen", both, by, post={})
    yield State("linked", both, by, post={"act": "gekoppeld"}, follow=True)
    yield State("two persons", both, by, post={"act": "twee"}, follow=True)
    yield State(
        "linked before", f"/personen/{d.fresh.person_id}/dubbel/", by,
        before=lambda: decide_double(d.fresh.person, w.double, Dubbel.Verdict.GEKOPPELD, by=by),
    )  # fmt: skip
    back = f"/personen/{d.fresh.person_id}/samengevoegd/{MERGE}/"
    yield State("merged", f"/personen/{d.fresh.person_id}/dubbel/", by, before=lambda: _merge(w))
    yield State("to take back", back, by, before=lambda: _merge(w))
    yield State("not sure", back, by, post={}, before=lambda: _merge(w))
    yield State(
        "taken back",
        back,
        by,
        post={"sure": "on", "later_1": "blijft"},
        follow=True,
        before=lambda: _merge(w),
    )


def _merge(w: World) -> None:
    """The double is merged, and then an address comes in."""
    by, person = w.region.regisseur, w.dossiers.fresh.person
    double = Dossier.objects.get(person=w.double)
    close_dossier(double, by=by, on=TODAY, reason="dubbel")
    made = merge_double(person, w.double, by=by)
    type(made).objects.filter(pk=made.pk).update(id=MERGE)
    add_address(
        person, by=by, kind=Address.Kind.WOON, street="Spuiboulevard", number="12", postcode="3311 GR",
        place="Dordrecht", valid_from=TODAY, source=Source.BRP,
    )  # fmt: skip
