"""PostgreSQL itself gives no row of somebody else."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, models, transaction
from psycopg_pool import ConnectionPool

from support.pips import established, ready_dossier
from support.region import TODAY, Region, make_person
from wegwijs.dossiers.commands import involve, open_dossier_for
from wegwijs.dossiers.models import Betrokkenheid, Dossier, Gebeurtenis, TermijnRow
from wegwijs.organisations.models import Gemeente
from wegwijs.people.models import Address, Household, Person, PersonLanguage
from wegwijs.people.queries import by_numbers
from wegwijs.rowsecurity import build, policies
from wegwijs.rowsecurity.scope import EVERYTHING, NOTHING, Scope, clear, entered, hold, of_gemeente, widened

WALLED = sorted(policies.walled(), key=lambda model: model.__name__)


def count(model: type[models.Model]) -> int:
    return model._base_manager.count()


@pytest.fixture
def two(region: Region) -> tuple[Dossier, Dossier]:
    """A dossier with a PIP in Dordrecht, and one in Papendrecht."""
    first = ready_dossier(region)
    established(region, first)
    person = make_person(region.outsider, bsn="999993653")
    second, _ = open_dossier_for(
        person, Gemeente.objects.get(pk="0590"), by=region.outsider, on=first.opened_on, reason="test"
    )
    return first, second


def test_every_table_about_people_of_a_gemeente_has_its_policy(db: None) -> None:
    assert build.differences() == []
    assert set(build.standing()) == {model._meta.db_table for model in WALLED}
    assert {"Dossier", "Person", "Gebeurtenis", "Letter", "InboundMessage", "Pip"} <= {
        m.__name__ for m in WALLED
    }


def test_the_tests_run_as_a_role_that_the_wall_holds(db: None) -> None:
    build.insist()


@pytest.mark.parametrize("model", WALLED, ids=lambda m: m.__name__)
def test_without_a_scope_there_are_no_rows(model: type[models.Model], two: tuple[Dossier, Dossier]) -> None:
    with entered(NOTHING):
        assert count(model) == 0


def test_a_gemeente_gives_its_own_rows_and_no_others(two: tuple[Dossier, Dossier]) -> None:
    mine, other = two
    with entered(of_gemeente("0590")):
        assert list(Dossier.objects.values_list("pk", flat=True)) == [other.pk]
        assert set(Gebeurtenis.objects.values_list("dossier", flat=True)) == {other.pk}
        assert list(Person.objects.values_list("pk", flat=True)) == [other.person_id]
        assert not Address.objects.exists()
    with entered(of_gemeente("0505")):
        assert list(Dossier.objects.values_list("pk", flat=True)) == [mine.pk]
        assert Address.objects.filter(person=mine.person_id).exists()


def test_every_row_of_every_table_belongs_to_its_gemeente(two: tuple[Dossier, Dossier]) -> None:
    for model, register in policies.walled().items():
        with entered(of_gemeente("0505")):
            seen = set(model._base_manager.values_list("pk", flat=True))
        mine = model._base_manager.filter(**{register.scope: "0505"})
        assert seen == set(mine.values_list("pk", flat=True)), model.__name__


@pytest.mark.parametrize("act", ["insert", "update"])
def test_nothing_is_written_beyond_the_scope(act: str, two: tuple[Dossier, Dossier], region: Region) -> None:
    other = two[1]
    with entered(of_gemeente("0505")):
        if act == "update":
            assert Dossier.objects.filter(pk=other.pk).update(route="Z") == 0
            return
        with pytest.raises(ProgrammingError), transaction.atomic():
            TermijnRow.objects.create(
                dossier=other,
                gemeente=other.gemeente,
                key="x",
                start=TODAY,
                nominal=TODAY,
                last_day=TODAY,
                why={},
            )
        with pytest.raises(ProgrammingError), transaction.atomic():
            PersonLanguage.objects.create(person=other.person, code="ti")


class TestPartner:
    """A partner sees only what it was let into, today."""

    def scope(self, region: Region, **changes: object) -> Scope:
        values = {
            "gemeenten": frozenset({"0505", "0590"}),
            "partner": region.counsellor.organisation.pk,
            "employee": region.counsellor.employee.pk if region.counsellor.employee else None,
            "today": TODAY,
        }
        return Scope(**{**values, **changes})  # type: ignore[arg-type]

    def let_in(self, region: Region, dossier: Dossier, **more: object) -> Betrokkenheid:
        return involve(
            dossier, region.counsellor.organisation, by=region.regisseur, purpose="begeleiding", basis="Wi 13",
            **{"on": TODAY, **more},  # type: ignore[arg-type]
        )  # fmt: skip

    def test_nothing_before_it_is_let_in(self, region: Region, two: tuple[Dossier, Dossier]) -> None:
        for model in WALLED:
            with entered(self.scope(region)):
                assert count(model) == 0, model.__name__

    def test_that_dossier_and_what_hangs_on_it_once_it_is(
        self, region: Region, two: tuple[Dossier, Dossier]
    ) -> None:
        self.let_in(region, two[0])
        with entered(self.scope(region)):
            assert list(Dossier.objects.all()) == [two[0]]
            assert list(Person.objects.all()) == [two[0].person]
            assert TermijnRow.objects.exists()
            assert set(TermijnRow.objects.values_list("dossier", flat=True)) == {two[0].pk}

    @pytest.mark.parametrize(("day", "seen"), [(-1, 0), (0, 1), (7, 1), (8, 0)])
    def test_only_in_its_period(
        self, day: int, seen: int, region: Region, two: tuple[Dossier, Dossier]
    ) -> None:
        self.let_in(region, two[0], until=TODAY + timedelta(days=7))
        with entered(self.scope(region, today=TODAY + timedelta(days=day))):
            assert Dossier.objects.count() == seen

    def test_only_the_employee_who_was_named(self, region: Region, two: tuple[Dossier, Dossier]) -> None:
        self.let_in(region, two[0], employee=region.counsellor.employee)
        with entered(self.scope(region)):
            assert Dossier.objects.count() == 1
        with entered(self.scope(region, employee=None)):
            assert Dossier.objects.count() == 0

    def test_not_outside_its_gemeenten(self, region: Region, two: tuple[Dossier, Dossier]) -> None:
        self.let_in(region, two[0])
        with entered(self.scope(region, gemeenten=frozenset({"0590"}))):
            assert Dossier.objects.count() == Betrokkenheid.objects.count() == 0

    def test_involvement_of_others_stays_hidden(self, region: Region, two: tuple[Dossier, Dossier]) -> None:
        involve(
            two[0],
            region.organisations["Sagènn"],
            by=region.regisseur,
            on=TODAY,
            purpose="les",
            basis="Wi 16",
        )
        with entered(self.scope(region)):
            assert Betrokkenheid.objects.count() == 0


def test_the_gemeente_of_an_involvement_is_always_its_dossiers(region: Region, dossier: Dossier) -> None:
    row = involve(
        dossier,
        region.counsellor.organisation,
        by=region.regisseur,
        on=TODAY,
        purpose="begeleiding",
        basis="Wi 13",
    )
    Betrokkenheid.objects.filter(pk=row.pk).update(gemeente="0590")
    assert Betrokkenheid.objects.get(pk=row.pk).gemeente_id == "0505"


class TestNobodysRows:
    """Persons before their dossier, and persons whom one meets by their number."""

    def test_a_new_person_and_household_can_be_worked_with_until_the_dossier_is_there(
        self, region: Region
    ) -> None:
        with entered(region.regisseur.scope):
            person = make_person(region.regisseur, bsn="999995017")
            PersonLanguage.objects.create(person=person, code="ti")
            home = Household(name="huishouden")
            hold(home.pk)
            home.save()
            assert Person.objects.filter(pk=person.pk).exists()
        with entered(region.regisseur.scope):
            assert not Person.objects.filter(pk=person.pk).exists()

    def test_who_gives_the_number_meets_the_person_of_another_gemeente(
        self, region: Region, two: tuple[Dossier, Dossier]
    ) -> None:
        with entered(of_gemeente("0505")):
            found = by_numbers(bsn="999993653", v_nummer=None)
            assert found == two[1].person
            dossier, new = open_dossier_for(
                two[1].person, two[0].gemeente, by=region.regisseur, on=TODAY, reason="verhuisd"
            )
            assert new
            assert list(Dossier.objects.filter(person=two[1].person)) == [dossier]

    def test_widening_ends_with_its_block(self, two: tuple[Dossier, Dossier]) -> None:
        with entered(of_gemeente("0505")):
            with widened():
                assert Dossier.objects.count() == 2
            assert Dossier.objects.count() == 1

    def test_a_double_shows_to_who_sees_the_person_it_became(
        self, region: Region, two: tuple[Dossier, Dossier]
    ) -> None:
        double = make_person(region.regisseur, bsn=None)
        Person.objects.filter(pk=double.pk).update(merged_into=two[0].person)
        with entered(of_gemeente("0505")):
            assert Person.objects.filter(pk=double.pk).exists()
        with entered(of_gemeente("0590")):
            assert not Person.objects.filter(pk=double.pk).exists()


class TestScopes:
    """A scope ends where it should."""

    def test_blocks_stand_inside_each_other(self, two: tuple[Dossier, Dossier]) -> None:
        with entered(of_gemeente("0505")):
            with entered(of_gemeente("0590")):
                assert Dossier.objects.get() == two[1]
            assert Dossier.objects.get() == two[0]
        assert Dossier.objects.count() == 2

    def test_an_error_ends_it_too_and_stays_the_error_it_was(self, two: tuple[Dossier, Dossier]) -> None:
        with pytest.raises(ZeroDivisionError), entered(of_gemeente("0505")):
            _ = 1 / 0
        with pytest.raises(ProgrammingError), transaction.atomic(), entered(of_gemeente("0505")):
            connection.cursor().execute("SELECT * FROM there_is_no_such_table")
        assert Dossier.objects.count() == 2

    def test_a_block_that_django_has_given_up_keeps_its_connection(
        self, two: tuple[Dossier, Dossier]
    ) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic(), entered(NOTHING), transaction.atomic(savepoint=False):  # fmt: skip
            raise ZeroDivisionError
        assert Dossier.objects.count() == 2

    @pytest.mark.django_db(transaction=True)
    def test_outside_a_transaction_it_is_taken_back(self) -> None:
        def now() -> str:
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_setting('wegwijs.gemeenten', true)")
                return str(cursor.fetchone()[0])

        with entered(of_gemeente("0505")):
            assert now() == "0505"
        assert now() == ""
        with transaction.atomic(), entered(of_gemeente("0505")):
            pass
        assert now() == ""


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ('DROP POLICY wegwijs_scope ON "dossiers_taak"', "dossiers_taak"),
        ('ALTER TABLE "dossiers_taak" DISABLE ROW LEVEL SECURITY', "dossiers_taak"),
        ('ALTER TABLE "dossiers_taak" NO FORCE ROW LEVEL SECURITY', "dossiers_taak"),
        ("COMMENT ON POLICY wegwijs_scope ON \"dossiers_taak\" IS 'older'", "dossiers_taak"),
    ],
)
def test_a_hole_in_the_wall_is_found_and_mended(damage: str, named: str, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(damage)
    with pytest.raises(ImproperlyConfigured, match=named):
        build.insist()
    assert build.build() == [named]
    build.insist()


def test_taking_it_down_for_migrations_leaves_no_policy_and_building_puts_all_back(db: None) -> None:
    build.take_down()
    assert build.standing() == {}
    assert len(build.build()) == len(WALLED)


def test_copying_in_is_possible_with_the_wall_lowered_and_only_then(db: None, region: Region) -> None:
    copy = "COPY people_household (id, name) FROM STDIN"
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        connection.connection.cursor().copy(copy).__enter__()
    with build.lowered(), connection.cursor() as cursor, cursor.copy(copy) as rows:
        rows.write_row(("6f9619ff-8b86-4011-b42d-00c04fc964ff", "huishouden"))
    assert build.differences() == []
    with entered(EVERYTHING):
        assert Household.objects.filter(name="huishouden").exists()


def test_whoever_enters_tells_the_triggers_that_none_is_switched_off(db: None) -> None:
    """Otherwise each row costs a savepoint that is rolled back, and many rows in one transaction cost the square of that."""
    look = "SELECT current_setting('pgtrigger.ignore', true)"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '', true)")
        with entered(NOTHING):
            cursor.execute(look)
            assert cursor.fetchone() == ("{}",)


def test_a_model_of_a_library_has_no_policy() -> None:
    assert not [
        m for m in apps.get_models() if not m.__module__.startswith("wegwijs.") and policies.register_of(m)
    ]
    with pytest.raises(ImproperlyConfigured):
        policies.policy(Gemeente)


def test_a_connection_that_comes_back_to_the_pool_forgets_only_our_settings(db: None) -> None:
    database = connection.get_connection_params()
    database = {k: v for k, v in database.items() if k in ("dbname", "user", "host", "port", "password")}
    with ConnectionPool(kwargs=database, min_size=1, max_size=1, reset=clear, open=True) as pool:
        with pool.connection() as raw:
            raw.execute(
                "SELECT set_config('wegwijs.everything', 'on', false), set_config('TimeZone', 'CET', false)"
            )
        with pool.connection() as raw:
            found = raw.execute("SELECT current_setting('wegwijs.everything'), current_setting('TimeZone')")
            assert found.fetchone() == ("", "CET")
