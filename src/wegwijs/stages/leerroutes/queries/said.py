"""What a row of a list of the region says besides its stand, as SQL of one column: open signals, late reports, traces of a cause.

``v`` is the stand, ``d`` the dossier; everything else in it is a parameter or stands here.
"""

from collections.abc import Mapping

from wi2021.verlenging import Grond

_OPEN = """leerroutes_lessignaal s JOIN leerroutes_inburgeringsaanbod a ON a.id = s.aanbod_id
    WHERE a.dossier_id = v.dossier_id AND s.taken_up_on IS NULL AND s.passed_on IS NULL"""
_LATE = """leerroutes_inburgeringsaanbod a JOIN organisations_organisation o ON o.id = a.organisation_id
    JOIN jsonb_to_recordset(%(quarters)s::jsonb) AS q(gemeente text, first date, last date) ON q.gemeente = a.gemeente_id
    WHERE a.dossier_id = v.dossier_id AND a.began_on + %(shortest)s <= q.last AND (a.ended_on IS NULL OR a.ended_on > q.last)
    AND NOT EXISTS (SELECT 1 FROM leerroutes_voortgangsrapport x WHERE x.aanbod_id = a.id AND x.quarter = q.first AND x.stands)"""
_PLACED = """leerroutes_inburgeringsaanbod a JOIN leerroutes_cursus c ON c.id = a.cursus_id WHERE a.dossier_id = v.dossier_id"""
# Whether somebody has an open signal, or a report that is late.
SIGNAL, IS_LATE = (f"EXISTS (SELECT 1 FROM {rows})" for rows in (_OPEN, _LATE))  # noqa: S608
# What the dossier itself shows of a cause that may make the termijn longer, by the ground: somebody still has to ask.
TRACES: Mapping[Grond, str] = {
    Grond.ALFABETISERING: f"v.route <> 'Z' AND EXISTS (SELECT 1 FROM {_PLACED} AND c.level = 'alfa' AND a.began_on IS NOT NULL)",  # noqa: S608
    Grond.AANBIEDER: f"EXISTS (SELECT 1 FROM {_PLACED} AND a.ended = 'aanbieder')",  # noqa: S608
    Grond.GEBOORTE: """EXISTS (SELECT 1 FROM people_householdmember m JOIN people_child k ON k.household_id = m.household_id
        WHERE m.person_id = d.person_id AND m.valid_to IS NULL AND k.birth_year >= extract(year FROM v.pip_on))""",
    Grond.OVERLIJDEN: """EXISTS (SELECT 1 FROM people_householdmember m JOIN people_householdmember n
        ON n.household_id = m.household_id AND n.person_id <> m.person_id JOIN people_person q ON q.id = n.person_id
        WHERE m.person_id = d.person_id AND q.died_on >= v.pip_on)""",
    Grond.OVERIG: """EXISTS (SELECT 1 FROM leerroutes_wachtplek w WHERE w.dossier_id = v.dossier_id
        AND coalesce(w.until, %(today)s) - w.since >= 90)""",
}
_HOLDS = ", ".join(f"('{ground.value}', {condition})" for ground, condition in TRACES.items())
# By the name of the list; the others say nothing more.
SAID: Mapping[str, str] = {
    "TALKS": f'(SELECT jsonb_agg(jsonb_build_array(s.soort, s."on") ORDER BY s."on") FROM {_OPEN})',  # noqa: S608
    "REPORTS": f"(SELECT jsonb_agg(jsonb_build_array(o.short, q.first) ORDER BY q.first) FROM {_LATE})",  # noqa: S608
    "TIME": f"to_jsonb(ARRAY(SELECT t.ground FROM (VALUES {_HOLDS}) AS t(ground, holds) WHERE t.holds))",  # noqa: S608
}
