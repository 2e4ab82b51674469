"""Make a large region out of the example region: every trajectory copied many times, with people of its own.

The shape of each row is what the application made; only keys, names, numbers and who handles it differ. The rows go from table
to table inside PostgreSQL, with triggers and foreign keys off, so the keys are computed: a UUID from the old one and the
number of the copy, a number by adding a stride a copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import psycopg
from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from stdnum.nl import bsn as bsn_check

from bench import placements
from wegwijs.demo.names import ASYLUM_ORIGINS, FAMILY_ORIGINS
from wegwijs.people.models import Person
from wegwijs.people.names import sort_key
from wegwijs.people.searching import name_pairs
from wegwijs.totals import Total, recounting

STRIDE = 1_000_000
BATCH = 50
NAMES = 5_000
# A regisseur has about this many open dossiers; one has far more, one dossier has far more contacts.
CASELOAD = 50
HEAVY_CASELOAD = 2_000
HEAVY_CONTACTS = 3_000
# Of ten copies of the example region, so many keep their open dossiers open: about 30 % of all dossiers.
OPEN_IN_TEN = 4
# Rows of a gemeente or of an employee rather than of a person, and files that were uploaded.
LEFT_OUT = {
    "dossiers_ingekomenstuk", "overdracht_profielimport", "overdracht_importrij", "audit_chaincheck", "people_searchword",
    "dossiers_herverdeling", "dossiers_herverdeelddossier", "alerts_alert", "oversight_sign", "desk_teamweek",
    # Of sessions, which aren't copied: fifteen people would become fifteen thousand.
    "groups_attendance", "groups_enrolment", "agenda_personclaim",
}  # fmt: skip
# Rooms of employees and of messages as they went; and the money of clients, of which the bench makes households of its own (``money``).
ROOMS_LEFT_OUT = {"organisations", "access", "duo", "ledger", "ontzorgen"}


@dataclass(frozen=True)
class Grown:
    """What was made."""

    dossiers: int
    open: int
    rows: int


def grow(connection: psycopg.Connection[Any], wanted: int) -> Grown:
    """Copy the example region until there are ``wanted`` dossiers. Needs a connection of a superuser, outside a transaction."""
    models = _models()
    connection.execute("SET session_replication_role = replica")
    connection.execute("SET maintenance_work_mem = '512MB'")
    _names(connection, wanted)
    sources = {model: _source(connection, model) for model in models}
    in_one = _count(connection, "dossiers_dossier")
    copies = max(1, wanted // in_one)
    _regisseurs(connection, max(1, wanted * 3 // 10 // CASELOAD))
    for begin in range(1, copies, BATCH):
        end = min(begin + BATCH - 1, copies - 1)
        for model, source in sources.items():
            connection.execute(_copy(model, source), {"begin": begin, "end": end})
    _search_words(connection)
    placements.named(connection)
    placements.enlarge(connection, copies)
    _close(connection)
    placements.end_closed(connection)
    _hand_out(connection)
    _skew(connection)
    _looked_up(connection)
    for model in apps.get_models():
        if issubclass(model, Total):
            for sql in recounting(model):
                connection.execute(sql)
    _sequences(connection, models)
    _floor(connection)
    connection.execute("SET session_replication_role = origin")
    connection.execute("VACUUM ANALYZE")
    rows = sum(_count(connection, model._meta.db_table) for model in models)
    opened = _count(connection, "dossiers_dossier WHERE state <> 'gesloten'")
    return Grown(_count(connection, "dossiers_dossier"), opened, rows)


def _models() -> list[type[Model]]:
    """Every model whose rows lead to a person, with the money of their lessons, and the audit of them."""
    found = [model for model in apps.get_models() if _about_people(model)]
    audit = apps.get_model("audit", "AuditRecord")
    return [m for m in found if m is not audit] + [audit]


def _about_people(model: type[Model]) -> bool:
    register = getattr(model, "register", None)
    if model._meta.db_table in placements.COPIED:
        return True
    if register is None or not register.personal or model._meta.app_label in ROOMS_LEFT_OUT:
        return False
    return register.scope.endswith("gemeente") and model._meta.db_table not in LEFT_OUT


def _count(connection: psycopg.Connection[Any], what: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {what}").fetchone()
    assert row
    return int(row[0])


def _source(connection: psycopg.Connection[Any], model: type[Model]) -> str:
    """The rows of the example region, apart from what is added."""
    table = model._meta.db_table
    connection.execute(f"CREATE TEMP TABLE bron_{table} AS SELECT * FROM {table}")
    return f"bron_{table}"


def _names(connection: psycopg.Connection[Any], wanted: int) -> None:
    """Names to choose from, and as many valid citizen numbers as there may be persons."""
    origins = (*ASYLUM_ORIGINS, *FAMILY_ORIGINS)
    first = sorted({name for o in origins for name in (*o.women, *o.men)})
    family = sorted({name for o in origins for name in o.family})
    doubled = [f"{a}-{b}" for a, b in product(family, family) if a != b]
    names = islice(((v, g) for g in (*family, *doubled) for v in first), 0, None, 3)
    connection.execute(
        "CREATE TEMP TABLE namen (i int PRIMARY KEY, voornamen text, geslachtsnaam text, sort_key text)"
    )
    with connection.cursor().copy("COPY namen FROM STDIN") as copy:
        for place, (voornamen, geslachtsnaam) in enumerate(islice(names, NAMES)):
            copy.write_row((place, voornamen, geslachtsnaam, sort_key(voornamen, geslachtsnaam)))
    connection.execute("CREATE TEMP TABLE nummers (i int PRIMARY KEY, bsn text)")
    valid = (text for n in range(10_000_000, 100_000_000) if bsn_check.is_valid(text := f"{n:09d}"))
    with connection.cursor().copy("COPY nummers FROM STDIN") as copy:
        for place, number in enumerate(islice(valid, wanted * 2)):
            copy.write_row((place, number))
    connection.execute("ANALYZE namen")
    connection.execute("ANALYZE nummers")


def _search_words(connection: psycopg.Connection[Any]) -> None:
    """What search looks through: of every person that was added, by the name that it got."""
    connection.execute(
        "CREATE TEMP TABLE woorden (i int, word text, other text, sound text, other_sound text)"
    )
    names = connection.execute("SELECT i, voornamen, geslachtsnaam FROM namen").fetchall()
    with connection.cursor().copy("COPY woorden FROM STDIN") as copy:
        for place, *parts in names:
            for pair in name_pairs(*parts):
                copy.write_row((place, *pair))
    connection.execute("""
        INSERT INTO people_searchword (person_id, word, other, sound, other_sound)
        SELECT p.id, w.word, w.other, w.sound, w.other_sound FROM people_person p
        JOIN namen n USING (voornamen, geslachtsnaam) JOIN woorden w USING (i)
        WHERE NOT EXISTS (SELECT 1 FROM people_searchword known WHERE known.person_id = p.id)""")


def _copied(field: Field[Any, Any]) -> str | None:
    """The kind of key of a column that points to a copied row; None for any other column."""
    target = field.related_model if field.is_relation else None
    if field.primary_key and target is None:
        return field.get_internal_type()
    if isinstance(target, type) and issubclass(target, Model) and target in _models():
        key = target._meta.pk
        return (key.foreign_related_fields[0] if isinstance(key, ForeignKey) else key).get_internal_type()
    return None


def _copy(model: type[Model], source: str) -> str:
    columns, values = [], []
    for field in model._meta.concrete_fields:
        if field.generated:
            continue
        columns.append(f'"{field.column}"')
        values.append(_value(model, field))
    joins = "CROSS JOIN generate_series(%(begin)s::int, %(end)s::int) k"
    if model is Person:
        joins += (
            f" JOIN namen ON namen.i = abs(hashtext(s.id::text || k)) %% {NAMES}"
            " LEFT JOIN nummers ON s.bsn IS NOT NULL AND nummers.i = k * (SELECT count(*) FROM bron_people_person)"
            " + (SELECT count(*) FROM bron_people_person b WHERE b.id < s.id)"
        )
    if model._meta.db_table in placements.SHARED:
        joins += f" WHERE k = {placements.whose(model._meta.db_table)}"
    return f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {source} s {joins}"


SPECIAL = placements.SPECIAL | {
    ("people_person", "bsn"): "nummers.bsn",
    (
        "people_person",
        "v_nummer",
    ): "CASE WHEN s.v_nummer IS NOT NULL THEN (1000000000 + k * 1000::bigint + (SELECT count(*)"
    " FROM bron_people_person b WHERE b.id < s.id))::text END",
    ("people_person", "voornamen"): "namen.voornamen",
    ("people_person", "voorvoegsel"): "''",
    ("people_person", "geslachtsnaam"): "namen.geslachtsnaam",
    ("people_person", "sort_key"): "namen.sort_key",
    # Beyond those of the stories, which stay below a hundred thousand; so many of a year and gemeente in one copy.
    (
        "dossiers_dossier",
        "number",
    ): "left(s.number, 10) || lpad((100000 + (k - 1) * (SELECT count(*) FROM bron_dossiers_dossier b"
    " WHERE left(b.number, 10) = left(s.number, 10)) + (SELECT count(*) FROM bron_dossiers_dossier b"
    " WHERE left(b.number, 10) = left(s.number, 10) AND b.id < s.id))::text, 6, '0')",
    # Homes of their own: a region of which everybody lives in eighty homes would say nothing of who lives where.
    (
        "people_address",
        "postcode",
    ): "(1000 + (s.id * 131 + k * 7919) % 9000)::text || ' ' || chr(65 + (k % 20)::int) || chr(65 + (k / 20 % 20)::int)",
    ("documents_letterfile", "content"): "'\\x00'::bytea",
    ("messaging_inboundmessage", "message_id"): "left(s.message_id, 50) || '-' || k",
    ("messaging_inboundmessage", "content_hash"): "md5(s.content_hash || k)",
    ("messaging_inboundmessage", "dossier_id"): "md5(s.dossier_id::text || k)::uuid",
    ("messaging_outboundmessage", "key"): "left(s.key, 110) || '-' || k",
    ("audit_auditrecord", "place"): f"s.place + k * {STRIDE}::bigint",
    (
        "audit_auditrecord",
        "subject_id",
    ): "CASE WHEN length(s.subject_id) = 36 THEN md5(s.subject_id || k)::uuid::text ELSE s.subject_id END",
}


def _value(model: type[Model], field: Field[Any, Any]) -> str:
    special = SPECIAL.get((model._meta.db_table, str(field.column)))
    if special:
        return special.replace("%", "%%") if "%" in special else special
    name = f's."{field.column}"'
    target = field.related_model if field.is_relation else model
    whose = (
        placements.whose(target._meta.db_table)
        if isinstance(target, type) and issubclass(target, Model)
        else "k"
    )
    match _copied(field):
        case "UUIDField":
            return f"md5({name}::text || {whose})::uuid"
        case "BigAutoField" | "AutoField":
            return f"{name} + k * {STRIDE}::bigint"
        case _:
            return name


def _regisseurs(connection: psycopg.Connection[Any], number: int) -> None:
    """Colleagues of one regisseur who works for every gemeente."""
    connection.execute(
        """
        INSERT INTO organisations_employee SELECT (jsonb_populate_record(e, jsonb_build_object(
            'id', 100000 + n, 'name', 'Regisseur ' || n))).*
        FROM organisations_employee e, generate_series(1, %(number)s) n
        WHERE e.id = (SELECT employee_id FROM access_user WHERE username = 'devries')""",
        {"number": number},
    )
    connection.execute(
        """
        INSERT INTO access_user SELECT (jsonb_populate_record(u, jsonb_build_object(
            'id', 100000 + n, 'username', 'regisseur' || n, 'employee_id', 100000 + n))).*
        FROM access_user u, generate_series(1, %(number)s) n WHERE u.username = 'devries'""",
        {"number": number},
    )
    connection.execute(
        """
        INSERT INTO access_roleassignment SELECT (jsonb_populate_record(r, jsonb_build_object(
            'id', 100000 + n, 'employee_id', 100000 + n, 'gemeente_id', NULL))).*
        FROM access_roleassignment r, generate_series(1, %(number)s) n
        WHERE r.employee_id = (SELECT employee_id FROM access_user WHERE username = 'devries')""",
        {"number": number},
    )


def _close(connection: psycopg.Connection[Any]) -> None:
    """Six of ten copies are of the past: their dossiers are closed, without a termijn that stands."""
    connection.execute(
        f"""
        CREATE TEMP TABLE dicht AS SELECT id FROM dossiers_dossier
        WHERE state <> 'gesloten' AND abs(hashtext(id::text)) %% 10 >= {OPEN_IN_TEN}""".replace("%%", "%")
    )
    connection.execute("""
        UPDATE dossiers_dossier d SET state = 'gesloten', fase = 'afgerond', closed_reason = 'Voldaan (SS106)',
            closed_on = opened_on + 900, next_on = '9999-12-31', next_termijn_id = NULL
        FROM dicht WHERE dicht.id = d.id""")
    connection.execute("DELETE FROM dossiers_termijnrow t USING dicht WHERE t.dossier_id = dicht.id")
    connection.execute(
        "UPDATE dossiers_taak t SET done_on = '2026-01-01' FROM dicht WHERE dicht.id = t.dossier_id"
    )


def _hand_out(connection: psycopg.Connection[Any]) -> None:
    """Every open dossier to a regisseur: the first has two thousand, the others about fifty."""
    connection.execute(f"""
        CREATE TEMP TABLE verdeling AS
        SELECT id, CASE WHEN n <= {HEAVY_CASELOAD} THEN 1 ELSE 2 + (n - {HEAVY_CASELOAD}) / {CASELOAD} END AS who
        FROM (SELECT id, row_number() OVER (ORDER BY md5(id::text)) n FROM dossiers_dossier WHERE state <> 'gesloten') x""")
    connection.execute("""
        UPDATE verdeling SET who = 1 + who % greatest((SELECT count(*) FROM access_user WHERE id > 100000), 1)
        WHERE who > (SELECT count(*) FROM access_user WHERE id > 100000)""")
    connection.execute(
        "UPDATE dossiers_dossier d SET regisseur_id = 100000 + v.who FROM verdeling v WHERE v.id = d.id"
    )
    connection.execute(
        "UPDATE dossiers_termijnrow t SET regisseur_id = 100000 + v.who FROM verdeling v WHERE v.id = t.dossier_id"
    )


def _skew(connection: psycopg.Connection[Any]) -> None:
    """The open dossier that is due first gets three thousand contacts."""
    connection.execute(f"""
        INSERT INTO dossiers_contactmoment ("on", way, outgoing, reached, summary, by_id, organisation, recorded_at, dossier_id, id)
        SELECT date '2026-11-23' - n % 1000, 'telefoon', true, true, 'Gebeld over de afspraak', u.id, 'SDD', now(), d.id,
            900000000000 + n
        FROM generate_series(1, {HEAVY_CONTACTS}) n,
            (SELECT id FROM access_user WHERE username = 'devries') u,
            (SELECT id FROM dossiers_dossier WHERE state <> 'gesloten' ORDER BY next_on, id LIMIT 1) d""")


def _looked_up(connection: psycopg.Connection[Any]) -> None:
    """Addresses as a region keeps them that looks them up every night: no letter is refused for an old one."""
    connection.execute("UPDATE people_address SET as_of = current_date")


def _floor(connection: psycopg.Connection[Any]) -> None:
    """The open dossiers once more, behind no wall: what the floor reads."""
    connection.execute("""
        CREATE TABLE bodem AS SELECT id, next_on, number, gemeente_id, fase, route, variant
        FROM dossiers_dossier WHERE state <> 'gesloten'""")
    connection.execute("CREATE INDEX ON bodem (next_on, id)")
    connection.execute("GRANT SELECT ON bodem TO PUBLIC")


def _sequences(connection: psycopg.Connection[Any], models: list[type[Model]]) -> None:
    for model in [
        *models,
        *apps.get_app_config("access").get_models(),
        *apps.get_app_config("organisations").get_models(),
    ]:
        key = model._meta.pk
        if key.get_internal_type() in {"BigAutoField", "AutoField"}:
            table = model._meta.db_table
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) + 1 FROM {table}))"
            )
