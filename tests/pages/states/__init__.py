"""Every page of the product in every state, and which addresses are no page and why."""

from collections.abc import Iterator

from pages.states import (
    access,
    begeleiding,
    beside_pip,
    betalingen,
    budget,
    completion,
    contracts,
    desk,
    documents,
    dossiers,
    duo,
    faults,
    groups,
    guidance,
    hours,
    intake,
    invitations,
    invoices,
    leerroutes,
    ontzorgen,
    overdracht,
    oversight,
    participatie,
    pip,
    regeldag,
    safety,
    signing,
    style,
)
from pages.states.state import Rendered, State
from pages.states.world import World, build

__all__ = ["NO_PAGE", "Rendered", "State", "build", "states"]

# Pattern of the address: why it has no state of its own.
ANSWERS_404 = "closed: what the sign-in library offers and we don't; answers with the page for 404"
FILE = "a file to keep, not a page"
ON = "only leads on to another page, which has its states"
NO_PAGE = {
    "aanmelden/signup/": ANSWERS_404,
    "aanmelden/email/": ANSWERS_404,
    "aanmelden/confirm-email/": ANSWERS_404,
    "aanmelden/confirm-email/<str:key>/": ANSWERS_404,
    "aanmelden/confirm-email/(?P<key>[-:\\w]+)/$": ANSWERS_404,
    "aanmelden/3rdparty/": ANSWERS_404,
    "aanmelden/3rdparty/signup/": ANSWERS_404,
    "aanmelden/social/signup/": ANSWERS_404,
    "aanmelden/social/connections/": ANSWERS_404,
    "aanmelden/social/login/cancelled/": "leads to the page under 3rdparty",
    "aanmelden/social/login/error/": "leads to the page under 3rdparty",
    "aanmelden/login/code/confirm/": "codes by mail are switched off; leads to signing in",
    "aanmelden/2fa/webauthn/login/": "data for the script of the passkey",
    "aanmelden/2fa/recovery-codes/download/": FILE,
    "aanmelden/oidc/(?P<provider_id>[^/]+)/login/": "leads to the identity provider",
    "aanmelden/oidc/(?P<provider_id>[^/]+)/login/callback/": "comes back from the identity provider",
    ".well-known/security.txt": "a text for whoever found a hole in the security",
    "agenda/adres/<str:secret>.ics": FILE,
    "antwoord/<str:secret>/agenda.ics": FILE,
    "intake/<uuid:pk>/stuk/<uuid:row_pk>/": FILE,
    "leerroutes/bestanden/leeg.csv": FILE,
    "leerroutes/bestanden/rapporten/leeg.csv": FILE,
    "pip/<uuid:pk>/versie/<int:versie>/intrekken/brief/": FILE,
    "toegang/afmelden/": ON,
    "toegang/verlengen/": "for the script that warns before the sign-in ends",
    "toegang/personas/<int:pk>/": ON,
    "dossiers/<uuid:pk>/brief/<uuid:letter_pk>/": FILE,
    "dossiers/<uuid:pk>/brief/<uuid:letter_pk>/vertaling/": FILE,
    "dossiers/post/<uuid:pk>/bestand/": FILE,
    "documenten/teksten/<uuid:pk>/voorbeeld/": FILE,
    "documenten/partij/<uuid:pk>/drukbestand/<int:number>/": FILE,
    "bestanden/<uuid:pk>/geweigerd.csv": FILE,
    "overname/voorbeeld.csv": FILE,
    "uitvoer/": FILE,
    "inkoop/stukken/<uuid:file_pk>/": FILE,
    "facturen/<uuid:invoice_pk>/bestand/": FILE,
    "facturen/boeken/<uuid:run_pk>/": FILE,
    "betalingen/runs/<uuid:betaalrun_pk>/bestand/": FILE,
    "begeleidingsaanbod/cijfers/bestand/": FILE,
    "participatie/uitvoer/": FILE,
    "participatie/verklaring/<uuid:text_pk>/bestand/": FILE,
    "pip/<uuid:pk>/versie/<int:versie>/brief/": FILE,
    "pip/<uuid:pk>/voorbeeld/": "a part of the page of the draft, fetched by its script",
    **dict.fromkeys(
        (
            f"aanbieders/v1/{path}"
            for path in (
                "",
                "deelnemers",
                "deelnemers/<uuidstr:deelnemer>",
                "deelnemers/<uuidstr:deelnemer>/lesweken",
                "deelnemers/<uuidstr:deelnemer>/antwoord",
                "deelnemers/<uuidstr:deelnemer>/eerste-les",
                "cursussen",
                "leveringen",
                "leveringen/<uuidstr:levering>",
                "leveringen/<uuidstr:levering>/regels",
                "openapi.json",
                "<path:rest>",
            )
        ),
        "for the own systems of providers",
    ),
    "duo/v1/notificaties": "for DUO's machine",
    "duo/v1/": "for DUO's machine",
    "duo/v1/<path:rest>": "for DUO's machine",
}


def states(world: World) -> Iterator[State]:
    """All of them, room by room."""
    for room in (
        desk,
        dossiers,
        safety,
        contracts,
        invoices,
        betalingen,
        budget,
        leerroutes,
        groups,
        invitations,
        hours,
        documents,
        overdracht,
        begeleiding,
        guidance,
        regeldag,
        intake,
        pip,
        participatie,
        beside_pip,
        completion,
        ontzorgen,
        duo,
        access,
        oversight,
        signing,
        style,
        faults,
    ):
        yield from room.states(world)
