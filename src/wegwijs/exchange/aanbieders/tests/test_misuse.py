"""Stolen keys, other people's participants, repeats, huge and nonsensical bodies: refused in Dutch, and never a fault of ours."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.aanbieders import BASE, UNTIL, System, key_of, problem
from support.beheer import manager_of
from support.lessons import course, learner, learning
from support.region import Region
from wegwijs import clock, jobs
from wegwijs.access.commands import revoke_key
from wegwijs.access.models import AccessKey, User
from wegwijs.audit.models import AuditRecord
from wegwijs.imports.models import ImportFile
from wegwijs.organisations.models import Organisation
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Lesweek

pytestmark = pytest.mark.django_db
ROW = {"dossiernummer": "2026-0505-0002", "week": "2026-W45", "gevolgd": 10}
BSN = "999990408"


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    cache.clear()


@pytest.fixture
def row(region: Region) -> Inburgeringsaanbod:
    return learning(region, learner(region), course(region))


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic dTpw", "Bearer wegwijs_nooit", f"Bearer {'x' * 5000}", "Bearer é"],
)
def test_without_a_key_that_stands_nothing_opens(region: Region, header: str) -> None:
    answer = Client(headers={"Authorization": header}).get(f"{BASE}/deelnemers")
    assert "sleutel" in problem(answer, 401)["detail"].lower()  # type: ignore[arg-type]
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_sign_in_opens_nothing_here(region: Region) -> None:
    browser = Client()
    browser.force_login(region.regisseur.user, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(f"{BASE}/deelnemers").status_code == 401


def test_a_key_opens_no_page(region: Region) -> None:
    system = System(key_of(region))
    for page in ("/", "/leerroutes/school/", "/beheer/sleutels/"):
        assert system.client.get(page).status_code == 302


def test_nobody_signs_in_with_the_account_of_a_key(region: Region) -> None:
    key_of(region)
    user = User.objects.get(username__startswith="koppeling-")
    assert not user.has_usable_password()
    assert (user.employee, user.is_staff, user.is_superuser) == (None, False, False)


def test_a_stolen_key_is_shut_out_at_once_and_the_audit_tells(region: Region) -> None:
    secret = key_of(region)
    system, key = System(secret), AccessKey.objects.get()
    assert system.get("/deelnemers").status_code == 200
    revoke_key(key, by=manager_of(region, "SDD", "tweede"))
    for _ in range(3):
        assert "ingetrokken" in problem(system.get("/deelnemers"), 401)["detail"]
    [told] = AuditRecord.objects.filter(
        subject_kind="sleutel", subject_id=str(key.pk), detail__startswith="geweigerd"
    )
    assert (told.actor, told.detail) == ("niet aangemeld", "geweigerd: ingetrokken")


def test_a_key_ends_by_itself(region: Region) -> None:
    system = System(key_of(region))
    with clock.frozen(UNTIL):
        assert system.get("/cursussen").status_code == 200
    with clock.frozen(UNTIL + timedelta(days=1)):
        assert "verlopen" in problem(system.get("/cursussen"), 401)["detail"]


def test_a_provider_that_stopped_or_serves_nobody_gets_nothing(region: Region) -> None:
    system = System(key_of(region))
    Organisation.objects.get(short="Sagènn").gemeenten.clear()
    problem(system.get("/deelnemers"), 403)
    Organisation.objects.filter(short="Sagènn").update(valid_to=clock.today() - timedelta(days=1))
    problem(system.get("/deelnemers"), 401)


def test_neither_hash_nor_log_nor_audit_holds_the_secret(
    region: Region, caplog: pytest.LogCaptureFixture
) -> None:
    secret = key_of(region)
    System(secret).get("/deelnemers")
    assert secret not in caplog.text
    assert not AuditRecord.objects.filter(detail__contains=secret[8:]).exists()
    assert secret not in str(list(AccessKey.objects.values()))


def test_a_participant_of_another_school_is_not_there(region: Region, row: Inburgeringsaanbod) -> None:
    other = System(key_of(region, "NLtraining"))
    for path in (f"/deelnemers/{row.pk}", f"/deelnemers/{row.pk}/lesweken"):
        problem(other.get(path), 404)
    for path, body in (
        ("antwoord", {"antwoord": "geweigerd", "reden": "vol"}),
        ("eerste-les", {"op": "2026-11-02"}),
    ):
        problem(other.put(f"/deelnemers/{row.pk}/{path}", body), 404)
    assert other.told("/deelnemers")["deelnemers"] == []
    assert other.told("/cursussen")["cursussen"] == []
    [told] = other.delivered({**ROW, "dossiernummer": row.number})
    assert (told["stand"], told["veld"]) == ("geweigerd", "dossiernummer")
    assert not Lesweek.objects.exists()


def test_a_delivery_of_another_school_is_not_there(region: Region, row: Inburgeringsaanbod) -> None:
    mine, other = System(key_of(region)), System(key_of(region, "NLtraining"))
    made = json.loads(mine.deliver({"weken": [ROW]}).content)["id"]
    for path in (f"/leveringen/{made}", f"/leveringen/{made}/regels"):
        problem(other.get(path), 404)
    assert other.told("/leveringen")["leveringen"] == []


def test_what_waits_when_a_provider_stops_is_not_taken_in(region: Region, row: Inburgeringsaanbod) -> None:
    system = System(key_of(region))
    system.deliver({"weken": [{**ROW, "dossiernummer": row.number}]})
    Organisation.objects.filter(short="Sagènn").update(valid_to=clock.today() - timedelta(days=1))
    jobs.run_due()
    assert not Lesweek.objects.exists()


def test_a_bsn_is_refused_wherever_it_stands_and_kept_nowhere(
    region: Region, caplog: pytest.LogCaptureFixture
) -> None:
    system = System(key_of(region))
    for body in (
        {**ROW, "dossiernummer": BSN},
        {**ROW, "bsn": BSN},
        {**ROW, BSN: 1},
        {**ROW, "reden": BSN},
        {**ROW, "gevolgd": BSN},
    ):
        answer = system.deliver({"weken": [body]})
        problem(answer, 400)
        assert BSN not in answer.content.decode()
    assert BSN not in caplog.text
    assert not ImportFile.objects.exists()


def test_all_errors_come_together_and_not_without_end(region: Region) -> None:
    said = problem(System(key_of(region)).deliver({"weken": [{"gevolgd": "x"} for _ in range(500)]}), 400)
    assert len(said["errors"]) == 50
    assert {error["location"]["pointer"] for error in said["errors"][:3]} == {
        "#/weken/0/dossiernummer",
        "#/weken/0/week",
        "#/weken/0/gevolgd",
    }


def test_what_is_too_large_is_refused_before_it_is_read(region: Region) -> None:
    system = System(key_of(region))
    problem(system.deliver('{"weken": ["' + "x" * 1_100_000 + '"]}'), 413)
    problem(system.deliver('{"weken": ["' + "x" * 4_000_000 + '"]}'), 413)
    problem(system.deliver({"weken": [ROW] * 2001}), 400)
    problem(system.deliver({"weken": []}), 400)


def test_another_kind_of_content_is_refused(region: Region) -> None:
    client = System(key_of(region)).client
    for kind in ("text/csv", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"):
        answer = client.post(
            f"{BASE}/leveringen", b"{}", content_type=kind, headers={"Idempotency-Key": "12345678"}
        )
        problem(answer, 415)  # type: ignore[arg-type]


@pytest.mark.parametrize("repeat", ["", "kort", "met een spatie", "é" * 10, "x" * 101])
def test_a_repeat_needs_a_key_that_can_be_one(region: Region, repeat: str) -> None:
    said = problem(System(key_of(region)).deliver({"weken": [ROW]}, repeat), 400)
    assert said["errors"][0]["in"] == "header"


@override_settings(API_PACE="3/m/key")
def test_who_asks_too_much_waits_and_another_key_does_not(region: Region) -> None:
    mine, other = System(key_of(region)), System(key_of(region, name="Tweede"))
    assert [mine.get("/cursussen").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = mine.get("/cursussen")
    problem(answer, 429)
    assert 0 < int(answer["Retry-After"]) <= 61
    assert other.get("/cursussen").status_code == 200


@override_settings(WRONG_KEYS="3/15m/ip")
def test_who_guesses_keys_waits(region: Region) -> None:
    assert [System(f"wegwijs_{n}").get("/cursussen").status_code for n in range(4)] == [401, 401, 401, 429]
    assert int(System("wegwijs_5").get("/cursussen")["Retry-After"]) > 60


_leaf = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["2026-0505-0002", "2026-W45", "nt2", "werk", "2:30", "NaN"])
)
_json = st.recursive(
    _leaf,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
_row = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("dossiernummer", "week", "soort", "aangeboden", "gevolgd", "afgemeld", "verzuimd", "reden", "bsn"), _leaf),
)  # fmt: skip
_answer = st.fixed_dictionaries({}, optional={"antwoord": _leaf | st.sampled_from(["aangenomen", "geweigerd"]), "beginOp": _leaf, "reden": _leaf, "toelichting": _leaf})  # fmt: skip
BODIES = (
    _json
    | st.fixed_dictionaries({"weken": _json | st.lists(_row | _json, max_size=4)})
    | _answer
    | st.fixed_dictionaries({"op": _leaf})
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODIES)
@override_settings(API_PACE="100000/m/key")
def test_no_body_makes_a_fault_of_ours(region: Region, row: Inburgeringsaanbod, body: Any) -> None:
    system = System(_secret(region))
    for answer in (
        system.deliver(body), system.put(f"/deelnemers/{row.pk}/antwoord", body), system.put(f"/deelnemers/{row.pk}/eerste-les", body),
    ):  # fmt: skip
        # Nothing at all is sent without a kind.
        allowed = (202, 204, 400, 409, 415) if body == "" else (202, 204, 400, 409)
        assert answer.status_code in allowed, (answer.status_code, answer.content)
        if answer.status_code >= 400:
            problem(answer, answer.status_code)
    jobs.run_due()
    assert not ImportFile.objects.exclude(state=ImportFile.State.DONE).exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(min_size=1, max_size=200)
    | st.sampled_from(
        [
            b"[" * 3000 + b"]" * 3000,
            b'{"weken": 1' + b"9" * 5000 + b"}",
            b'{"weken": ["\\ud800"]}',
            b"\xff\xfe{\x00",
        ]
    )
)
@override_settings(API_PACE="100000/m/key")
def test_no_bytes_make_a_fault_of_ours(region: Region, body: bytes) -> None:
    client = System(_secret(region)).client
    answer = client.post(
        f"{BASE}/leveringen", body, content_type="application/json", headers={"Idempotency-Key": "12345678"}
    )
    problem(answer, 400)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path", ["?na=x", "?aantal=0", "?aantal=201", "?aantal=veel", "?na=%00", "?na=" + "9" * 400]
)
def test_a_question_that_can_not_be_is_refused(region: Region, path: str) -> None:
    problem(System(key_of(region)).get(f"/deelnemers{path}"), 400)


_kept: list[str] = []


def _secret(region: Region) -> str:
    """One key for all examples of a test."""
    if not AccessKey.objects.exists():
        _kept[:] = [key_of(region)]
    return _kept[0]
