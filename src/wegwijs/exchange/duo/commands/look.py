"""Look at what DUO says of people now, without bringing it into a dossier."""

from collections.abc import Iterable
from datetime import date

from wegwijs.exchange.duo.client import DuoClient, DuoRefusal, DuoUnavailable
from wegwijs.exchange.duo.codes import Api
from wegwijs.exchange.duo.commands.ask import ask_now
from wegwijs.exchange.duo.connections import client_for, is_linked
from wegwijs.exchange.duo.mapping import DuoContentError, Fact
from wegwijs.organisations.models import Gemeente

# What DUO said of each BSN: its facts, or in words why there are none.
Said = dict[str, list[Fact] | str]


def what_duo_says(gemeente: Gemeente, bsns: Iterable[str], *, seen: date) -> Said | None:
    """Doelgroep, plicht and inburgeringstermijn by BSN; None when the gemeente has no machine link."""
    if not is_linked(gemeente):
        return None
    found: Said = {}
    try:
        with client_for(gemeente) as client:
            for bsn in bsns:
                found[bsn] = _of(client, gemeente, bsn, seen)
    except DuoUnavailable as problem:
        for bsn in bsns:
            found.setdefault(bsn, f"DUO gaf geen antwoord: {problem}")
    return found


def _of(client: DuoClient, gemeente: Gemeente, bsn: str, seen: date) -> list[Fact] | str:
    try:
        facts = list(ask_now(client, bsn, (Api.PLICHT, Api.TERMIJN), seen, gemeente))
    except (DuoRefusal, DuoContentError) as problem:
        return f"DUO gaf geen bruikbaar antwoord: {problem}"
    return facts or "DUO kent onder dit BSN geen inburgeraar van deze gemeente."
