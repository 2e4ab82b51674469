from datetime import date
from typing import Any

Termijn = Any


def termijnen(facts: object, *, on: date) -> tuple[Termijn, ...]:
    return ()
