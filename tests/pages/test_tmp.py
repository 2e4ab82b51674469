import pytest
from django.db import transaction
from pages.conftest import _all
from pages.states import leerroutes, build
from support.region import TODAY
from wegwijs import clock
import pathlib
@pytest.fixture(scope="session")
def mine(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), clock.frozen_everywhere(TODAY), transaction.atomic():
        found = list(_all(leerroutes.states(build())))
        transaction.set_rollback(True)
    return found
@pytest.mark.django_db
def test_all(mine):
    out = pathlib.Path('/tmp/mine'); out.mkdir(exist_ok=True)
    bad=[]
    for n, page in enumerate(mine):
        (out/f"{n:02d}.html").write_text(page.html)
        if page.status != page.state.status: bad.append((page.name, page.status, page.state.status))
        print(n, page.name, page.status)
    assert not bad, bad
