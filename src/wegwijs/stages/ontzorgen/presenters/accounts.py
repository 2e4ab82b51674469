"""Our accounts at the bank, and with what they began; finished Dutch."""

from django.utils.timezone import localtime

from wegwijs.ledger.models import Fund
from wegwijs.stages.ontzorgen.models import BankAccount
from wegwijs.stages.ontzorgen.presenters.payments import readable
from wegwijs.ui.format import day, euros
from wegwijs.ui.parts import Fact


def account_row(one: BankAccount) -> tuple[str, str, str, str, str, str]:
    """Gemeente, what stands on it, number, name, how it began, and its key where that is explained on a page."""
    own = one.fund.kind == Fund.Kind.CLIENTS
    begin = (
        f"{euros(one.begin)}, bevestigd"
        if one.begin
        else "wacht op een collega"
        if one.begin_asked_by_id
        else "nul"
    )
    return (
        str(one.fund.gemeente),
        one.fund.get_kind_display(),
        readable(one.iban),
        one.name,
        begin if own else "",
        str(one.pk) if own else "",
    )


def opening_step(one: BankAccount, *, own: bool) -> tuple[str, str]:
    """What there is to do now, and a line below it; ``own``: of whoever looks is what was said."""
    if one.begin:
        return "Verdeel het", "Zeg van welke cliënt een deel is"
    if one.begin_asked_by_id and own:
        return "Leg opnieuw vast", "Dat kan zolang niemand het bevestigde. Bevestigen doet een collega."
    if one.begin_asked_by_id:
        return "Bevestig het", "Vergelijk het met het eerste afschrift en met de lijst waar het van komt"
    return (
        "Leg het vast",
        "Een collega bevestigt het. Begint de rekening op nul, dan is er niets vast te leggen.",
    )


def opening_facts(one: BankAccount, left: int) -> list[Fact]:
    """What two people said of the money that stood there."""
    if one.begin_asked_by is None or one.begin_asked_at is None:
        return []
    found = [
        Fact("Beginsaldo", euros(one.begin_cents or 0)),
        Fact("Van wie", one.begin_reason),
        Fact("Vastgelegd", f"{day(localtime(one.begin_asked_at).date())} door {one.begin_asked_by}"),
    ]
    if one.begin_confirmed_by and one.begin_confirmed_at:
        found.append(
            Fact(
                "Bevestigd", f"{day(localtime(one.begin_confirmed_at).date())} door {one.begin_confirmed_by}"
            )
        )
        found.append(
            Fact(
                "Nog te verdelen",
                euros(left) if left else "niets, of het eerste afschrift is nog niet ingelezen",
            )
        )
    else:
        found.append(Fact("Bevestigd", "nog niet: een collega bevestigt het", "soon"))
    return found
