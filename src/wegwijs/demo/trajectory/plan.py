"""The PIP, and what follows it."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from wegwijs.demo.staff import BY_PORTAL
from wegwijs.demo.trajectory.walk import DAY, Future, Walk, after_weekend
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import report_fact
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.exchange.duo.commands import TypedFacts, record_from_portal, send_due, tick_off
from wegwijs.exchange.duo.queries import portal_worklist
from wegwijs.stages.pip.commands import draft_pip, establish_pip, offer_pip, save_draft, send_pip
from wegwijs.stages.pip.content import DoelTekst, PipContent, Pwstuk, content_of
from wegwijs.stages.pip.models import Pip

MOTIVES = {
    "B": "De leerbaarheidstoets laat zien dat B1 haalbaar is. U wilt graag werken en leert snel.",
    "O": "U wilt een opleiding volgen en u hebt in uw land al gestudeerd.",
    "Z": "Nederlands leren kost u veel tijd. Met deze route leert u wat u elke dag nodig hebt.",
}
# What the law asks the college to judge before it sets one of these routes (Wi 8(1), 9(1)).
JUDGEMENTS = {
    "O": "De kans op een diploma is groot: een afgeronde studie en een hoge uitslag van de toets.",
    "Z": "B1 is niet haalbaar binnen de termijn: de inburgeraar leert het best in kleine stappen.",
}
SCHOOLS = ("Sagènn Educatie B.V.", "NLtraining")
WISHES = (
    "Ik wil werken als kok.",
    "Ik wil weer in de bouw werken.",
    "Ik wil mijn diploma verpleegkunde laten waarderen.",
    "Ik wil een eigen naaiatelier beginnen.",
    "Ik wil werken in een winkel.",
)


class Plan(Walk):
    """From the draft to the talks that the plan fixes."""

    def planned(self, day: date, *, route: str = "B") -> Pip:
        """The regisseur writes the plan."""
        with self.on(day):
            by = self.regisseur
            pip = draft_pip(self.dossier, by=by, on=day)
            return save_draft(
                pip, self._content(content_of(pip), route), by=by, on=day, expected_version=pip.version
            )

    def offered(self, day: date) -> None:
        """The plan goes to the decision-maker."""
        with self.on(day):
            offer_pip(self.pip, by=self.regisseur, on=day)

    def established(self, day: date, sent: date) -> None:
        """The decision, its sending, and DUO's answer with the term."""
        self.decided(day)
        self.sent(sent)
        if self.code in BY_PORTAL and self.last - sent > 300 * DAY:
            self._entered_in_portal(sent + 3 * DAY)

    def decided(self, day: date) -> None:
        """The decision."""
        with self.on(day):
            establish_pip(self.pip, by=self.staff.actor("smit"), on=day)

    def sent(self, day: date) -> None:
        """The letter goes out, and DUO answers."""
        with self.on(day):
            send_pip(self.pip, by=self.staff.actor("smit"), on=day, channel=Letter.Channel.POST)
            send_due()

    def _entered_in_portal(self, day: date) -> None:
        """Someone enters the plan in DUO's portal and types over the term that DUO gave."""
        with self.on(day):
            clerk = self.staff.actor("mulder")
            for message in portal_worklist(clerk).filter(dossier_id=self.dossier.pk):
                tick_off(message, by=clerk, on=day)
            decided = self.pip.established_on
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
                    school = self.chance.choice(SCHOOLS)
                    # Of one in ten no offer was found yet: for them the months of T-13 run on.
                    if not self.dossier.number.endswith("7"):
                        self._told(Kind.AANBOD, day, "aanbieder", school)
            for number in range(self.pip.voortgangsgesprekken or 0):
                with self.on(after_weekend(sent + timedelta(days=150 + 150 * number))) as day:
                    self._told(Kind.VOORTGANGSGESPREK, day, "wijze", "kantoor")

    def _told(self, kind: Kind, day: date, key: str, value: str) -> None:
        by = self.regisseur
        report_fact(
            self.dossier, kind, by=by, on=day, payload={key: value}, summary=value, origin=Origin.EIGEN
        )

    @property
    def pip(self) -> Pip:
        """The newest version of the plan."""
        return self.dossier.pips.order_by("-versie")[0]

    def _content(self, start: PipContent, route: str) -> PipContent:
        young = self.chance.random() < 0.3
        return replace(
            start,
            leerroute=route,
            niveau={"B": "B1", "O": "B1", "Z": "A2"}[route],
            intensiteit_uren=self._intensity(route) if self.asylum else None,
            map_uren=None if route == "O" else start.map_uren,
            wens_onderwijs=route == "O" or start.wens_onderwijs,
            jong_kind=young,
            vve_afspraak="Uw kind gaat vier dagdelen per week naar de voorschool." if young else "",
            motivering=MOTIVES[route],
            oordeel=JUDGEMENTS.get(route, ""),
            contact=self.dossier.regisseur,
            ondersteuning=("regisseur", "taalmaatje", *(("begeleiding",) if self.asylum else ())),
            doelen=(
                DoelTekst("taal", "Ik oefen elke week Nederlands buiten de les.", "taal_oefenen"),
                DoelTekst("werk", self.chance.choice(WISHES)),
            ),
            pw_besluiten=self._benefit_decisions() if self.asylum else (),
        )

    def _intensity(self, route: str) -> int:
        """The estimated hours of a route: a taalschakeltraject, or the two times 800 hours of the Z-route, are fixed."""
        fixed = {"O": 1500, "Z": 1600}.get(route)
        return fixed or self.chance.choice((900, 1050, 1200))

    def _benefit_decisions(self) -> tuple[Pwstuk, ...]:
        granted = self.dossier.gebeurtenissen.filter(kind=Kind.BIJSTAND_RECHT).first()
        if granted is None:
            return ()
        number = f"PW-{self.dossier.number}"
        return (Pwstuk("participatie", number, granted.on), Pwstuk("ontzorgen", f"{number}-56a", granted.on))
