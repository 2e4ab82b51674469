import json, os, re
import pytest
from django.db import transaction
from pages.conftest import _all
from pages.states import ontzorgen
from pages.states.world import build
from support.region import TODAY
from wegwijs import clock
@pytest.mark.django_db
def test_tmp():
    with clock.frozen_everywhere(TODAY), transaction.atomic():
        w = build()
        bad = []
        os.makedirs("/tmp/planpages", exist_ok=True)
        found = list(_all(ontzorgen.states(w)))
        for n, page in enumerate(found):
            if page.status != page.wanted: bad.append((page.state, page.route, page.address, page.status, page.wanted))
            name = re.sub(r"[^a-z0-9]+", "-", f"{page.route}-{page.state}".lower())
            open(f"/tmp/planpages/{n:03d}{name}.html", "w").write(page.html)
        titles = {}
        print(len(found), "pages"); print("\n".join(map(str, bad)))
        transaction.set_rollback(True)
    assert not bad
