"""The floor: what a page costs that only knows who asks and prints fifty rows of one indexed query, behind no wall."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import engines

from wegwijs.dossiers.models import Dossier
from wegwijs.rowsecurity.scope import EVERYTHING, entered

TEMPLATE = """<!doctype html><html lang="nl"><title>Bodem</title><h1>Bodem</h1><table>
{% for row in rows %}<tr><td>{{ row.next_on|date:"d-m-Y" }}</td><td>{{ row.number }}</td><td>{{ row.gemeente_id }}</td>
<td>{{ row.fase }}</td><td>{{ row.route }}</td><td>{{ row.variant }}</td></tr>{% endfor %}</table></html>"""
EXPORT = """COPY (SELECT d.next_on, d.number, p.geslachtsnaam, p.voorvoegsel, p.voornamen, p.birth_day, p.birth_month, p.birth_year,
g.naam, d.variant, t.label, t.aard, d.fase, d.route, r.name FROM dossiers_dossier d JOIN people_person p ON p.id = d.person_id
JOIN organisations_gemeente g ON g.code = d.gemeente_id LEFT JOIN organisations_employee r ON r.id = d.regisseur_id
LEFT JOIN dossiers_termijnrow t ON t.id = d.next_termijn_id WHERE d.state <> 'gesloten' ORDER BY d.next_on, d.id)
TO STDOUT WITH CSV"""


def count_statements(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say in a header how many statements a page cost; BEGIN and COMMIT are no statements of the page.

    Nor is the one that writes once in five minutes that somebody is still there, with whichever page comes first.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        seen = 0

        def counting(
            execute: Callable[..., Any], sql: str, params: object, many: bool, context: object
        ) -> Any:
            nonlocal seen
            seen += not sql.startswith('UPDATE "django_session"')
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counting):
            response = get_response(request)
        response["X-Statements"] = str(seen)
        return response

    return middleware


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    """Session, sign-in, middleware, one indexed query of fifty rows, a bare template."""
    rows = Dossier.objects.raw("SELECT * FROM bodem ORDER BY next_on, id LIMIT 50")
    return HttpResponse(_template().render({"rows": rows}, request))


@cache
def _template() -> Any:
    return engines["django"].from_string(TEMPLATE)


@login_required
def copy_floor(request: HttpRequest) -> StreamingHttpResponse:
    """The quickest way out of the database: COPY of what the list holds, streamed as it comes, with nobody's rights."""

    def rows() -> Iterator[bytes]:
        with entered(EVERYTHING), connection.cursor() as cursor, cursor.copy(EXPORT) as copy:
            for part in copy:
                yield bytes(part)

    return StreamingHttpResponse(rows(), content_type="text/csv")
