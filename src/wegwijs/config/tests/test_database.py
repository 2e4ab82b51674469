"""The database of tests is what production has: PostgreSQL, without superuser rights."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from wegwijs.config import environment


@pytest.mark.django_db
def test_the_application_role_can_not_pass_by_row_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_a_url_is_read_with_its_parameters() -> None:
    read = environment.database("postgresql://ans:p%40s@db.example:5433/regie?sslmode=verify-full")
    assert (read["HOST"], read["PORT"], read["PASSWORD"]) == ("db.example", "5433", "p@s")
    assert read["OPTIONS"] == {"sslmode": "verify-full", "server_side_binding": True, "prepare_threshold": 3}


def test_plans_are_not_kept_behind_a_pooler_that_cannot_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJS_DB_PREPARE", "nee")
    assert environment.database("postgresql://ans@db.example/regie")["OPTIONS"] == {}


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://host/", "regie"])
def test_a_url_of_something_else_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="adres van de database"):
        environment.database(url)
