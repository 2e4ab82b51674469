"""What growing does with lessons and their money: the columns of which a copy differs, and what is of the whole region.

Whose dossier is copied has a copy of the placement, its call-off on the same contract with a number of its own, and so weeks, hours,
the book, reports and signals. What several people share would be theirs alone if each copy had it, and everybody's if none had:
``SHARED`` says how many copies have one. So a course has about as many participants as fit in a room, and a school sends an
invoice a month for each few thousand dossiers, as long as those of a region are. Files of invoices stay empty, as those of letters do.

Contracts, lots and money to spend belong to the region: there are no more of them, and they become as many times as large.
"""

from __future__ import annotations

from typing import Any

import psycopg

# Of no gemeente by themselves, or not about a person, and copied all the same.
COPIED = {
    "contracts_calloff", "contracts_movement", "contracts_balance", "contracts_bookingrun", "contracts_invoice", "contracts_invoicefile",
    "contracts_invoiceline", "leerroutes_cursus",
}  # fmt: skip
# So many copies have one of these together: the first has it, the others point at it.
INVOICES, COURSES = 50, 12
SHARED = {
    "leerroutes_cursus": COURSES, "contracts_bookingrun": INVOICES, "contracts_invoice": INVOICES,
    "contracts_invoicefile": INVOICES,
}  # fmt: skip
MOST = 32_767


def whose(table: str) -> str:
    """The copy whose row of this table a copy has."""
    number = SHARED.get(table)
    return f"((k - 1) / {number} * {number} + 1)" if number else "k"


def keyed(column: str) -> str:
    """A text that holds the key of a copied row, with the key of the copy."""
    key = f"substring(s.{column} from '[0-9a-f-]{{36}}')"
    return f"coalesce(replace(s.{column}, {key}, md5({key} || k)::uuid::text), s.{column})"


SPECIAL = {
    ("contracts_calloff", "number"): "left(s.number, length(s.number) - 4) || lpad((right(s.number, 4)::int + k * (SELECT count(*)"
    " FROM bron_contracts_calloff b WHERE b.contract_id = s.contract_id))::text, 6, '0')",
    ("contracts_calloff", "source"): f"CASE WHEN s.source ~ '[0-9a-f-]{{36}}' THEN {keyed('source')} ELSE s.source || ':' || k END",
    ("contracts_movement", "source_key"): keyed("source_key"),
    ("contracts_invoice", "number"): "left(s.number, 50) || '-' || k",
    ("contracts_invoice", "sha256"): "md5(s.sha256 || k) || md5(k || s.sha256)",
    ("contracts_invoiceline", "position"): f"s.position + (k - 1) % {INVOICES} * (SELECT count(*) FROM bron_contracts_invoiceline b"
    " WHERE b.invoice_id = s.invoice_id)",
    ("contracts_invoicefile", "content"): "'\\x00'::bytea",
    ("leerroutes_cursus", "name"): "left(s.name, 70) || ' ' || k",
    ("hours_uren", "source_key"): keyed("source_key"),
    ("dossiers_gebeurtenis", "payload"): "CASE WHEN length(s.payload ->> 'aanbod') = 36 THEN jsonb_set(s.payload, '{aanbod}',"
    " to_jsonb(md5((s.payload ->> 'aanbod') || k)::uuid::text)) ELSE s.payload END",
}  # fmt: skip


def named(connection: psycopg.Connection[Any]) -> None:
    """A school reads number and name of whose place it is: those of the copy."""
    connection.execute("""
        UPDATE leerroutes_inburgeringsaanbod a SET number = d.number, name = p.voornamen || ' ' || p.geslachtsnaam
        FROM dossiers_dossier d JOIN people_person p ON p.id = d.person_id
        WHERE d.id = a.dossier_id AND a.number <> d.number""")


def enlarge(connection: psycopg.Connection[Any], times: int) -> None:
    """Room in contracts and lots, and money to spend, for so many regions."""
    connection.execute(
        f"UPDATE contracts_terms SET places = least(places * {times}, {MOST}), ceiling = ceiling * {times}"
    )
    connection.execute(f"UPDATE contracts_lot SET persons = least(persons * {times}, {MOST})")
    connection.execute(f"UPDATE contracts_fundingline SET cents = cents * {times}")
    connection.execute(f"UPDATE contracts_othercost SET cents = cents * {times}")
    connection.execute("""
        UPDATE contracts_invoice i SET net = x.net FROM (
            SELECT invoice_id, sum(amount) AS net FROM contracts_invoiceline GROUP BY invoice_id) x
        WHERE x.invoice_id = i.id AND i.id NOT IN (SELECT id FROM bron_contracts_invoice) AND i.state <> 'geweigerd'""")


def end_closed(connection: psycopg.Connection[Any]) -> None:
    """Of dossiers that were closed (``dicht``): lessons end with the last week, what was committed is released, nobody waits."""
    connection.execute("""
        CREATE TEMP TABLE plekken AS SELECT a.id, a.call_off_id, a.began_on, coalesce(
            (SELECT max(w.last_day) FROM leerroutes_lesweek w WHERE w.aanbod_id = a.id AND w.stands), a.began_on) AS last
        FROM leerroutes_inburgeringsaanbod a JOIN dicht ON dicht.id = a.dossier_id
        WHERE a.state IN ('gevraagd', 'aangenomen', 'begonnen')""")
    connection.execute("""
        UPDATE leerroutes_inburgeringsaanbod a SET shown = false, ended_on = p.last,
            state = CASE WHEN p.last IS NULL THEN 'ingetrokken' ELSE 'geeindigd' END,
            ended = CASE WHEN p.last IS NULL THEN '' ELSE 'gesloten' END
        FROM plekken p WHERE p.id = a.id""")
    connection.execute("""
        UPDATE contracts_calloff c SET finished = false, ends_on = CASE WHEN p.last IS NOT NULL THEN greatest(p.last, c.starts_on) END,
            cancelled_on = CASE WHEN p.last IS NULL THEN c.made_at::date END
        FROM plekken p WHERE p.call_off_id = c.id AND (p.last IS NOT NULL OR c.cancelled_on IS NULL)""")
    connection.execute("""
        INSERT INTO contracts_movement (id, call_off_id, kind, cents, "on", booked_on, year, source_key, note, recorded_by_id, label,
            recorded_at)
        SELECT (SELECT max(id) FROM contracts_movement) + row_number() OVER (), call_off_id, 'verplicht', -left_over, on_, on_, year,
            'einde:' || year, 'vrijgevallen bij het einde', by, label, now()
        FROM (SELECT m.call_off_id, m.year, max(m.booked_on) AS on_, min(m.recorded_by_id) AS by, min(m.label) AS label,
                sum(CASE m.kind WHEN 'verplicht' THEN m.cents WHEN 'geleverd' THEN -m.cents ELSE 0 END) AS left_over
            FROM contracts_movement m JOIN plekken p ON p.call_off_id = m.call_off_id GROUP BY m.call_off_id, m.year) x
        WHERE left_over <> 0 ON CONFLICT DO NOTHING""")
    connection.execute(
        "UPDATE contracts_balance b SET committed = delivered FROM plekken p WHERE p.call_off_id = b.call_off_id"
    )
    connection.execute(
        "UPDATE leerroutes_wachtplek w SET until = current_date FROM dicht WHERE dicht.id = w.dossier_id AND until IS NULL"
    )
    connection.execute("""
        UPDATE leerroutes_eigenschool e SET until = greatest(since, current_date) FROM dicht
        WHERE dicht.id = e.dossier_id AND until IS NULL""")
    connection.execute("""
        UPDATE leerroutes_lessignaal g SET passed_on = current_date FROM plekken p
        WHERE p.id = g.aanbod_id AND taken_up_on IS NULL AND passed_on IS NULL""")
    connection.execute("DELETE FROM leerroutes_voltooiingsstand v USING dicht WHERE dicht.id = v.dossier_id")
