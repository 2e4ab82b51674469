"""Ontzorgen begins for who has the duty by law, and nothing is paid before decision, consents and plan are there."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.guidance import guided
from support.plans import RIGHT, by_duty, cost, income, planned, prepared, running, second, treasurer
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.errors import Conflict, DomainError, NotAllowed
from wegwijs.stages.ontzorgen.commands.traject import (
    Start,
    agree_longer,
    begin,
    decide,
    judge_partner,
    judge_toeslagen,
    sign,
    start,
    take_over,
    withdraw_consent,
)
from wegwijs.stages.ontzorgen.grounds import basis_of, ground_of, refusal_of
from wegwijs.stages.ontzorgen.models import Inkomensoort, Kostensoort, Machtiging, Ontzorging
from wegwijs.stages.ontzorgen.queries.plans import last_day_of
from wi2021.grondslag import Outcome

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]
S, V, P = Ontzorging.State, Machtiging.Waarvoor, Ontzorging.Partner


class TestStart:
    def test_six_months_from_the_right_for_who_has_permit_duty_and_bijstand(self, region: Region) -> None:
        made = start(by_duty(region), Start(), by=treasurer(region))
        assert (made.since, made.last_day, made.state) == (RIGHT, date(2027, 5, 1), S.VOORBEREIDEN)
        assert made.administrator == treasurer(region).employee
        told = made.dossier.gebeurtenissen.get(kind=Kind.ONTZORGEN)
        assert told.summary == "wordt voorbereid, tot en met 01-05-2027"

    def test_a_regular_permit_gives_no_duty_and_the_refusal_says_why(self, region: Region) -> None:
        """E50."""
        dossier = make_dossier(region, variant=Variant.GEZIN)
        record_event(dossier, Kind.DUO_PLICHT, by=region.duo, on=RIGHT, payload={"begin": "2026-09-01"})
        group = {"indeling": "Asielstatushouder", "gedetailleerd": "Nareiziger van asielstatushouder"}
        record_event(dossier, Kind.DUO_DOELGROEP, by=region.duo, on=RIGHT, payload=group)
        record_event(dossier, Kind.BIJSTAND_RECHT, by=region.regisseur, on=RIGHT)
        with pytest.raises(DomainError, match="alleen vrijwillig") as refused:
            start(dossier, Start(), by=treasurer(region))
        assert refused.value.artikel is not None

    def test_what_isnt_known_is_named(self, region: Region, dossier: Dossier) -> None:
        record_event(dossier, Kind.BIJSTAND_RECHT, by=region.regisseur, on=RIGHT)
        with pytest.raises(DomainError, match="de groep volgens DUO"):
            start(dossier, Start(), by=treasurer(region))

    def test_a_second_right_asks_a_judgement_with_a_reason(self, region: Region, dossier: Dossier) -> None:
        by_duty(region, dossier, since=date(2026, 3, 1), duty=date(2026, 2, 1))
        record_event(dossier, Kind.BIJSTAND_EINDE, by=region.regisseur, on=date(2026, 6, 1))
        record_event(dossier, Kind.BIJSTAND_RECHT, by=region.regisseur, on=date(2026, 11, 1))
        with pytest.raises(DomainError, match="opnieuw") as asked:
            start(dossier, Start(), by=treasurer(region))
        assert asked.value.field == "again"
        with pytest.raises(DomainError, match="Schrijf op waarom"):
            start(dossier, Start(again="OPNIEUW"), by=treasurer(region))
        made = start(dossier, Start(again="OPNIEUW", again_reason="Nooit ontzorgd."), by=treasurer(region))
        assert (made.since, made.last_day) == (date(2026, 11, 1), date(2027, 4, 30))
        assert dossier.gebeurtenissen.get(kind=Kind.ONTZORGEN).payload["motief"] == "Nooit ontzorgd."

    def test_not_twice_nor_by_who_may_not(self, region: Region) -> None:
        dossier = by_duty(region)
        for by in (region.regisseur, region.teamlead, region.counsellor):
            with pytest.raises(NotAllowed):
                start(dossier, Start(), by=by)
        start(dossier, Start(), by=treasurer(region))
        with pytest.raises(DomainError, match="wordt al ontzorgd"):
            start(dossier, Start(), by=second(region))


class TestBegin:
    def test_everything_that_lacks_is_named(self, region: Region) -> None:
        made = prepared(region, complete=False)
        with pytest.raises(DomainError) as refused:
            begin(made, by=treasurer(region))
        for what in ("het besluit", "oordeel over de partner", "machtiging voor de vaste lasten", "kosten"):
            assert what in str(refused.value)

    def test_a_telephone_bill_needs_its_own_consent(self, region: Region) -> None:
        """E51."""
        made, by = planned(region), treasurer(region)
        phone = cost(made, by, Kostensoort.TELEFOON, 25_00, reason="Nodig voor de school.")
        assert "Zonder machtiging" in refusal_of(ground_of(phone, basis_of(made, on=TODAY), on=TODAY))
        with pytest.raises(DomainError, match="toestemming voor telefoon"):
            begin(made, by=by)
        sign(made, V.ANDERE, by=by, signed_on=TODAY, reference="kast 3")
        assert begin(made, by=by).state == S.LOOPT

    def test_the_five_rest_on_the_duty_with_article(self, region: Region) -> None:
        made = running(region)
        rent = made.kosten.get(soort=Kostensoort.HUUR)
        found = ground_of(rent, basis_of(made, on=TODAY), on=TODAY)
        assert isinstance(found, Outcome)
        assert found.value.mag
        assert "56a" in str(found.value.artikel)

    def test_once_it_runs_nothing_gets_in_that_may_not_be_paid(self, region: Region) -> None:
        made, by = running(region), treasurer(region)
        with pytest.raises(DomainError, match="Zonder machtiging"):
            cost(made, by, Kostensoort.TELEFOON, 25_00, reason="Nodig voor de school.")
        with pytest.raises(DomainError, match="Zonder volmacht"):
            income(made, by, "loon", 500_00, sender="Bakkerij")  # type: ignore[arg-type]

    def test_again_changes_nothing(self, region: Region) -> None:
        made = running(region)
        assert begin(made, by=treasurer(region)).version == made.version


class TestConsent:
    def test_taken_back_it_counts_no_more_and_may_be_given_anew(self, region: Region) -> None:
        made, by = running(region), treasurer(region)
        row = made.machtigingen.get(voor=V.VASTE_LASTEN)
        with pytest.raises(DomainError, match="al een machtiging"):
            sign(made, V.VASTE_LASTEN, by=by, signed_on=TODAY, reference="kast 3")
        withdraw_consent(row, by=by, on=TODAY)
        rent = made.kosten.get(soort=Kostensoort.HUUR)
        assert "machtiging" in refusal_of(ground_of(rent, basis_of(made, on=TODAY), on=TODAY))
        sign(made, V.VASTE_LASTEN, by=by, signed_on=TODAY, reference="kast 4")

    def test_where_the_paper_lies_and_a_day_that_came(self, region: Region) -> None:
        made, by = prepared(region), treasurer(region)
        with pytest.raises(DomainError, match="waar het getekende stuk ligt"):
            sign(made, V.INKOMEN, by=by, signed_on=TODAY, reference=" ")
        with pytest.raises(DomainError, match="komt nog"):
            sign(made, V.INKOMEN, by=by, signed_on=TODAY + timedelta(days=1), reference="kast 3")


class TestChanges:
    def test_a_partner_with_another_duty_is_a_judgement_with_a_reason(self, region: Region) -> None:
        made, by = prepared(region, complete=False), treasurer(region)
        with pytest.raises(DomainError, match="uw oordeel"):
            judge_partner(made, by=by, partner=P.NIET, reason="", expected_version=made.version)
        row = judge_partner(made, by=by, partner=P.NIET, reason="Regulier.", expected_version=made.version)
        assert row.partner_judged_by == by.label
        with pytest.raises(Conflict):
            judge_partner(made, by=second(region), partner=P.GEEN, reason="", expected_version=made.version)

    def test_longer_only_after_the_duty_and_with_a_reason(self, region: Region) -> None:
        made, by = running(region), treasurer(region)
        longer = made.last_day + timedelta(days=61)
        with pytest.raises(DomainError, match="geen verlenging"):
            agree_longer(made, by=by, until=longer, reason="", expected_version=made.version)
        with pytest.raises(DomainError, match="Kies een dag daarna"):
            agree_longer(made, by=by, until=made.last_day, reason="Zo.", expected_version=made.version)
        row = agree_longer(made, by=by, until=longer, reason="Afgesproken.", expected_version=made.version)
        assert last_day_of(row) == longer

    def test_another_takes_over(self, region: Region) -> None:
        made = take_over(prepared(region), by=second(region))
        assert made.administrator == second(region).employee

    def test_the_decision_needs_where_it_lies(self, region: Region) -> None:
        made, by = prepared(region, complete=False), treasurer(region)
        with pytest.raises(DomainError, match="kenmerk"):
            decide(made, by=by, decided_on=TODAY, decision=" ", expected_version=made.version)

    def test_vluchtelingenwerk_changes_nothing(self, region: Region, dossier: Dossier) -> None:
        made = planned(region, guided(region, dossier))
        with pytest.raises(NotAllowed):
            cost(made, region.counsellor)


class TestNoBsn:
    """VluchtelingenWerk reads all of this, and may see no BSN (P-06)."""

    def test_nowhere_in_words(self, region: Region) -> None:
        made, by = prepared(region, complete=False), treasurer(region)
        bsn, at = "zie 999990408", made.version
        acts: dict[str, Callable[[], object]] = {
            "partner_reason": lambda: judge_partner(made, by=by, partner=P.NIET, reason=bsn, expected_version=at),
            "toeslagen_reason": lambda: judge_toeslagen(made, by=by, toeslagen="eigen", reason=bsn, expected_version=at),
            "agreed_reason": lambda: agree_longer(
                made, by=by, until=made.last_day + timedelta(days=9), reason=bsn, expected_version=at
            ),
            "decision": lambda: decide(made, by=by, decided_on=TODAY, decision=bsn, expected_version=at),
            "reference": lambda: sign(made, V.INKOMEN, by=by, signed_on=TODAY, reference=bsn),
        }  # fmt: skip
        for field, act in acts.items():
            with pytest.raises(DomainError, match="BSN") as refused:
                act()
            assert refused.value.field == field
        dossier = by_duty(region, make_dossier(region))
        for field, wanted in (
            ("decision", Start(decision=bsn)),
            ("partner_reason", Start(partner=P.NIET, partner_reason=bsn)),
        ):
            with pytest.raises(DomainError, match="BSN") as refused:
                start(dossier, wanted, by=by)
            assert refused.value.field == field


class TestToeslagen:
    """Whether toeslagen may come to our account: a judgement with why, who and when (law 0.3 at O-02)."""

    def test_it_is_asked_recorded_and_shown(self, region: Region, signed_in: SignedIn) -> None:
        made = running(region)
        by = treasurer(region)
        income(made, by, Inkomensoort.ZORGTOESLAG, 120_00, sender="Dienst Toeslagen")
        browser, base = signed_in(by), f"/ontzorgen/{made.dossier_id}/"
        page = browser.get(base).content.decode()
        assert "op onze rekening: nog niet beoordeeld" in page
        assert "Kan deze toeslag op een rekening van het college komen?" in page
        given = {
            "toeslagen": "onze",
            "toeslagen_reason": "Dienst Toeslagen zei op 12 november dat het kan.",
            "version": made.version,
        }
        assert browser.post(f"{base}toeslagen/", given).status_code == 302
        page = browser.get(base).content.decode()
        for words in (
            "Op onze rekening, met de volmacht",
            "zei op 12 november dat het kan",
            by.label,
            "23-11-2026",
        ):
            assert words in page, words
        assert "Kan deze toeslag op een rekening van het college komen?" not in page
        assert "Het college koos voor een rekening van het college" in page
        assert signed_in(region.teamlead).get(f"{base}toeslagen/").status_code == 404

    @pytest.mark.parametrize(
        ("chosen", "reason", "field"), [("", "x", "toeslagen"), ("onze", "  ", "toeslagen_reason")]
    )
    def test_without_a_choice_or_a_reason_it_is_none(
        self, region: Region, chosen: str, reason: str, field: str
    ) -> None:
        made = running(region)
        with pytest.raises(DomainError) as refused:
            judge_toeslagen(
                made, by=treasurer(region), toeslagen=chosen, reason=reason, expected_version=made.version
            )
        assert refused.value.field == field
        with pytest.raises(Conflict):
            judge_toeslagen(
                made, by=treasurer(region), toeslagen="eigen", reason="x", expected_version=made.version - 1
            )
