"""Termijnen follow from the timeline, and a rebuild changes nothing."""

from datetime import date

import pytest

from support.region import TODAY, Region
from wegwijs.dossiers.commands import rebuild_termijnen, record_event, set_gemeente_registration
from wegwijs.dossiers.kinds import DAILY, Kind, Origin
from wegwijs.dossiers.models import Dossier, Fase, TermijnRow, Variant
from wegwijs.dossiers.presenters import termijn_lines, why_of


def notify(dossier: Dossier, region: Region, on: date) -> None:
    """What DUO's first message brings."""
    record_event(
        dossier, Kind.DUO_DOELGROEP, by=region.duo, on=on, origin=Origin.DUO,
        payload={"indeling": "Asielstatushouder", "gedetailleerd": "Asielstatushouder"},
    )  # fmt: skip
    record_event(
        dossier, Kind.DUO_PLICHT, by=region.duo, on=on, origin=Origin.DUO,
        payload={"plichtig": True, "begin": on.isoformat(), "kennisgeving": on.isoformat()},
    )  # fmt: skip


def test_no_termijn_while_an_asylum_permit_holder_still_lives_in_the_azc(
    region: Region, dossier: Dossier
) -> None:
    notify(dossier, region, date(2026, 8, 20))
    assert not TermijnRow.objects.filter(dossier=dossier)


def test_registration_in_the_gemeente_starts_ten_weeks(region: Region, dossier: Dossier) -> None:
    notify(dossier, region, date(2026, 8, 20))
    set_gemeente_registration(dossier, by=region.regisseur, on=date(2026, 9, 10), article_28=True)
    row = TermijnRow.objects.get(dossier=dossier, soort="pip")
    assert (row.last_day, row.rule) == (date(2026, 11, 19), "T-02")
    assert "10-09-2026" in " ".join(row.why["uitleg"])


def test_a_date_that_moved_shows_both_counts_and_every_rule_and_what_is_unsure(
    region: Region, dossier: Dossier
) -> None:
    """Ten weeks from 05-03-2026 end on Ascension Day; the day after is made equal to a holiday."""
    notify(dossier, region, date(2026, 2, 20))
    set_gemeente_registration(dossier, by=region.regisseur, on=date(2026, 3, 5), article_28=True)
    row = TermijnRow.objects.get(dossier=dossier, soort="pip")
    (line,), _ = termijn_lines([row], TODAY)
    assert line.due.text == "18-05-2026"
    assert line.note.endswith("geteld tot 14-05-2026")
    assert line.why.source.startswith(
        "Besluit inburgering 2021, artikel 5.3, eerste lid; Algemene termijnenwet, artikel 1, eerste lid; "
    )
    assert "regel T-02, ATW-1 · geldig vanaf 01-01-2023" in line.why.source
    assert "gecontroleerd" not in line.why.source
    unread = {**row.why, "onzeker": ["T-10: nog niet gecontroleerd"]}
    assert why_of(row.last_day, unread).source.endswith(" · T-10: nog niet gecontroleerd")


def test_columns_of_the_dossier_follow_its_timeline(region: Region, dossier: Dossier) -> None:
    notify(dossier, region, date(2026, 8, 20))
    set_gemeente_registration(dossier, by=region.regisseur, on=date(2026, 9, 10), article_28=True)
    dossier.refresh_from_db()
    assert (dossier.variant, dossier.fase) == (Variant.ASIEL, Fase.INTAKE)


def test_a_repeated_registration_changes_nothing(region: Region, dossier: Dossier) -> None:
    for _ in range(3):
        set_gemeente_registration(dossier, by=region.regisseur, on=date(2026, 9, 10), article_28=True)
    assert dossier.gebeurtenissen.filter(kind=Kind.BRP_INSCHRIJVING).count() == 1


def test_a_rebuild_equals_what_is_stored(region: Region, dossier: Dossier) -> None:
    notify(dossier, region, date(2026, 8, 20))
    set_gemeente_registration(dossier, by=region.regisseur, on=date(2026, 9, 10), article_28=True)
    assert [r.changed for r in rebuild_termijnen(on=TODAY)] == [0]


@pytest.mark.parametrize("kind", sorted(DAILY))
@pytest.mark.parametrize("spoken", [True, False])
def test_daily_work_derives_nothing_anew_because_nothing_depends_on_it(
    region: Region, dossier: Dossier, kind: Kind, spoken: bool
) -> None:
    notify(dossier, region, date(2026, 8, 20))
    record_event(dossier, kind, by=region.regisseur, on=TODAY, payload={"gesproken": spoken})
    assert [r.changed for r in rebuild_termijnen(on=TODAY)] == [0]
