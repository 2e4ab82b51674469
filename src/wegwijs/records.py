"""What every table says about itself, so that access, retention and the register of processing can be derived.

Each model carries a ``register``; a test in ``tests/architecture`` refuses a model without one.
"""

from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True, slots=True)
class Register:
    """The row's entry in the register of processing.

    ``scope``: lookup path from the row to its Gemeente ("" when the row belongs to no gemeente).
    ``purpose``: what the data is for, in Dutch. ``basis``: article that allows it.
    ``retention``: retention class, with its article. ``special``: fields with special-category data.
    ``personal``: False for rows that hold no data about people (codes, settings).
    ``shared_by``: where a partner sees the row only when let in: the relation to the rows that say so, each with an
    ``organisation``, an ``employee`` (none: everybody there but volunteers), ``valid_from`` and ``valid_to``; "self" for those
    rows.
    ``shared_while``: with "self", the column that is true for as long as that organisation sees the row; "" means always.
    ``told_while``: a condition on the row itself under which the ``employee`` that it names sees it, of whichever gemeente it is; "" means never.
    ``executor_only``: no partner sees the row, also where the row it hangs on shows.
    ``stands_for``: a key to the row of the same kind that took this one's place; who sees that one sees this one.
    """

    scope: str
    purpose: str
    basis: str
    retention: str
    special: tuple[str, ...] = ()
    personal: bool = True
    shared_by: str = ""
    shared_while: str = ""
    stands_for: str = ""
    told_while: str = ""
    executor_only: bool = False

    @property
    def walled(self) -> bool:
        """Whether PostgreSQL itself shows the row to its own gemeente only: everything about inburgeraars."""
        return bool(self.scope) and self.personal and self.retention not in (ORGANISATION, AUDIT)


BI_9_9 = "Besluit inburgering 2021, artikel 9.9: uiterlijk 5 jaar na het einde van de inburgeringsplicht"
ORGANISATION = "zolang de organisatie in de regio werkt; daarna 7 jaar"
BOOKS = "AWR, artikel 52: 7 jaar"
AUDIT = "BIO2 8.15: 5 jaar"


class Versioned(models.Model):
    """A row that two people may edit: commands compare ``version`` before they write."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
