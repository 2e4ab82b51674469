"""What could still make the termijn longer: every ground side by side, with its proof (X-a to X-n)."""

from dataclasses import dataclass
from datetime import date

from wi2021.grondslag import Answer, Outcome
from wi2021.verlenging.duur import VerlengFeiten, Verlenging, verlenging
from wi2021.verlenging.gronden import BEWIJS, Grond


@dataclass(frozen=True, slots=True)
class Grondstand:
    """What one ground gives once it is proven, on the facts as they are known, and the proof that DUO asks for it."""

    grond: Grond
    antwoord: Answer[Verlenging]
    bewijs: str

    @property
    def helpt(self) -> bool | None:
        """Whether the ground makes the termijn longer; None: that isn't known, or must be judged."""
        return self.antwoord.value.duur.aantal > 0 if isinstance(self.antwoord, Outcome) else None


def gronden(f: VerlengFeiten, *, on: date) -> tuple[Grondstand, ...]:
    """Every ground in the order of the Regeling, as if its cause were there; ``vanaf`` and ``tot`` are of that one cause."""
    return tuple(Grondstand(grond, verlenging(grond, f, on=on), BEWIJS[grond]) for grond in Grond)
