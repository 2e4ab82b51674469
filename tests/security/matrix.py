"""Who may see which data where: role x relation x page x group of data, as one table.

What a role may see stands in ``roles.PERMISSIONS`` (less what the law withholds from its organisation, ``fields.WITHHELD``);
here stands which groups a page may carry, and through which relation it opens at all. A page that isn't listed may carry no
more than the identity bar. A cell allows what all three allow.
"""

from collections.abc import Mapping
from enum import Enum

from wegwijs.access.fields import WITHHELD, FieldGroup
from wegwijs.access.roles import PERMISSIONS, ROLES_OF, Permission, Role
from wegwijs.organisations.models import OrganisationKind

G = FieldGroup
BAR = frozenset({G.BSN, G.DOELGROEP})

# The groups that a page carries besides the identity bar, by the name of its address.
PAGES: Mapping[str, frozenset[FieldGroup]] = {
    "desk:dossier": frozenset({G.RESIDENCE, G.INCOME, G.PARTNER_NOTES}),
    "begeleiding:sent": frozenset({G.ADDRESS}),
    "dossiers:correct": frozenset({G.RESIDENCE}),
    "dossiers:letter": frozenset({G.ADDRESS}),
    "documents:print_batch": frozenset({G.ADDRESS}),
    "groups:called_off_one": frozenset({G.ADDRESS}),
    "groups:invite_one": frozenset({G.ADDRESS}),
    "dossiers:translation": frozenset({G.ADDRESS}),
    "guidance:plan": frozenset({G.PARTNER_NOTES}),
    "guidance:change": frozenset({G.PARTNER_NOTES}),
    "intake:input": frozenset({G.PARTNER_NOTES}),
    "intake:oproep": frozenset({G.ADDRESS}),
    "intake:overview": frozenset({G.HEALTH, G.PARTNER_NOTES, G.RESIDENCE}),
    "overdracht:invitation": frozenset({G.ADDRESS, G.RESIDENCE}),
    "overdracht:list": frozenset({G.RESIDENCE}),
    "overdracht:overview": frozenset({G.RESIDENCE}),
    "overdracht:profile": frozenset({G.RESIDENCE}),
    "people:household": frozenset({G.ADDRESS}),
    "people:person": frozenset({G.ADDRESS, G.RESIDENCE}),
    "people:titel": frozenset({G.RESIDENCE}),
    "safety:list": frozenset({G.SAFETY}),
    "safety:page": frozenset({G.SAFETY}),
    "selfreliance:number": frozenset({G.ADDRESS}),
    "selfreliance:send": frozenset({G.ADDRESS}),
    "voltooien:statement_letter": frozenset({G.ADDRESS}),
    "pip:letter": frozenset({G.ADDRESS}),
    "pip:send": frozenset({G.ADDRESS}),
}

# What a wijkteam reads of a referral to it: no dossier opens, so no identity bar either.
OF_A_REFERRAL: Mapping[str, frozenset[FieldGroup]] = {"begeleiding:received": frozenset({G.ADDRESS})}


# What COA reads of somebody whom it linked to a gemeente, until the move: where it houses them, which it said itself.
OF_A_HANDOVER: Mapping[str, frozenset[FieldGroup]] = {
    "overdracht:coa": frozenset({G.RESIDENCE}),
    "overdracht:coa_supply": frozenset({G.RESIDENCE}),
}


class Relation(Enum):
    """How somebody stands to a dossier, and whether it opens."""

    OWN = "own gemeente", True
    OTHER = "other gemeente", False
    INVOLVED = "involved", True
    WAS = "was involved", False
    NOT = "not involved", False
    REFERRED = "referred to", False
    LINKED = "linked by it to a gemeente", False

    def __init__(self, label: str, opens: bool) -> None:
        self.label, self.opens = label, opens


_OF_A_PARTNER = (Relation.INVOLVED, Relation.WAS, Relation.NOT, Relation.OTHER)
_OF_THE_EXECUTOR = (Relation.OWN, Relation.OTHER)
# Last, so that the other relations are seen without a referral.
_OF_A_WIJKTEAM = (*_OF_A_PARTNER, Relation.REFERRED)
_OF_COA = (*_OF_A_PARTNER, Relation.LINKED)


def relations(kind: OrganisationKind) -> tuple[Relation, ...]:
    """How people of such an organisation can stand to a dossier."""
    if kind == OrganisationKind.WIJKTEAM:
        return _OF_A_WIJKTEAM
    if kind == OrganisationKind.COA:
        return _OF_COA
    return _OF_THE_EXECUTOR if kind == OrganisationKind.UITVOERDER else _OF_A_PARTNER


JOBS = [(role, kind) for kind, roles in ROLES_OF.items() for role in sorted(roles)]


def may_show(role: Role, kind: OrganisationKind, relation: Relation, page: str) -> frozenset[FieldGroup]:
    """One cell. A partner's own notes are its own: they count where it is involved."""
    held = PERMISSIONS[role] - WITHHELD[kind]
    if relation is Relation.REFERRED and Permission.REFERRAL_RECEIVE in held:
        return OF_A_REFERRAL.get(page, frozenset())
    if relation is Relation.LINKED and Permission.HANDOVER_SUPPLY in held:
        return OF_A_HANDOVER.get(page, frozenset())
    if not relation.opens:
        return frozenset()
    return frozenset(group for group in BAR | PAGES.get(page, frozenset()) if group.permission in held)
