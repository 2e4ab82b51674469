"""Our outbox payloads as DUO wants them. What DUO would find malformed is refused here, with what to put right."""

import re
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


class NotForDuo(ValueError):
    """DUO would find this malformed; the text says what to put right. Nothing was sent."""


def pip_for_duo(payload: Json) -> dict[str, Any]:
    """Our outbox payload as DUO's PIP 1.2.0; absent values are left out, not sent as null."""
    found = {
        "dagtekeningPip": payload["dagtekening"],
        "leerroute": payload["leerroute"],
        "niveau": payload.get("niveau"),
        "geschatteIntensiteitB1Route": payload.get("intensiteit_uren"),
        "indicatorMagOpleidingAfmaken": payload.get("mag_opleiding_afmaken") or None,
        "indicatorAlfabetiseringsonderwijs": payload.get("alfabetisering"),
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


# By the kind of message: what DUO calls the day. Of the Z-route DUO asks no blame.
MODULES = {
    "pvt": "datumOndertekeningPvt",
    "map": "datumEindgesprekMap",
    "zroute": "datumAfrondingZroute",
}


def module_for_duo(kind: str, payload: Json) -> dict[str, Any]:
    """Our outbox payload as DUO's ResultaatPvt, -Map or -Zroute 1.0.0; without a day it takes back what was delivered."""
    blame = None if kind == "zroute" else payload.get("verwijtbaar")
    found = {MODULES[kind]: payload.get("datum"), "verwijtbaar": blame}
    return {name: value for name, value in found.items() if value}


_SCHOOL = re.compile(r"[0-9A-Za-z]{10}")


def offer_for_duo(payload: Json) -> tuple[str, dict[str, Any]]:
    """Our outbox payload as the number of the school and DUO's Inburgeringsaanbod 1.2.0; absent days are left out. Raises NotForDuo."""
    school = str(payload.get("instelling") or "")
    if not _SCHOOL.fullmatch(school):
        raise NotForDuo(
            "Van deze school is geen instellingsnummer van DUO bekend (tien tekens). Vraag inkoop het bij het keurmerk te zetten."
        )
    found = {
        "datumInburgeringsaanbod": payload.get("datum"),
        "verwachteStartdatumOpleiding": payload.get("start"),
        "verwachteEinddatumOpleiding": payload.get("einde"),
        "indicatorAlfabetiseringsonderwijs": payload.get("alfabetisering") or "NVT",
    }
    return school, {name: value for name, value in found.items() if value}


_PHONE = re.compile(r"(\+|[0-9])((\s|\s?(-|\(0\))\s?)?[0-9]){2,15}")
_NAME = re.compile(r"[\s'‘.\-‐-―]*(?:[^\W\d_]|[\s'‘.\-‐-―])+")


def contact_for_duo(payload: Json) -> dict[str, Any]:
    """Our outbox payload as DUO's Contactpersoongegevens 1.0.0. Raises NotForDuo."""
    name, mail, phone = (str(payload.get(key) or "").strip() for key in ("naam", "email", "telefoon"))
    if not _NAME.fullmatch(name) or len(name) > 100:
        raise NotForDuo(
            "DUO neemt in de naam alleen letters, punten, streepjes en apostrofs aan. Pas de naam aan."
        )
    if not 4 <= len(mail) <= 241 or "@" not in mail:
        raise NotForDuo(f"Van {name} is geen e-mailadres bekend. Vul het aan bij de medewerker.")
    if not _PHONE.fullmatch(phone):
        raise NotForDuo(f"Van {name} is geen telefoonnummer bekend. Vul het aan bij de medewerker.")
    return {"naam": name, "email": mail, "telefoonnummer": phone}
