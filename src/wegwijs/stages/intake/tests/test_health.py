"""Health stays with whoever makes or establishes the plan (Wi 37; Bi 9.11): nobody else reads it, nowhere else it stands."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core import serializers
from django.test import Client

from support.crawl import reachable
from support.intake import begun, call
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.commands import involve, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis, Taak, TermijnRow
from wegwijs.dossiers.queries import timeline
from wegwijs.errors import DomainError, NotAllowed
from wegwijs.messages.models import OutboundMessage
from wegwijs.stages.intake import commands
from wegwijs.stages.intake.commands.oproepen import Reden
from wegwijs.stages.intake.models import BredeIntake, Oproep, ToetsBesluit, WachtOpDerde
from wegwijs.stages.intake.queries import examennummer, feiten, must_have
from wi2021.intake import Onderdeel, check_intake

SignedIn = Callable[[Actor], Client]
CANARY = "kanariegeel"
# What the choices of health are called on a page.
WORDS = ("auditieve beperking", "visuele beperking", "medisch advies", "aangepaste plek", "ontheven", CANARY)
EYES = {"invloed": "veel", "zien": False, "horen": True, "nodig": ["plek"]}


@pytest.fixture
def intake(region: Region, dossier: Dossier) -> BredeIntake:
    """Someone who doesn't hear well: judged, exempted, ill for a talk, and advice of a doctor is waited for."""
    vwn = region.organisations["VluchtelingenWerk"]
    involve(dossier, vwn, by=region.regisseur, on=TODAY, purpose="begeleiding", basis="Wi 13")
    for kind, payload in (
        (Kind.DUO_PLICHT, {"plichtig": True, "begin": "2026-09-15", "kennisgeving": "2026-09-20"}),
        (Kind.DUO_TOETS_AANGEMELD, {"examennummer": "LBT1"}),
    ):
        record_event(dossier, kind, by=region.duo, on=date(2026, 9, 20), payload=payload, origin=Origin.DUO)
    made, by = begun(dossier, region), region.regisseur
    oproep = call(made, region, on=date(2026, 10, 1), at=date(2026, 10, 8))
    ill = Reden(Oproep.Verhindering.ANDERS, CANARY)
    commands.record_oproep_outcome(
        oproep, by=by, on=date(2026, 10, 8), outcome=Oproep.Uitkomst.MET_REDEN, why=ill
    )
    commands.fill_block(made, Onderdeel.LICHAMELIJKE_GEZONDHEID, EYES, by=by, on=TODAY, expected_version=0)
    commands.judge_toets(made, by=by, on=TODAY, can_take=False, motive=CANARY)
    commands.exempt_from_toets(made, by=by, on=TODAY, motive=CANARY)
    doctor = commands.Wacht(WachtOpDerde.Soort.MEDISCH, CANARY, necessary=True, motive=CANARY)
    commands.wait_for_third(made, doctor, by=by, on=TODAY)
    other = commands.Wacht(WachtOpDerde.Soort.ANDERS, CANARY, necessary=True, motive=CANARY, about=CANARY)
    commands.wait_for_third(made, other, by=by, on=TODAY)
    return must_have(dossier)


def told(text: str) -> list[str]:
    return [word for word in WORDS if word in text.lower()]


@pytest.mark.parametrize("job", ["counsellor", "administrator"])
def test_no_page_of_who_may_not_see_health_tells_of_it(
    region: Region, dossier: Dossier, intake: BredeIntake, signed_in: SignedIn, job: str
) -> None:
    walked = reachable(signed_in(getattr(region, job)))
    assert any(str(dossier.pk) in address for address in walked)
    leaks = {address: told(text) for address, (_, text) in walked.items() if told(text)}
    assert not leaks


@pytest.mark.parametrize("job", ["regisseur", "decider"])
def test_who_makes_or_establishes_the_plan_sees_it(
    region: Region, dossier: Dossier, intake: BredeIntake, signed_in: SignedIn, job: str
) -> None:
    page = signed_in(getattr(region, job)).get(f"/intake/{dossier.pk}/").content.decode()
    assert set(told(page)) >= {"auditieve beperking", "medisch advies", "aangepaste plek", CANARY}


def test_timeline_tasks_dates_audit_letters_and_messages_tell_nothing(
    dossier: Dossier, intake: BredeIntake
) -> None:
    rows: list[Any] = [
        *Gebeurtenis.objects.filter(dossier=dossier),
        *Taak.objects.filter(dossier=dossier),
        *TermijnRow.objects.filter(dossier=dossier),
        *AuditRecord.objects.all(),
        *(oproep.letter for oproep in intake.oproepen.all()),
        *OutboundMessage.objects.all(),
    ]
    stored = serializers.serialize("json", rows)
    assert len(json.loads(stored)) > 10
    assert not told(stored)


def test_exempted_and_left_out_read_the_same_in_the_timeline(
    region: Region, dossier: Dossier, intake: BredeIntake
) -> None:
    other = make_dossier(region)
    commands.skip_toets(
        begun(other, region), by=region.regisseur, on=TODAY, gemeente="Rotterdam", established_on=TODAY
    )
    first, second = (timeline(d).get(kind=Kind.TOETS_OVERGESLAGEN) for d in (dossier, other))
    assert (first.summary, first.get_kind_display()) == (second.summary, second.get_kind_display())
    assert first.payload == {"examennummer": "LBT1"}
    assert second.payload == {"examennummer": ""}


def test_taking_an_exemption_back_is_told_to_duo_s_side_and_keeps_the_decision(
    region: Region, dossier: Dossier, intake: BredeIntake
) -> None:
    commands.withdraw_toets_decision(intake, by=region.regisseur, on=TODAY, reason=CANARY)
    again = timeline(dossier).get(kind=Kind.TOETS_WEER_NODIG)
    assert again.payload == {"examennummer": "LBT1"} == {"examennummer": examennummer(dossier)}
    assert again.supersedes
    assert again.supersedes.kind == Kind.TOETS_OVERGESLAGEN
    assert not timeline(dossier).filter(kind=Kind.TOETS_OVERGESLAGEN).exists()
    kept = ToetsBesluit.objects.get(soort="ontheven")
    assert (kept.motief, kept.withdrawn_why, kept.withdrawn_on) == (CANARY, CANARY, TODAY)
    assert "leerbaarheidstoets" in {f.veld for f in check_intake(feiten(dossier), on=TODAY)}
    assert dossier.taken.filter(source_key="toets:aanmelding", done_on=None).exists()


def test_a_judgement_alone_is_taken_back_without_a_word_on_the_toets(
    region: Region, dossier: Dossier
) -> None:
    made, by = begun(dossier, region), region.regisseur
    commands.fill_block(made, Onderdeel.LICHAMELIJKE_GEZONDHEID, EYES, by=by, on=TODAY, expected_version=0)
    commands.judge_toets(made, by=by, on=TODAY, can_take=False, motive="geen tolk")
    with pytest.raises(DomainError, match="niet nodig"):
        commands.judge_toets(made, by=by, on=TODAY, can_take=True, motive="toch")
    commands.withdraw_toets_decision(made, by=by, on=TODAY, reason="vergissing")
    assert not dossier.gebeurtenissen.filter(
        kind__in=[Kind.TOETS_OVERGESLAGEN, Kind.TOETS_WEER_NODIG]
    ).exists()
    assert {e.summary for e in dossier.gebeurtenissen.filter(kind=Kind.INTAKE_ONDERDEEL)} == {
        "Lichamelijke gezondheid"
    }


def without_health(actor: Actor) -> Actor:
    permissions: Mapping[Permission, frozenset[str]] = {
        p: where for p, where in actor.permissions.items() if p is not Permission.HEALTH_VIEW
    }
    return replace(actor, permissions=permissions)


def test_the_right_to_see_health_is_a_right_of_its_own(
    region: Region,
    dossier: Dossier,
    intake: BredeIntake,
    signed_in: SignedIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nobody = without_health(region.regisseur)
    with pytest.raises(NotAllowed):
        commands.withdraw_toets_decision(intake, by=nobody, on=TODAY, reason="x")
    monkeypatch.setattr("wegwijs.access.middleware.actor_of", lambda *_, **__: nobody)
    browser = signed_in(region.regisseur)
    page = f"/intake/{dossier.pk}/"
    text = browser.get(page).content.decode()
    assert not told(text)
    assert "Gaat niet door, besloten op 23-11-2026" in text
    for part in (
        "toets/",
        "toets/terugnemen/",
        "onderdeel/lichamelijke_gezondheid/",
        "onderdeel/psychische_gezondheid/",
    ):
        assert browser.get(page + part).status_code == 404
    assert browser.get(f"{page}onderdeel/opleiding/").status_code == 200
