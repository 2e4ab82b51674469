"""One person's way through the law, driven by the real commands on the days they would happen."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

from wegwijs import clock, jobs
from wegwijs.demo import duo
from wegwijs.demo.answers import answers_for
from wegwijs.demo.names import Newcomer, address
from wegwijs.demo.reception import followed, profile_of
from wegwijs.demo.staff import BY_PORTAL, Staff
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import (
    assign_regisseur,
    drop_task,
    involve,
    open_dossier_for,
    record_contact,
    report_fact,
    set_gemeente_registration,
)
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Contactmoment, Dossier, State, Variant
from wegwijs.exchange.duo.codes import ASYLUM, FAMILY
from wegwijs.exchange.duo.commands import TypedFacts, record_from_portal, send_due, tick_off
from wegwijs.exchange.duo.queries import portal_worklist
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import PersonFacts, add_address, create_person, set_languages, update_person
from wegwijs.people.models import Address, Person, Source
from wegwijs.stages.intake.blocks import BLOCKS
from wegwijs.stages.intake.commands import (
    Afspraak,
    complete_intake,
    fill_block,
    give_input,
    note_right_to_talk_alone,
    record_gesprek,
    record_oproep_outcome,
    send_oproep,
    start_intake,
)
from wegwijs.stages.intake.commands.blocks import Indrukken
from wegwijs.stages.intake.commands.talks import Verslag
from wegwijs.stages.intake.models import BredeIntake, Gesprek, Inbreng, Oproep
from wegwijs.stages.intake.queries import must_have
from wegwijs.stages.overdracht.commands import HouseStep, give_profile, record_driegesprek, record_huisvesting
from wegwijs.stages.overdracht.commands.steps import Present, Way
from wegwijs.stages.pip.commands import draft_pip, establish_pip, offer_pip, save_draft, send_pip
from wegwijs.stages.pip.content import DoelTekst, PipContent, Pwstuk, content_of
from wegwijs.stages.pip.models import Pip
from wi2021.intake import Onderdeel

DAY = timedelta(days=1)
AFTER_OFFICE = Letter.Channel.UITGEREIKT


class Trajectory:
    """The story of one person in one gemeente. Each method is one step, on a day that lies before today.

    A step that would lie in the future ends the story: whatever happened until then is how far it is.
    """

    def __init__(self, staff: Staff, who: Newcomer, gemeente: str, *, asylum: bool, chance: Random) -> None:
        self.staff, self.who, self.code, self.asylum, self.chance = staff, who, gemeente, asylum, chance
        self.gemeente = Gemeente.objects.get(pk=gemeente)
        self.last = clock.today()
        self.person: Person | None = None

    @contextmanager
    def on(self, day: date) -> Iterator[date]:
        """Stand on a day; afterwards the workers do what came of it."""
        if day > self.last:
            raise Future
        with clock.frozen(day):
            yield day
            jobs.run_due()

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is now."""
        assert self.person  # noqa: S101 every story begins with someone
        rows = Dossier.objects.select_related("person", "gemeente", "regisseur")
        return rows.get(person=self.person, gemeente=self.gemeente)

    @property
    def intake(self) -> BredeIntake:
        """The intake as it is now."""
        return must_have(self.dossier)

    # --- coming in -----------------------------------------------------------------------------------------------

    def linked_by_coa(self, day: date, place: str) -> None:
        """COA links someone to the gemeente; the dossier begins as voorloper."""
        with self.on(day):
            by = self.staff.regisseur(self.code)
            self.person = create_person(
                self._facts(with_bsn=False), by=by, source=Source.COA, as_of=day, not_the_same=True
            )
            set_languages(
                self.person, by=by, languages={self.who.language: "moedertaal"}, contact=self.who.language
            )
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
            by = self.staff.regisseur(self.code)
            present = [Present.INBURGERAAR, Present.COA, Present.TOLK]
            record_driegesprek(self.dossier, by=by, on=day, way=Way.VIDEO, present=present)
            give_profile(self.dossier, followed(self.who), by=by, source=Source.COA, as_of=day)

    def housed(self, day: date, step: HouseStep) -> None:
        """A step towards a home."""
        with self.on(day):
            by = self.staff.regisseur(self.code)
            record_huisvesting(self.dossier, by=by, on=day, step=step, place="")

    def told_by_duo(self, kennisgeving: date, *, settled: date | None, detail: str = "") -> None:
        """DUO's kennisgeving; through the machine, or typed over from the portal."""
        indeling = ASYLUM if self.asylum else FAMILY
        detail = detail or (ASYLUM if self.asylum else "Gezinsvormer")
        begin = kennisgeving - 7 * DAY
        with self.on(kennisgeving):
            by = self.staff.regisseur(self.code)
            if self.person:
                self.person.refresh_from_db()
                facts = self._facts(with_bsn=True)
                update_person(
                    self.person,
                    facts,
                    by=by,
                    expected_version=self.person.version,
                    source=Source.COA,
                    as_of=kennisgeving,
                )
            if self.code in BY_PORTAL:
                typed = TypedFacts(
                    plichtig=True,
                    begin=begin,
                    kennisgeving=kennisgeving,
                    indeling=indeling,
                    gedetailleerd=detail,
                )
                record_from_portal(self.gemeente, bsn=self.who.bsn, v_nummer=None, typed=typed, by=by)
            else:
                duo.introduce(
                    self.who.bsn,
                    gemeente=self.code,
                    begin=begin,
                    kennisgeving=kennisgeving,
                    indeling=indeling,
                    gedetailleerd=detail,
                    gevestigd=settled,
                    coa=settled is None,
                )
                duo.notify("SS101", self.who.bsn, self.code, on=kennisgeving)
        with self.on(kennisgeving):
            self.person = Person.objects.get(bsn=self.who.bsn)
            if not self.person.geslachtsnaam or self.person.geslachtsnaam != self.who.geslachtsnaam:
                by = self.staff.regisseur(self.code)
                update_person(
                    self.person,
                    self._facts(with_bsn=True),
                    by=by,
                    expected_version=self.person.version,
                    source=Source.BRP,
                    as_of=kennisgeving,
                )
                set_languages(
                    self.person, by=by, languages={self.who.language: "moedertaal"}, contact=self.who.language
                )
            drop_task(self.dossier, "persoon", by=self.staff.regisseur(self.code), on=kennisgeving)
            if self.dossier.regisseur is None:
                self._assign(self.dossier, kennisgeving)

    def settled(self, day: date) -> None:
        """Registered in the BRP at an address of the gemeente; for asylum in the home that was found for them."""
        with self.on(day):
            by = self.staff.regisseur(self.code)
            assert self.person  # noqa: S101
            street, number, postcode = address(self.chance, self.code)
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

    # --- the intake ----------------------------------------------------------------------------------------------

    def begins(self, day: date) -> None:
        """The intake begins."""
        with self.on(day):
            start_intake(self.dossier, by=self.staff.regisseur(self.code), on=day)

    def called(self, day: date, at: date) -> None:
        """An oproep goes out."""
        with self.on(day):
            afspraak = Afspraak(
                at,
                time(self.chance.choice((9, 10, 13, 14)), 0),
                "Spuiboulevard 298, Dordrecht",
                Oproep.Way.KANTOOR,
            )
            send_oproep(
                self.intake,
                afspraak,
                by=self.staff.regisseur(self.code),
                on=day,
                channel=AFTER_OFFICE if not self._has_home() else Letter.Channel.POST,
            )

    def answered(self, day: date, outcome: Oproep.Uitkomst, reason: str = "") -> None:
        """What came of the last oproep."""
        with self.on(day):
            last = self.intake.oproepen.order_by("-number")[0]
            record_oproep_outcome(
                last, by=self.staff.regisseur(self.code), on=day, outcome=outcome, reason=reason
            )

    def talked(self, day: date, report: str) -> None:
        """A talk."""
        with self.on(day):
            tolk = Gesprek.Tolk.AANWEZIG if self.asylum else Gesprek.Tolk.NIET
            verslag = Verslag(Oproep.Way.KANTOOR, tolk, alone=True, report=report)
            record_gesprek(self.intake, verslag, by=self.staff.regisseur(self.code), on=day)
            if not self.intake.alone_noted_on:
                note_right_to_talk_alone(
                    self.intake, by=self.staff.regisseur(self.code), on=day, choice=BredeIntake.Alleen.ALLEEN
                )

    def filled(self, day: date, *blocks: Onderdeel, blind: bool = False) -> None:
        """Blocks are filled in; none named: all."""
        with self.on(day):
            for onderdeel in blocks or tuple(BLOCKS):
                answers = answers_for(onderdeel, self.chance, blind=blind)
                fill_block(
                    self.intake,
                    onderdeel,
                    answers,
                    by=self.staff.regisseur(self.code),
                    on=day,
                    expected_version=0,
                )

    def tested(self, planned: date, taken: date | None, *, feasible: bool = True) -> None:
        """The leerbaarheidstoets at DUO."""
        for day, event in ((planned, "SS137"), (taken, "SS131")):
            if day is None:
                return
            with self.on(day):
                if self.code in BY_PORTAL:
                    self._typed_toets(event, day, feasible)
                else:
                    duo.happens(self.who.bsn, event, on=day, details={"haalbaar": feasible})

    def _typed_toets(self, event: str, day: date, feasible: bool) -> None:
        if event == "SS131":
            outcome = "B1-route haalbaar" if feasible else "B1-route niet haalbaar"
            typed = TypedFacts(
                toets=outcome,
                toets_score="61,50" if feasible else "38,25",
                toets_drempel="55,00",
                toets_op=day,
            )
            record_from_portal(
                self.gemeente,
                bsn=self.who.bsn,
                v_nummer=None,
                typed=typed,
                by=self.staff.regisseur(self.code),
            )

    def brought_in(self, day: date, helps: str, worries: str = "") -> None:
        """The counsellor brings something in."""
        with self.on(day):
            seen = Indrukken(Inbreng.Indruk.GOED, Inbreng.Indruk.WISSELEND, helps, worries)
            give_input(self.intake, seen, by=self.staff.actor("bakker"), on=day)

    def contacted(self, day: date, summary: str, *, by: str = "", follow_up: str = "") -> None:
        """A call or a visit."""
        with self.on(day):
            actor = self.staff.actor(by) if by else self.staff.regisseur(self.code)
            record_contact(
                self.dossier,
                by=actor,
                on=day,
                way=Contactmoment.Way.TELEFOON,
                outgoing=True,
                reached=True,
                summary=summary,
                follow_up=follow_up,
            )

    def completed(self, day: date, *, in_absence: bool = False) -> None:
        """The intake is complete."""
        with self.on(day):
            complete_intake(self.intake, by=self.staff.regisseur(self.code), on=day, in_absence=in_absence)

    # --- the plan ------------------------------------------------------------------------------------------------

    def planned(self, day: date, *, route: str = "B") -> Pip:
        """The regisseur writes the plan."""
        with self.on(day):
            by = self.staff.regisseur(self.code)
            pip = draft_pip(self.dossier, by=by, on=day)
            return save_draft(
                pip, self._content(content_of(pip), route), by=by, on=day, expected_version=pip.version
            )

    def offered(self, day: date) -> None:
        """The plan goes to the decision-maker."""
        with self.on(day):
            offer_pip(self._pip(), by=self.staff.regisseur(self.code), on=day)

    def established(self, day: date, sent: date) -> None:
        """The decision, its sending, and DUO's answer with the term."""
        with self.on(day):
            establish_pip(self._pip(), by=self.staff.actor("smit"), on=day)
        with self.on(sent):
            send_pip(self._pip(), by=self.staff.actor("smit"), on=sent, channel=Letter.Channel.POST)
            send_due()
        if self.code in BY_PORTAL and self.last - sent > 300 * DAY:
            self._entered_in_portal(sent + 3 * DAY)

    def _entered_in_portal(self, day: date) -> None:
        """Someone enters the plan in DUO's portal and types over the term that DUO gave."""
        with self.on(day):
            clerk = self.staff.actor("mulder")
            for message in portal_worklist(clerk).filter(dossier_id=self.dossier.pk):
                tick_off(message, by=clerk, on=day)
            decided = self._pip().established_on
            assert decided  # noqa: S101 it was established a step before
            begin = decided + DAY
            end = begin.replace(year=begin.year + 3, day=min(begin.day, 28))
            typed = TypedFacts(termijn_van=begin, termijn_tot=end)
            record_from_portal(self.gemeente, bsn=self.who.bsn, v_nummer=None, typed=typed, by=clerk)

    def accompanied(self, sent: date) -> None:
        """The course that is offered, and the talks that the plan fixes, as far as their days lie before today."""
        with suppress(Future):
            if self.asylum:
                with self.on(after_weekend(sent + timedelta(days=self.chance.randint(20, 80)))) as day:
                    self._told(Kind.AANBOD, day, "aanbieder", self.chance.choice(SCHOOLS))
            for number in range(self._pip().voortgangsgesprekken or 0):
                with self.on(after_weekend(sent + timedelta(days=150 + 150 * number))) as day:
                    self._told(Kind.VOORTGANGSGESPREK, day, "wijze", "kantoor")

    def _told(self, kind: Kind, day: date, key: str, value: str) -> None:
        by = self.staff.regisseur(self.code)
        report_fact(
            self.dossier, kind, by=by, on=day, payload={key: value}, summary=value, origin=Origin.EIGEN
        )

    def happens(self, day: date, event: str) -> None:
        """Something at DUO."""
        if self.code in BY_PORTAL:
            return
        with self.on(day):
            duo.happens(self.who.bsn, event, on=day)

    # --- parts ---------------------------------------------------------------------------------------------------

    def _pip(self) -> Pip:
        return self.dossier.pips.order_by("-versie")[0]

    def _content(self, start: PipContent, route: str) -> PipContent:
        young = self.chance.random() < 0.3
        return replace(
            start,
            leerroute=route,
            niveau={"B": "B1", "O": "B1", "Z": "A2"}[route],
            intensiteit_uren=self.chance.choice((900, 1050, 1200)) if self.asylum and route == "B" else None,
            map_uren=None if route == "O" else start.map_uren,
            wens_onderwijs=route == "O" or start.wens_onderwijs,
            jong_kind=young,
            vve_afspraak="Uw kind gaat vier dagdelen per week naar de voorschool." if young else "",
            motivering=MOTIVES[route],
            oordeel="De inburgeraar leert het best in kleine stappen en wil zelf deze route."
            if route == "Z" and not self.asylum
            else "",
            contact=self.dossier.regisseur,
            ondersteuning=("regisseur", "taalmaatje", *(("begeleiding",) if self.asylum else ())),
            doelen=(
                DoelTekst("taal", "Ik oefen elke week Nederlands buiten de les.", "taal_oefenen"),
                DoelTekst("werk", self.chance.choice(WISHES)),
            ),
            pw_besluiten=self._benefit_decisions() if self.asylum else (),
        )

    def _benefit_decisions(self) -> tuple[Pwstuk, ...]:
        granted = self.dossier.gebeurtenissen.filter(kind=Kind.BIJSTAND_RECHT).first()
        if granted is None:
            return ()
        number = f"PW-{self.dossier.number}"
        return (Pwstuk("participatie", number, granted.on), Pwstuk("ontzorgen", f"{number}-56a", granted.on))

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
        employee = self.staff.regisseur(self.code).employee
        assert employee  # noqa: S101
        assign_regisseur(dossier, employee, by=self.staff.actor("visser"), on=day)

    def _has_home(self) -> bool:
        assert self.person  # noqa: S101
        return self.person.addresses.exists()


def after_weekend(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


class Future(Exception):
    """The next step of a story lies after today."""


MOTIVES = {
    "B": "De leerbaarheidstoets laat zien dat B1 haalbaar is. U wilt graag werken en leert snel.",
    "O": "U wilt een opleiding volgen en u hebt in uw land al gestudeerd.",
    "Z": "Nederlands leren kost u veel tijd. Met deze route leert u wat u elke dag nodig hebt.",
}
SCHOOLS = ("Sagènn Educatie B.V.", "NLtraining")
WISHES = (
    "Ik wil werken als kok.",
    "Ik wil weer in de bouw werken.",
    "Ik wil mijn diploma verpleegkunde laten waarderen.",
    "Ik wil een eigen naaiatelier beginnen.",
    "Ik wil werken in een winkel.",
)
