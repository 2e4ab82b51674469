"""Coming in: COA, DUO's kennisgeving, the home."""

from dataclasses import replace
from datetime import date

from wegwijs import clock
from wegwijs.demo import duo
from wegwijs.demo.names import address
from wegwijs.demo.reception import followed, profile_of
from wegwijs.demo.staff import BY_PORTAL
from wegwijs.demo.trajectory.walk import DAY, Walk
from wegwijs.dossiers.commands import (
    assign_regisseur,
    drop_task,
    involve,
    open_dossier_for,
    report_fact,
    set_gemeente_registration,
)
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, State, Variant
from wegwijs.exchange.duo.codes import ASYLUM, FAMILY
from wegwijs.exchange.duo.commands import TypedFacts, record_from_portal
from wegwijs.people.commands import PersonFacts, add_address, create_person, set_languages, update_person
from wegwijs.people.models import Address, Person, Source
from wegwijs.stages.overdracht.commands import HouseStep, give_profile, record_driegesprek, record_huisvesting
from wegwijs.stages.overdracht.commands.steps import Present, Way

# The duty begins a week before DUO tells the gemeente.
BEFORE_NOTICE = 7 * DAY


class Arrival(Walk):
    """From the koppeling to the registration."""

    @property
    def _indeling(self) -> str:
        return ASYLUM if self.asylum else FAMILY

    def linked_by_coa(self, day: date, place: str) -> None:
        """COA links someone to the gemeente; the dossier begins as voorloper."""
        with self.on(day):
            by = self.regisseur
            self.person = create_person(
                self._facts(with_bsn=False), by=by, source=Source.COA, as_of=day, not_the_same=True
            )
            self._speaks(self.person)
            add_address(
                self.person,
                by=by,
                kind=Address.Kind.AZC,
                street=f"azc {place}",
                number="1",
                postcode="9401 AA",
                place=place,
                valid_from=day,
                source=Source.COA,
            )
            dossier, _ = open_dossier_for(
                self.person,
                self.gemeente,
                by=by,
                on=day,
                variant=Variant.ASIEL,
                state=State.VOORLOPER,
                reason="gekoppeld door COA",
            )
            self._assign(dossier, day)
            give_profile(dossier, profile_of(self.who, place, day), by=by, source=Source.COA, as_of=day)

    def talked_with_coa(self, day: date) -> None:
        """The talk with COA and the newcomer, and what was followed there."""
        with self.on(day):
            by = self.regisseur
            present = [Present.INBURGERAAR, Present.COA, Present.TOLK]
            record_driegesprek(self.dossier, by=by, on=day, way=Way.VIDEO, present=present)
            give_profile(self.dossier, followed(self.who), by=by, source=Source.COA, as_of=day)

    def housed(self, day: date, step: HouseStep) -> None:
        """A step towards a home."""
        with self.on(day):
            by = self.regisseur
            record_huisvesting([self.dossier], by=by, on=day, step=step, place="")

    def told_by_duo(self, kennisgeving: date, *, settled: date | None, detail: str = "") -> None:
        """DUO's kennisgeving; through the machine, or typed over from the portal."""
        detail = detail or (ASYLUM if self.asylum else "Gezinsvormer")
        with self.on(kennisgeving):
            if self.person:
                self._now_known_as(self.person, Source.COA, kennisgeving)
            if self.code in BY_PORTAL:
                self._typed_over(kennisgeving, detail)
            else:
                self._sent_by_duo(kennisgeving, detail, settled)
        with self.on(kennisgeving):
            self._completed_from_brp(kennisgeving)

    def _typed_over(self, kennisgeving: date, detail: str) -> None:
        typed = TypedFacts(
            plichtig=True,
            begin=kennisgeving - BEFORE_NOTICE,
            kennisgeving=kennisgeving,
            indeling=self._indeling,
            gedetailleerd=detail,
        )
        record_from_portal(self.gemeente, bsn=self.who.bsn, v_nummer=None, typed=typed, by=self.regisseur)

    def _sent_by_duo(self, kennisgeving: date, detail: str, settled: date | None) -> None:
        duo.introduce(
            self.who.bsn,
            gemeente=self.code,
            begin=kennisgeving - BEFORE_NOTICE,
            kennisgeving=kennisgeving,
            indeling=self._indeling,
            gedetailleerd=detail,
            gevestigd=settled,
            coa=settled is None,
        )
        duo.notify("SS101", self.who.bsn, self.code, on=kennisgeving)

    def _completed_from_brp(self, day: date) -> None:
        """DUO gives a number and no name: someone looks it up, and the dossier gets its regisseur."""
        self.person = Person.objects.get(bsn=self.who.bsn)
        if not self.person.geslachtsnaam or self.person.geslachtsnaam != self.who.geslachtsnaam:
            self._now_known_as(self.person, Source.BRP, day)
            self._speaks(self.person)
        drop_task(self.dossier, "persoon", by=self.regisseur, on=day)
        if self.dossier.regisseur is None:
            self._assign(self.dossier, day)

    def _now_known_as(self, person: Person, source: Source, day: date) -> None:
        person.refresh_from_db()
        update_person(
            person,
            self._facts(with_bsn=True),
            by=self.regisseur,
            expected_version=person.version,
            source=source,
            as_of=day,
        )

    def _speaks(self, person: Person) -> None:
        language = self.who.language
        set_languages(person, by=self.regisseur, languages={language: "moedertaal"}, contact=language)

    def settled(self, day: date) -> None:
        """Registered in the BRP at an address of the gemeente; for asylum in the home that was found for them."""
        with self.on(day):
            by = self.regisseur
            assert self.person  # noqa: S101
            invented = address(self.chance, self.code)
            self.home = self.home or invented
            street, number, postcode = self.home
            add_address(
                self.person,
                by=by,
                kind=Address.Kind.WOON,
                street=street,
                number=number,
                postcode=postcode,
                place=self.gemeente.naam,
                valid_from=day,
                source=Source.BRP,
            )
            set_gemeente_registration(self.dossier, by=by, on=day, article_28=self.asylum)
            if self.asylum and self.code not in BY_PORTAL:
                duo.happens(self.who.bsn, "SS139", on=day)
            if self.asylum:
                involve(
                    self.dossier,
                    self.staff.organisations["VluchtelingenWerk"],
                    by=by,
                    on=day,
                    purpose="maatschappelijke begeleiding",
                    basis="Wi 13",
                )
                report_fact(
                    self.dossier,
                    Kind.BIJSTAND_RECHT,
                    by=by,
                    on=day,
                    payload={},
                    summary="recht op bijstand",
                    origin=Origin.EIGEN,
                )

    def hide(self) -> None:
        """Where this person lives is for nobody any more (geheimhouding)."""
        assert self.person  # noqa: S101
        self.person.refresh_from_db()
        facts = replace(
            self._facts(with_bsn=True), protected=True, safe_contact="Alleen bellen, tussen 9 en 12 uur."
        )
        by, version = self.regisseur, self.person.version
        update_person(
            self.person, facts, by=by, expected_version=version, source=Source.PERSOON, as_of=clock.today()
        )

    def taken_up(self, other: Person, day: date) -> None:
        """A second file of the same person, by somebody who didn't see the first."""
        dossier, _ = open_dossier_for(
            other, self.gemeente, by=self.regisseur, on=day, variant=Variant.ASIEL, state=State.VOORLOPER,
            reason="aangemeld aan de balie",
        )  # fmt: skip
        self._assign(dossier, day)

    def _facts(self, *, with_bsn: bool) -> PersonFacts:
        return PersonFacts(
            geslachtsnaam=self.who.geslachtsnaam,
            birth=self.who.birth,
            bsn=self.who.bsn if with_bsn else None,
            v_nummer=self.who.v_nummer if self.asylum else None,
            voornamen=self.who.voornamen,
            sex=self.who.sex,
            phone=f"06 0000{self.chance.randint(1000, 9999)}",
            interpreter_needed=self.asylum,
        )

    def _assign(self, dossier: Dossier, day: date) -> None:
        employee = self.regisseur.employee
        assert employee  # noqa: S101
        assign_regisseur(dossier, employee, by=self.staff.actor("visser"), on=day)
