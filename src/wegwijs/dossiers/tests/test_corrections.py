"""What was typed over wrongly is put right or withdrawn: the old row stays, what follows from it is derived anew."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.commands import (
    assign_regisseur,
    correct_event,
    end_involvement,
    file_post,
    involve,
    move_post,
    record_event,
    register_post,
    set_gemeente_registration,
    withdraw_event,
)
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier, Gebeurtenis, IngekomenStuk, State, TermijnRow
from wegwijs.dossiers.queries import visible
from wegwijs.dossiers.stand import stand
from wegwijs.errors import Conflict, DomainError
from wegwijs.organisations.models import Employee

SignedIn = Callable[[Actor], Client]
RIGHT = date(2026, 9, 1)
WRONG = date(2026, 10, 1)


@pytest.fixture
def desk(region: Region, signed_in: SignedIn) -> Client:
    return signed_in(region.regisseur)


def ontzorgen_ends(dossier: Dossier) -> list[date]:
    return list(
        TermijnRow.objects.filter(dossier=dossier, label__startswith="Ontzorgen").values_list(
            "last_day", flat=True
        )
    )


@pytest.fixture
def bijstand(region: Region, dossier: Dossier) -> Gebeurtenis:
    """A right to bijstand, typed a month too late."""
    group = {"indeling": "Asielstatushouder", "gedetailleerd": "Asielstatushouder"}
    record_event(dossier, Kind.DUO_DOELGROEP, by=region.duo, on=RIGHT, payload=group, origin=Origin.DUO)
    return record_event(dossier, Kind.BIJSTAND_RECHT, by=region.regisseur, on=WRONG)


def test_a_wrong_day_is_put_right_and_the_termijn_follows(
    dossier: Dossier, bijstand: Gebeurtenis, desk: Client
) -> None:
    before = ontzorgen_ends(dossier)
    page = f"/dossiers/{dossier.pk}/tijdlijn/{bijstand.pk}/verbeteren/"
    assert page in desk.get(f"/dossier/{dossier.pk}/").content.decode()
    assert 'value="01-10-2026"' in desk.get(page).content.decode()
    typed = {"on": "01-09-2026", "reden_correctie": "verkeerd overgenomen"}
    assert desk.post(page, typed).status_code == 302
    assert ontzorgen_ends(dossier) == [
        day - timedelta(days=31 if day.month == 4 else 30) for day in before
    ] or (ontzorgen_ends(dossier) < before)
    assert Gebeurtenis.objects.filter(pk=bijstand.pk).exists()
    assert desk.post(page, typed).status_code == 404


def test_what_never_happened_is_withdrawn_and_counts_no_more(
    dossier: Dossier, bijstand: Gebeurtenis, desk: Client
) -> None:
    assert ontzorgen_ends(dossier)
    page = f"/dossiers/{dossier.pk}/tijdlijn/{bijstand.pk}/intrekken/"
    assert desk.post(page, {"reason": "ander dossier"}).status_code == 302
    assert not ontzorgen_ends(dossier)
    assert "Recht op bijstand: ander dossier" in desk.get(f"/dossier/{dossier.pk}/").content.decode()


def test_of_two_who_correct_one_row_the_second_is_told(region: Region, bijstand: Gebeurtenis) -> None:
    correct_event(bijstand, by=region.regisseur, on=RIGHT, payload={}, summary="", reason="x")
    with pytest.raises(DomainError, match="intussen verbeterd of ingetrokken"):
        withdraw_event(bijstand, by=region.colleague, reason="y")


def test_a_withdrawn_registration_can_be_recorded_again(region: Region, dossier: Dossier) -> None:
    first = set_gemeente_registration(dossier, by=region.regisseur, on=RIGHT, article_28=True)
    withdraw_event(first, by=region.regisseur, reason="verkeerde persoon")
    again = set_gemeente_registration(dossier, by=region.regisseur, on=RIGHT, article_28=True)
    assert again.pk != first.pk
    assert set_gemeente_registration(dossier, by=region.regisseur, on=RIGHT, article_28=True).pk == again.pk


def test_messages_of_duo_and_rows_of_another_dossier_are_not_corrected_here(
    region: Region, dossier: Dossier, bijstand: Gebeurtenis, desk: Client
) -> None:
    duo = dossier.gebeurtenissen.get(kind=Kind.DUO_DOELGROEP)
    other = make_dossier(region)
    for address in (f"{dossier.pk}/tijdlijn/{duo.pk}", f"{other.pk}/tijdlijn/{bijstand.pk}"):
        for act in ("verbeteren", "intrekken"):
            assert desk.get(f"/dossiers/{address}/{act}/").status_code == 404


def test_earlier_groups_of_duo_stand_beside_the_present_one(region: Region, dossier: Dossier) -> None:
    for on, group in ((date(2026, 5, 1), "Gezinsmigrant en overige migrant"), (RIGHT, "Asielstatushouder")):
        payload = {"indeling": group, "gedetailleerd": ""}
        record_event(dossier, Kind.DUO_DOELGROEP, by=region.duo, on=on, payload=payload, origin=Origin.DUO)
    [shown] = [fact for fact in stand(dossier.gebeurtenissen.all()) if fact.label == "Doelgroep"]
    assert shown.value == "Asielstatushouder"
    assert shown.before == "eerder Gezinsmigrant en overige migrant vanaf 01-05-2026"


def plicht(dossier: Dossier, region: Region, kennisgeving: str | None) -> None:
    payload = {"plichtig": True, "begin": kennisgeving, "kennisgeving": kennisgeving}
    record_event(dossier, Kind.DUO_PLICHT, by=region.duo, on=TODAY, payload=payload, origin=Origin.DUO)


@pytest.mark.parametrize(
    ("kennisgeving", "state"),
    [("2021-12-31", State.VOORLOPER), (None, State.VOORLOPER), ("2022-01-01", State.OPEN)],
)
def test_a_voorloper_is_one_until_a_kennisgeving_of_this_act(
    region: Region, kennisgeving: str | None, state: State
) -> None:
    dossier = make_dossier(region)
    record_event(dossier, Kind.VOORLOPER_GESTART, by=region.regisseur, on=date(2021, 11, 1))
    assert dossier.state == State.VOORLOPER
    plicht(dossier, region, kennisgeving)
    assert dossier.state == state


def partner(region: Region, dossier: Dossier) -> object:
    return involve(
        dossier, region.counsellor.organisation, by=region.regisseur, on=TODAY,
        purpose="maatschappelijke begeleiding", basis="Wi 13",
    )  # fmt: skip


def test_a_partner_is_out_at_the_next_request(
    region: Region, dossier: Dossier, desk: Client, signed_in: SignedIn
) -> None:
    partner(region, dossier)
    theirs = signed_in(region.counsellor)
    assert theirs.get(f"/dossier/{dossier.pk}/").status_code == 200
    page = desk.get(f"/dossiers/{dossier.pk}/partners/").content.decode()
    assert "VluchtelingenWerk Drechtsteden" in page
    end = next(part.split('"')[0] for part in page.split('href="') if "/einde/" in part.split('"')[0])
    assert desk.post(end, {"on": "22-11-2026"}).status_code == 302
    assert theirs.get(f"/dossier/{dossier.pk}/").status_code == 404
    assert dossier.gebeurtenissen.filter(kind=Kind.PARTNER_EINDE).exists()
    assert "Niemand kijkt mee" in desk.get(f"/dossiers/{dossier.pk}/partners/").content.decode()


def test_access_that_ended_is_not_given_again_by_moving_its_end(region: Region, dossier: Dossier) -> None:
    row = partner(region, dossier)
    end_involvement(row, by=region.regisseur, on=TODAY)  # type: ignore[arg-type]
    with pytest.raises(DomainError, match="eindigt al na"):
        end_involvement(row, by=region.regisseur, on=date(2030, 1, 1))  # type: ignore[arg-type]
    assert list(visible(region.counsellor)) == [dossier]


def letter(region: Region) -> IngekomenStuk:
    return register_post(
        region.dordrecht, by=region.regisseur, received_on=TODAY, channel=IngekomenStuk.Channel.POST, sender="School",
        subject="Diploma",
    )  # fmt: skip


def test_who_does_not_know_the_number_types_a_name_and_chooses(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    item = letter(region)
    address = f"/dossiers/post/{item.pk}/"
    text = desk.post(address, {"number": "tesf sel", "task": "Diploma beoordelen"}).content.decode()
    assert "Welk dossier bedoelt u?" in text
    assert f'name="number" value="{dossier.number}"' in text
    assert 'name="task" value="Diploma beoordelen"' in text
    item.refresh_from_db()
    assert item.dossier is None
    assert AuditRecord.objects.filter(action="zoeken", detail__contains="voor post").count() == 1
    assert desk.post(address, {"number": dossier.number, "task": ""}).status_code == 302
    item.refresh_from_db()
    assert item.dossier == dossier


def test_a_name_that_nobody_has_is_refused_at_its_field(region: Region, desk: Client) -> None:
    text = desk.post(f"/dossiers/post/{letter(region).pk}/", {"number": "Zzyzx"}).content.decode()
    assert "Hier hoort geen dossier bij" in text
    assert 'value="Zzyzx"' in text


def test_post_stands_in_its_dossier_and_moves_to_the_right_one(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    right, item = make_dossier(region), letter(region)
    assert (
        AuditRecord.objects.filter(subject_kind="post", subject_id=str(item.pk), action="wijzigen").count()
        == 1
    )
    file_post(item, dossier, by=region.regisseur, task="Diploma beoordelen")
    assert f"/dossiers/post/{item.pk}/" in desk.get(f"/dossier/{dossier.pk}/").content.decode()
    typed = {"number": right.number, "reason": "naamgenoot"}
    assert desk.post(f"/dossiers/post/{item.pk}/", typed).status_code == 302
    text = desk.get(f"/dossier/{dossier.pk}/").content.decode()
    assert f"/dossiers/post/{item.pk}/" not in text
    assert "hoort bij een ander dossier (naamgenoot)" in text
    assert f"/dossiers/post/{item.pk}/" in desk.get(f"/dossier/{right.pk}/").content.decode()
    assert not dossier.taken.filter(done_on=None).exists()


def test_post_does_not_move_to_where_it_is_or_to_another_gemeente(region: Region, dossier: Dossier) -> None:
    item = letter(region)
    with pytest.raises(DomainError, match="nog bij geen"):
        move_post(item, dossier, by=region.regisseur, reason="x")
    file_post(item, dossier, by=region.regisseur)
    with pytest.raises(DomainError, match="hoort al bij dat dossier"):
        move_post(item, dossier, by=region.regisseur, reason="x")


def chief(actor: Actor) -> Employee:
    assert actor.employee
    return actor.employee


def test_of_two_team_leaders_the_second_sees_whom_the_first_chose(
    region: Region, dossier: Dossier, signed_in: SignedIn
) -> None:
    first, second = str(chief(region.regisseur).pk), str(chief(region.colleague).pk)
    browser, page = signed_in(region.teamlead), f"/dossiers/{dossier.pk}/regisseur/"
    assert browser.post(page, {"employee": first, "version": "1"}).status_code == 302
    answer = browser.post(page, {"employee": second, "version": "1"})
    assert answer.status_code == 409
    assert "A. de Vries" in answer.content.decode()
    assert "B. Jansen" in answer.content.decode()
    with pytest.raises(Conflict):
        assign_regisseur(dossier, chief(region.colleague), by=region.teamlead, on=TODAY, expected_version=1)


def test_of_two_who_write_down_a_referent_the_second_sees_both(
    region: Region, dossier: Dossier, desk: Client
) -> None:
    page = f"/personen/{dossier.person_id}/referent/"
    typed = {"name": "P. de Wit", "relation": "partner", "phone": "", "version": "1"}
    assert desk.post(page, typed).status_code == 302
    answer = desk.post(page, {**typed, "name": "J. Anders"})
    assert answer.status_code == 409
    assert "P. de Wit" in answer.content.decode()


def test_a_bsn_of_a_referent_is_not_stored_anywhere(dossier: Dossier, desk: Client) -> None:
    page = f"/personen/{dossier.person_id}/referent/"
    typed = {"name": "P. de Wit 999990408", "relation": "partner", "phone": "", "version": "1"}
    assert "Dat van een referent bewaren wij niet" in desk.post(page, typed).content.decode()


def test_a_trajectory_does_not_end_before_it_began(dossier: Dossier, desk: Client) -> None:
    page = f"/dossiers/{dossier.pk}/gegevens/traject/"
    typed = {"on": "01-10-2026", "soort": "re-integratie", "tot": "30-09-2026"}
    assert "De laatste dag ligt voor het begin" in desk.post(page, typed).content.decode()
    assert desk.post(page, {**typed, "tot": "31-12-2026"}).status_code == 302
    assert "vanaf 01-10-2026 tot en met 31-12-2026" in desk.get(f"/dossier/{dossier.pk}/").content.decode()
