"""Which of two persons gets what came after they were merged."""

from collections.abc import Iterable
from typing import Any

from wegwijs.people.commands import Later
from wegwijs.people.commands.unmerge import HIDDEN
from wegwijs.people.models import Samenvoeging
from wegwijs.ui import forms as ui

STAYS, GOES = "blijft", "terug"


class UnmergeForm(ui.Form):
    """One choice for each thing that came later. ``secret``: an address is named without saying where it is."""

    def __init__(
        self, *args: Any, merge: Samenvoeging, later: Iterable[Later], secret: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.later = list(later)
        choices = [
            (STAYS, _named("Van wie bleef", merge.kept)),
            (GOES, _named("Van wie erin opging", merge.dropped)),
        ]
        for place, one in enumerate(self.later, 1):
            words = HIDDEN if secret and one.secret else one.words
            self.fields[f"later_{place}"] = ui.RadioField(
                label=words, choices=choices, error_messages={"required": "Kies bij wie dit hoort."}
            )
        self.fields["sure"] = ui.CheckField(
            label="Ik heb beide personen nagekeken: het zijn er twee",
            error_messages={"required": "Kijk beide personen na, en zet dan dit vinkje."},
        )

    def to_dropped(self) -> list[str]:
        """The keys of what belongs to the one that was merged away."""
        return [
            one.key for place, one in enumerate(self.later, 1) if self.cleaned_data[f"later_{place}"] == GOES
        ]


def _named(what: str, person: object) -> str:
    return f"{what}: {person}"
