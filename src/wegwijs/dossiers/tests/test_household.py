"""One page for a household: each with the own obligation, one move, one interpreter; and partners kept apart."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.crawl import reachable
from support.intake import begun, fill_all
from support.region import TODAY, Region, make_dossier, make_person
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.commands import (
    NewHome,
    assign_regisseur,
    give_task,
    move_household,
    open_dossier_for,
    record_contact,
    record_event,
)
from wegwijs.dossiers.commands.move import consequences
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Contactmoment, Dossier, State
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import add_address, add_child, join_household, set_languages, share_household
from wegwijs.people.models import Address, Child, HouseholdMember, Person, Source
from wegwijs.people.queries import household_on
from wegwijs.rowsecurity.scope import entered

SignedIn = Callable[[Actor], Client]
Statements = Callable[[Client, str], int]
MOVED = date(2026, 11, 20)
TYPED = {
    "street": "Nieuwkanarie", "number": "20", "postcode": "3311 GR", "place": "Dordrecht", "gemeente": "0505",
    "article_28": "nee", "valid_from": "20-11-2026", "source": "brp",
}  # fmt: skip


def join(one: Dossier, other: Person, region: Region, part: str = "partner") -> None:
    share_household(
        one.person, other, by=region.regisseur, part=HouseholdMember.Part(part), on=date(2026, 9, 1)
    )


@pytest.fixture
def both(region: Region) -> tuple[Dossier, Dossier]:
    """Two partners, each with a dossier in Dordrecht."""
    one, two = make_dossier(region), make_dossier(region)
    join(one, two.person, region)
    return one, two


def page(dossier: Dossier, part: str = "") -> str:
    return f"/personen/{dossier.person_id}/samen/{part}"


def home(gemeente: str | None, **more: object) -> NewHome:
    place = Gemeente.objects.get(pk=gemeente) if gemeente else None
    return NewHome("Nieuwstraat", "1", "3351 AA", "Papendrecht", MOVED, Source.BRP, place, **more)  # type: ignore[arg-type]


class TestPage:
    def test_each_member_has_the_own_phase_and_date(
        self, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        text = signed_in(region.regisseur).get(page(both[0])).content.decode()
        for dossier in both:
            assert str(dossier.person) in text
            assert dossier.number in text
        assert "hoofdbewoner" in text
        assert "partner" in text

    def test_of_somebody_elsewhere_it_says_only_that_there_is_one(
        self, region: Region, signed_in: SignedIn
    ) -> None:
        mine = make_dossier(region)
        other = make_person(region.regisseur, geslachtsnaam="Verborgen")
        open_dossier_for(other, Gemeente.objects.get(pk="0590"), by=region.outsider, on=MOVED, reason="test")
        join(mine, other, region)
        text = signed_in(region.regisseur).get(page(mine)).content.decode()
        assert "Iemand uit een andere gemeente" in text
        assert "Verborgen" not in text

    def test_one_address_shows_and_a_secret_one_never(
        self, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        for dossier in both:
            add_address(
                dossier.person, by=region.regisseur, kind=Address.Kind.WOON, street="Kanariestraat", number="1",
                postcode="3311 GR", place="Dordrecht", valid_from=date(2026, 9, 1), source=Source.BRP,
            )  # fmt: skip
        browser = signed_in(region.regisseur)
        assert "Kanariestraat 1" in browser.get(page(both[0])).content.decode()
        Person.objects.filter(pk=both[1].person_id).update(protected=True)
        hidden = browser.get(page(both[0])).content.decode()
        assert "Kanariestraat" not in hidden
        assert "geheim adres" in hidden

    def test_after_a_briefadres_the_older_home_is_not_the_address_any_more(
        self, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        for kind, street, day in (("woon", "Oudstraat", date(2026, 9, 1)), ("brief", "Poststraat", MOVED)):
            for dossier in both:
                add_address(
                    dossier.person, by=region.regisseur, kind=Address.Kind(kind), street=street, number="1",
                    postcode="3311 GR", place="Dordrecht", valid_from=day, source=Source.BRP,
                )  # fmt: skip
        text = signed_in(region.regisseur).get(page(both[0])).content.decode()
        assert "Poststraat 1" in text
        assert "Oudstraat" not in text

    def test_one_interpreter_for_a_talk_together(
        self, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        browser = signed_in(region.regisseur)
        members = [str(dossier.pk) for dossier in both]
        set_languages(both[1].person, by=region.regisseur, languages={"ar": "goed"}, contact=None)
        browser.post(page(both[0], "taal/"), {"members": members, "contact": "ti", "interpreter": "ja"})
        text = browser.get(page(both[0])).content.decode()
        assert "nodig voor iedereen. Eén tolk is genoeg voor een gesprek samen." in text
        assert set(both[1].person.languages.values_list("code", flat=True)) == {"ar", "ti"}

    def test_who_looked_stands_in_the_audit_of_every_dossier_that_was_shown(
        self, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        signed_in(region.regisseur).get(page(both[0]))
        rows = AuditRecord.objects.filter(subject_id=str(both[1].pk), detail="huishouden")
        assert rows.get().actor_user == region.regisseur.user_id

    @pytest.mark.parametrize("part", ["", "verhuizen/", "taal/"])
    @pytest.mark.parametrize("who", ["outsider", "counsellor", "administrator", "decider"])
    def test_nobody_else_finds_it(
        self, who: str, part: str, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        assert signed_in(getattr(region, who)).get(page(both[0], part)).status_code == 404

    def test_it_costs_the_same_for_a_large_household(
        self, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn, statements: Statements
    ) -> None:
        browser = signed_in(region.regisseur)
        before = statements(browser, page(both[0]))
        for _ in range(4):
            join(both[0], make_dossier(region).person, region, "kind")
        assert statements(browser, page(both[0])) == before


class TestMove:
    def test_first_it_says_what_the_move_means_for_each(
        self, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        browser = signed_in(region.teamlead)
        typed = {**TYPED, "members": [str(both[0].pk)], "gemeente": "0590"}
        text = browser.post(page(both[0], "verhuizen/"), typed).content.decode()
        assert "Een ander college is bevoegd" in text
        assert not Address.objects.filter(street="Nieuwkanarie").exists()

    def test_within_the_gemeente_only_the_address_is_new(
        self, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        browser = signed_in(region.regisseur)
        members = [str(dossier.pk) for dossier in both]
        browser.post(page(both[0], "verhuizen/"), {**TYPED, "members": members, "zeker": "ja"})
        for dossier in both:
            dossier.refresh_from_db()
            assert dossier.state == State.OPEN
            assert dossier.person.addresses.filter(street="Nieuwkanarie").exists()
            assert dossier.gebeurtenissen.get(kind=Kind.VERHUISD).summary == "Verhuisd binnen Dordrecht"
        assert household_on(both[0].person, TODAY) == household_on(both[1].person, TODAY)

    def test_to_another_gemeente_of_the_region_the_dossier_goes_on_there(
        self, region: Region, both: tuple[Dossier, Dossier]
    ) -> None:
        plan = {"versie": 1, "dagtekening": "2026-10-01", "leerroute": "B", "gemeente": "0505"}
        record_event(both[0], Kind.PIP_VASTGESTELD, by=region.decider, on=date(2026, 10, 1), payload=plan)
        made = move_household(both, home("0590"), by=region.teamlead)
        assert {one.gemeente_id for one in made} == {"0590"}
        for old, new in zip(sorted(both, key=lambda d: str(d.pk)), made, strict=True):
            old.refresh_from_db()
            assert old.state == State.GESLOTEN
            assert new.gebeurtenissen.filter(kind=Kind.BRP_INSCHRIJVING, on=MOVED).exists()
            asked = new.taken.filter(title="Gegevens opvragen bij de vorige gemeente").exists()
            assert asked == (old.pk == both[0].pk)

    def test_the_route_goes_along_and_the_term_does_not_begin_anew(
        self, region: Region, both: tuple[Dossier, Dossier]
    ) -> None:
        both[0].route = "B"
        said = " ".join(consequences(both[0], home("0590")))
        assert "Het nieuwe college neemt die over" in said
        assert "de inburgeringstermijn begint niet opnieuw" in said

    def test_out_of_the_region_the_dossier_closes(
        self, region: Region, both: tuple[Dossier, Dossier]
    ) -> None:
        made = move_household(both[:1], home(None), by=region.regisseur)
        assert made[0].state == State.GESLOTEN
        assert "Op verzoek geeft het vorige college" in " ".join(consequences(both[0], home(None)))

    def test_who_stays_keeps_the_household_and_who_goes_gets_one_together(
        self, region: Region, both: tuple[Dossier, Dossier]
    ) -> None:
        third = make_dossier(region)
        join(both[0], third.person, region, "kind")
        before = household_on(both[0].person, TODAY)
        move_household([both[1], third], home("0505"), by=region.regisseur)
        assert household_on(both[0].person, TODAY) == before
        assert household_on(third.person, TODAY) == household_on(both[1].person, TODAY) != before

    def test_children_without_a_dossier_move_along_as_was_chosen(
        self, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        goes, stays = (
            add_child(both[0].person, by=region.regisseur, first_name=name, birth_year=2020)
            for name in ("Noor", "Sami")
        )
        browser, address = signed_in(region.regisseur), page(both[0], "verhuizen/")
        form = browser.get(address).content.decode()
        assert "Noor, geboren in 2020" in form
        typed = {**TYPED, "members": [str(both[1].pk)], "children": [str(goes.pk)]}
        said = browser.post(address, typed).content.decode()
        assert "Gaat mee naar het nieuwe huishouden" in said
        assert "Blijft in het oude huishouden" in said
        assert browser.post(address, {**typed, "zeker": "ja"}).status_code == 302
        homes = [household_on(dossier.person, TODAY) for dossier in both]
        assert [Child.objects.get(pk=child.pk).household for child in (stays, goes)] == homes
        assert homes[0] != homes[1]

    def test_when_everybody_goes_the_household_stays_one(
        self, region: Region, both: tuple[Dossier, Dossier]
    ) -> None:
        child = add_child(both[0].person, by=region.regisseur, first_name="Noor", birth_year=2020)
        before = household_on(both[0].person, TODAY)
        with entered(region.regisseur.scope):
            move_household(both, home("0505"), by=region.regisseur, children=[child])
        assert household_on(both[1].person, TODAY) == before == Child.objects.get().household

    def test_a_child_that_nobody_chose_stays_where_it_was(
        self, region: Region, both: tuple[Dossier, Dossier]
    ) -> None:
        child = add_child(both[0].person, by=region.regisseur, first_name="Noor", birth_year=2020)
        move_household(both, home("0505"), by=region.regisseur)
        assert household_on(both[0].person, TODAY) == household_on(both[1].person, TODAY) != child.household

    def test_children_come_along_when_nobody_is_left_where_they_lived(self, region: Region) -> None:
        one, two, three = (make_dossier(region) for _ in range(3))
        by, part = region.regisseur, HouseholdMember.Part.PARTNER
        join_household(two.person, by=by, part=HouseholdMember.Part.HOOFD, on=date(2026, 9, 1))
        join(two, three.person, region)
        add_child(two.person, by=by, first_name="Noor", birth_year=2020)
        with entered(by.scope):
            share_household(one.person, two.person, by=by, part=part, on=MOVED)
            assert Child.objects.get().household == household_on(three.person, TODAY)
            share_household(one.person, three.person, by=by, part=part, on=MOVED)
            assert Child.objects.get().household == household_on(one.person, TODAY)

    def test_a_day_before_somebody_joined_is_refused_at_the_day_and_by_name(
        self, region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
    ) -> None:
        third = make_dossier(region)
        share_household(
            both[0].person, third.person, by=region.regisseur, part=HouseholdMember.Part.ANDER, on=TODAY
        )
        moved = NewHome("A", "1", "3311 GR", "D", TODAY, Source.BRP, Gemeente.objects.get(pk="0505"))
        with pytest.raises(DomainError, match=f"{third.person} woont sinds 23-11-2026") as told:
            move_household([third], moved, by=region.regisseur)
        assert told.value.field == "valid_from"

    def test_nobody_and_a_day_to_come_are_refused(
        self, region: Region, both: tuple[Dossier, Dossier]
    ) -> None:
        with pytest.raises(DomainError, match="Kies wie"):
            move_household([], home("0505"), by=region.regisseur)
        late = NewHome("A", "1", "3311 GR", "D", date(2026, 11, 24), Source.BRP, None)
        with pytest.raises(DomainError, match="toekomst"):
            move_household(both, late, by=region.regisseur)

    def test_a_gemeente_where_one_may_not_open_is_refused(
        self, region: Region, both: tuple[Dossier, Dossier]
    ) -> None:
        with pytest.raises(NotAllowed):
            move_household(both, home("0590"), by=region.regisseur)


def test_talks_notes_and_intake_of_one_never_show_in_the_file_of_the_other(
    region: Region, both: tuple[Dossier, Dossier], signed_in: SignedIn
) -> None:
    """Partners apart: somebody who handles one of two sees nothing of the other there (issue: partners apart)."""
    one, two = both
    assert region.regisseur.employee
    assign_regisseur(two, region.regisseur.employee, by=region.teamlead, on=TODAY)
    record_contact(
        one, by=region.regisseur, on=TODAY, way=Contactmoment.Way.TELEFOON, outgoing=True, reached=True,
        summary="Kanarienotitie", follow_up="Kanarievervolg",
    )  # fmt: skip
    give_task(one, by=region.regisseur, title="Kanarietaak", why="Kanariereden", due_on=None)
    fill_all(begun(one, region), region)
    browser = signed_in(region.regisseur)
    other = {
        address: text
        for address, (_, text) in reachable(browser).items()
        if str(two.pk) in address or str(two.person_id) in address
    }
    for extra in (page(two), page(two, "verhuizen/"), page(two, "taal/")):
        other[extra] = browser.get(extra).content.decode()
    assert len(other) > 15
    assert not [address for address, text in other.items() if "Kanarie" in text]
    assert "Kanarienotitie" in browser.get(f"/dossier/{one.pk}/").content.decode()
