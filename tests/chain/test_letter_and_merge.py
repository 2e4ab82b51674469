"""A letter that was sent while two entries were one person stands, after the merge is taken back, with whom it was written for."""

import pytest
from django.db import DatabaseError, transaction

from support.pips import established, ready_dossier
from support.region import TODAY, Region, make_dossier
from wegwijs.documents.models import Letter
from wegwijs.dossiers.commands import close_dossier, merge_double, undo_merge
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.pip.commands import send_pip


@pytest.fixture
def pair(region: Region) -> tuple[Dossier, Dossier]:
    """Entered twice: the first one's dossier is closed, the second one's is ready for a PIP."""
    first, second = make_dossier(region), ready_dossier(region)
    close_dossier(first, by=region.regisseur, on=TODAY, reason="dubbel")
    return first, second


def test_it_goes_back_with_its_dossier(region: Region, pair: tuple[Dossier, Dossier]) -> None:
    first, second = pair
    merge = merge_double(first.person, second.person, by=region.regisseur)
    dossier = Dossier.objects.get(pk=second.pk)
    sent = send_pip(established(region, dossier), by=region.decider, on=TODAY).letter
    assert sent
    assert sent.person_id == first.person_id
    before = dict(Letter.objects.values().get(pk=sent.pk))
    undo_merge(merge, by=region.regisseur, to_dropped=[])
    after = dict(Letter.objects.values().get(pk=sent.pk))
    assert after == {**before, "person_id": second.person_id}


def test_a_letter_that_was_sent_goes_to_nobody_else_and_changes_in_nothing_else(
    region: Region, pair: tuple[Dossier, Dossier]
) -> None:
    first, second = pair
    sent = send_pip(established(region, second), by=region.decider, on=TODAY).letter
    assert sent
    for changed in (
        {"person": first.person},
        {"title": "anders"},
        {"person": first.person, "title": "anders"},
    ):
        with pytest.raises(DatabaseError, match="sent is sent"), transaction.atomic():
            Letter.objects.filter(pk=sent.pk).update(**changed)
