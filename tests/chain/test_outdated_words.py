"""Words that functional management rewrote and that a release fills in otherwise: no letter goes out with them."""

import pytest
from django.test import Client

from support.pips import offered, ready_dossier
from support.region import START, TODAY, Region
from support.walk import browser_of
from wegwijs.access.actor import Actor, actor_of
from wegwijs.access.commands import employ
from wegwijs.access.roles import Role
from wegwijs.config import cli
from wegwijs.documents.commands import begin_text, offer_text, put_in_force, save_text
from wegwijs.documents.models import Brieftekst, Letter
from wegwijs.documents.wording import DUTCH
from wegwijs.documents.wording.sections import Section
from wegwijs.errors import DomainError
from wegwijs.stages.pip.commands import establish_pip
from wegwijs.stages.pip.models import Pip, State


def manager(region: Region, username: str) -> Actor:
    employee = employ(
        region.organisations["SDD"], username=username, name=username.capitalize(), function="beheer",
        roles={Role.BEHEER: ()}, valid_from=START,
    )  # fmt: skip
    actor = actor_of(employee.user, on=TODAY)
    assert actor
    return actor


@pytest.fixture
def managers(region: Region) -> tuple[Actor, Actor]:
    return manager(region, "kok"), manager(region, "prins")


def waiting(managers: tuple[Actor, Actor], **texts: str) -> Brieftekst:
    """Offered by the first; the second has still to put it in force."""
    draft = begin_text(Section.PIP, by=managers[0])
    save_text(draft, {**draft.paragraphs, **texts}, by=managers[0], expected_version=draft.version)
    draft.refresh_from_db()
    offer_text(draft, by=managers[0], valid_from=TODAY, why="Korter")
    draft.refresh_from_db()
    return draft


@pytest.fixture
def rewritten(managers: tuple[Actor, Actor]) -> Brieftekst:
    draft = waiting(managers, komen="Kom altijd naar de les.")
    put_in_force(draft, by=managers[1], expected_version=draft.version)
    return draft


@pytest.fixture
def plan(region: Region) -> Pip:
    return offered(region, ready_dossier(region))


def release(monkeypatch: pytest.MonkeyPatch, words: str = "Kom naar de les op {dag}.") -> None:
    monkeypatch.setitem(DUTCH.texts["pip"], "komen", words)


def test_the_letter_stops_with_what_to_do_and_nothing_is_decided(
    region: Region, plan: Pip, rewritten: Brieftekst, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(monkeypatch)
    with pytest.raises(DomainError, match=r"alinea ‘Komen’ .* Vraag functioneel beheer"):
        establish_pip(plan, by=region.decider, on=TODAY)
    plan.refresh_from_db()
    assert plan.state == State.AANGEBODEN
    assert not Letter.objects.exists()
    page = browser_of(region.decider).get(f"/pip/{plan.dossier_id}/").content.decode()
    assert "Kom altijd naar de les." not in page


def test_a_page_shows_in_its_place_that_it_can_not_be(
    region: Region, plan: Pip, rewritten: Brieftekst, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(monkeypatch)
    page = browser_of(region.decider).get(f"/pip/{plan.dossier_id}/vaststellen/").content.decode()
    assert "Deze alinea kan nu niet in de brief." in page


def test_what_a_release_leaves_as_it_was_goes_on(region: Region, plan: Pip, rewritten: Brieftekst) -> None:
    assert establish_pip(plan, by=region.decider, on=TODAY).letter


def test_management_finds_the_task_in_the_menu_and_the_words_on_the_page(
    managers: tuple[Actor, Actor], rewritten: Brieftekst, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser: Client = browser_of(managers[0])
    assert "Teksten herstellen" not in browser.get("/documenten/teksten/").content.decode()
    release(monkeypatch)
    for address in ("/documenten/teksten/", f"/documenten/teksten/{rewritten.pk}/"):
        page = browser.get(address).content.decode()
        assert "Teksten herstellen" in page
        assert "houdt brieven tegen" in page
        assert "Alinea ‘Komen’: Hier ontbreekt {dag}." in page
    mended = waiting(managers, komen="Kom op {dag}.")
    put_in_force(mended, by=managers[1], expected_version=mended.version)
    page = browser.get("/documenten/teksten/").content.decode()
    assert "houdt brieven tegen" not in page
    assert "Teksten herstellen" not in page


def test_what_a_release_overtook_is_not_put_in_force(
    managers: tuple[Actor, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = waiting(managers, komen="Kom altijd naar de les.")
    release(monkeypatch)
    with pytest.raises(DomainError, match="passen niet meer"):
        put_in_force(draft, by=managers[1], expected_version=draft.version)


def test_who_runs_the_server_is_told(
    rewritten: Brieftekst, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "_setup", lambda: None)
    assert cli.main(["check-texts"]) == 0
    release(monkeypatch)
    assert cli.main(["check-texts"]) == 1
    assert "alinea ‘Komen’: Hier ontbreekt {dag}" in capsys.readouterr().out
