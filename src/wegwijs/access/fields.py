"""Groups of data that not everybody may see, and what the law withholds from whole organisations.

Which role sees which group stands in one table, ``roles.PERMISSIONS``; a group is seen with its permission. Whatever role
someone of a partner is given, ``WITHHELD`` is taken away again when the actor is made.
"""

from collections.abc import Mapping
from enum import Enum

from wegwijs.access.roles import Permission
from wegwijs.organisations.models import OrganisationKind

P, Kind = Permission, OrganisationKind


class FieldGroup(Enum):
    """Data that belong together: what a page calls them, the permission to see them, and why not everybody may."""

    BSN = "laatste cijfers van het BSN, v-nummer", P.BSN_RECOGNISE, "Wi 36; Bi 9.10"
    WHOLE_BSN = "heel BSN", P.BSN_SHOW, "Wi 36; Bi 9.10; AVG 5(1)(c)"
    ADDRESS = "adres", P.ADDRESS_VIEW, "AVG 5(1)(c)"
    PROTECTED_ADDRESS = "beschermd adres", P.SAFE_ADDRESS_SHOW, "Wet BRP 2.59; AVG 32"
    HEALTH = "gezondheid", P.HEALTH_VIEW, "Wi 37; Bi 9.11"
    DOELGROEP = "doelgroep", P.DOELGROEP_VIEW, "Bi 9.2"
    RESIDENCE = "verblijf en asiel", P.RESIDENCE_VIEW, "Bi 9.4; AVG 5(1)(c)"
    INCOME = "inkomen en schulden", P.INCOME_VIEW, "Wi 35(5); Pw 67a"
    SAFETY = "signaal van geweld", P.SIGNAL_VIEW, "AVG 9; Wmo 2015 5.2.6"
    PARTNER_NOTES = "wat partners inbrengen", P.PARTNER_NOTES_VIEW, "Wi 35; AVG 5(1)(b)"

    def __init__(self, label: str, permission: Permission, basis: str) -> None:
        self.label, self.permission, self.basis = label, permission, basis


_MORE_THAN_ROUTE = frozenset(
    {
        P.HEALTH_VIEW,
        P.RESIDENCE_VIEW,
        P.INCOME_VIEW,
        P.SAFE_ADDRESS_SHOW,
        P.PARTNER_NOTES_VIEW,
        P.SIGNAL_VIEW,
        P.SIGNAL_RECORD,
    }
)
_ANY_BSN = frozenset({P.BSN_RECOGNISE, P.BSN_SHOW})

# Wi 36 names who may use a BSN: DUO, the college, schools and COA; VluchtelingenWerk and wijkteams aren't among them (P-06).
# Health is for the college only (Wi 37, P-07). A school gets name, route, intensity and term (Wi 35(3), P-03).
WITHHELD: Mapping[OrganisationKind, frozenset[Permission]] = {
    Kind.UITVOERDER: frozenset(),
    Kind.GEMEENTE: frozenset(),
    Kind.RIJK: frozenset(),
    Kind.BEGELEIDING: _MORE_THAN_ROUTE | _ANY_BSN,
    Kind.WIJKTEAM: _MORE_THAN_ROUTE | _ANY_BSN | {P.DOELGROEP_VIEW},
    Kind.AANBIEDER: _MORE_THAN_ROUTE | {P.BSN_SHOW, P.DOELGROEP_VIEW},
    Kind.COA: _MORE_THAN_ROUTE - {P.RESIDENCE_VIEW} | {P.BSN_SHOW},
    Kind.INKOOP: _MORE_THAN_ROUTE | _ANY_BSN | {P.DOELGROEP_VIEW, P.ADDRESS_VIEW},
}
