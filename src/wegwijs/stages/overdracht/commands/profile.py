"""Keep the klantprofiel: every value with its source and date, the earlier ones kept."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.roles import Permission
from wegwijs.dossiers.commands import record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.errors import DomainError
from wegwijs.imports.models import ImportRow
from wegwijs.people.commands import set_languages
from wegwijs.people.models import PersonLanguage, Source
from wegwijs.stages.overdracht.commands.steps import record_koppeling, tell_voorinburgering
from wegwijs.stages.overdracht.models import ProfielVeld
from wegwijs.stages.overdracht.profile import VELDEN, language_code, tidy
from wegwijs.stages.overdracht.queries import newest, profile_rows

_ORIGIN = {
    Source.COA: Origin.COA,
    Source.BRP: Origin.BRP,
    Source.DUO: Origin.DUO,
    Source.PERSOON: Origin.INBURGERAAR,
    Source.PARTNER: Origin.PARTNER,
}


@transaction.atomic
def give_profile(
    dossier: Dossier,
    values: Mapping[str, str],
    *,
    by: Actor,
    source: Source,
    as_of: date,
    row: ImportRow | None = None,
) -> list[str]:
    """Store the values that are new, as ``source`` gave them on ``as_of``; returns the keys that were stored.

    Empty values say nothing. The koppeling and the voorinburgering go to the timeline as well, and a first language
    to the person. Raises DomainError that names the field, for a value that doesn't fit or a day ahead.
    """
    by.require(Permission.OVERDRACHT_RECORD, dossier.gemeente_id)
    return keep_profile(dossier, values, by=by, source=source, as_of=as_of, row=row)


def keep_profile(
    dossier: Dossier,
    values: Mapping[str, str],
    *,
    by: Actor,
    source: Source,
    as_of: date,
    row: ImportRow | None = None,
) -> list[str]:
    """The same, for a command that looked already whether the actor may."""
    if as_of > clock.today():
        raise DomainError("De peildatum ligt in de toekomst. Verbeter de peildatum.", field="as_of")
    given = {key: text for key, value in values.items() if (text := tidy(VELDEN[key], value))}
    linked = given.get("koppeldatum")
    if linked and date.fromisoformat(linked) > clock.today():
        raise DomainError(
            "De datum van koppeling ligt in de toekomst. Verbeter de datum.", field="koppeldatum"
        )
    known = newest(profile_rows(dossier))
    new = {k: v for k, v in given.items() if k not in known or known[k].value != v}
    ProfielVeld.objects.bulk_create(
        ProfielVeld(
            dossier=dossier, key=key, value=value, source=source, as_of=as_of, recorded_at=clock.now(),
            by=by.label, row=row,
        )
        for key, value in new.items()
    )  # fmt: skip
    if new:
        _tell(dossier, given, new, by=by, source=source, as_of=as_of)
    return list(new)


def _tell(
    dossier: Dossier,
    given: Mapping[str, str],
    new: Mapping[str, str],
    *,
    by: Actor,
    source: Source,
    as_of: date,
) -> None:
    """Say in the timeline what the profile brought."""
    origin = _ORIGIN.get(source, Origin.EIGEN)
    record_event(
        dossier,
        Kind.COA_PROFIEL,
        by=by,
        on=as_of,
        payload={"velden": len(new), "bron": source.value},
        summary=f"{len(new)} {'gegeven' if len(new) == 1 else 'gegevens'} nieuw of gewijzigd",
        origin=origin,
    )
    if new.keys() & {"koppeldatum", "locatie"} and given.get("koppeldatum"):
        on = date.fromisoformat(given["koppeldatum"])
        record_koppeling(dossier, by=by, on=on, location=given.get("locatie", "")[:80], origin=origin)
    if "voorinburgering" in new:
        parts = [p.strip() for p in given.get("onderdelen", "").replace(";", ",").split(",") if p.strip()]
        tell_voorinburgering(
            dossier, by=by, on=as_of, taken=new["voorinburgering"], parts=parts, origin=origin
        )
    _languages(dossier, given, by=by)


def _languages(dossier: Dossier, given: Mapping[str, str], *, by: Actor) -> None:
    code = language_code(given.get("taal", ""))
    if code and not dossier.person.languages.exists():
        interpreter = {"ja": True, "nee": False}.get(given.get("tolk", ""))
        set_languages(
            dossier.person,
            by=by,
            languages={code: PersonLanguage.Level.MOEDERTAAL},
            contact=code,
            interpreter=interpreter,
        )
