"""Where a letter would go now, and whether someone must look first (misuse cases 7 and 9)."""

from dataclasses import dataclass
from datetime import date

from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import address_is_secret
from wegwijs.organisations.policy import PolicyKey, policy
from wegwijs.people.queries import address_mark, address_on, is_secret_home
from wegwijs.ui.format import day


@dataclass(frozen=True, slots=True)
class Envelope:
    """The address as the page may show it. ``mark`` says which one that is; ``moved``: another than the letter knew.

    ``old``: why it must be looked up again, "" when it needn't be.
    """

    text: str
    source: str
    mark: str
    secret: bool
    moved: bool
    old: str


def envelope(dossier: Dossier, today: date, *, known: str = "") -> Envelope:
    """For a letter that is about to be sent; of a secret address nothing is shown.

    ``known``: the mark of the address when the letter was made, "" for one that is made now.
    """
    person = dossier.person
    found = address_on(person, today)
    if address_is_secret(dossier) or (found and is_secret_home(found, today)):
        return Envelope("", "", "", secret=True, moved=False, old="")
    if found is None:
        return Envelope("", "", "", secret=False, moved=False, old="")
    mark = address_mark(found)
    return Envelope(
        text=str(found),
        source=f"{found.get_kind_display()} vanaf {day(found.valid_from)}, {found.get_source_display()}, nagekeken op {day(found.as_of)}",
        mark=mark,
        secret=False,
        moved=bool(known) and known != mark,
        old=_old(dossier, found.as_of, today),
    )


def _old(dossier: Dossier, as_of: date, today: date) -> str:
    rule = policy(PolicyKey.BRP_FRESH_DAYS, dossier.gemeente_id, on=today)
    days = (today - as_of).days
    if days <= rule.value:
        return ""
    return f"Het adres is {days} dagen geleden nagekeken. Na {rule.value} dagen kijkt u het opnieuw na ({rule.source})."
