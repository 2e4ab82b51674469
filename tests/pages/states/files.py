"""Files of COA and of an older system in every state, and incoming post."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from support.region import TODAY, Region
from wegwijs.dossiers.commands import (
    file_post,
    register_post,
)
from wegwijs.dossiers.models import Dossier, IngekomenStuk
from wegwijs.imports.commands import map_columns, stop_file, store_file, take_over, work_on
from wegwijs.imports.models import ImportFile
from wegwijs.stages.overdracht.coa_file import COA_FILE
from wegwijs.takeover.kind import CASELOAD

COA_HEAD = "V-nummer;Achternaam;Voornaam;Geboortedatum;AZC;Datum koppeling;Moedertaal;DigiD;Opmerking"
COA_GOOD = "2811111111;Çelik;Zoë;14-06-1988;azc Dronten;01-10-2026;Turks;ja;"
COA_BAD = "28abc;Janssen;Piet;01-01-1990;azc Dronten;01-10-2026;Turks;ja;belt terug"
CASELOAD_HEAD = (
    "BSN;V-nummer;Achternaam;Voornaam;Geboortedatum;Regisseur;Doelgroep;Kennisgeving;Datum inschrijving;Artikel 28;"
    "Intake afgerond;Datum PIP;Leerroute;Uiterste datum PIP;Einde inburgeringstermijn;Zaaknummer"
)
CASELOAD_ROW = "999994669;2844444444;Hagos;Mehret;14-06-1988;Vries, A. de;Asiel;20-08-2026;10-09-2026;ja;;;;23-11-2026;;Z-1"
CASELOAD_BAD = (
    "123456789;;Demir;Aylin;03-02-1990;;Gezin;01-03-2026;;;10-04-2026;01-05-2026;B1;10-05-2026;02-05-2029;Z-2"
)
CASELOAD_OTHER = (
    "999990172;;Demir;Aylin;03-02-1990;;Gezin;01-03-2026;;;10-04-2026;01-05-2026;B1;10-05-2026;02-05-2029;Z-3"
)


@dataclass(frozen=True)
class Files:
    """Files of COA and incoming post."""

    mapping: ImportFile
    waiting: ImportFile
    checked: ImportFile
    done: ImportFile
    stopped: ImportFile
    caseload: ImportFile  # of an older system, tried out
    caseload_taken: ImportFile
    post: IngekomenStuk
    filed: IngekomenStuk


def files_of(region: Region, waiting: Dossier) -> Files:
    """One of each; ``waiting``: the dossier to which a letter was filed."""

    def post(subject: str, **file: Any) -> IngekomenStuk:
        return register_post(
            region.dordrecht, by=region.administrator, received_on=date(2026, 11, 20),
            channel=IngekomenStuk.Channel.POST, sender="IDW", subject=subject, **file,
        )  # fmt: skip

    filed = post("Diplomawaardering", file_name="idw.pdf", file_type="application/pdf", content=b"%PDF-1.7\n")
    file_post(filed, waiting, by=region.regisseur)

    def sent(*lines: str) -> ImportFile:
        return handed_over(_import(region, *lines), region)

    return Files(
        mapping=_import(region, COA_GOOD, COA_BAD),
        waiting=sent(COA_GOOD),
        checked=worked_on(sent(COA_GOOD, COA_BAD)),
        done=_taken(sent(COA_GOOD, COA_BAD), region),
        stopped=_stopped(sent(COA_GOOD), region),
        caseload=worked_on(_caseload(region, CASELOAD_ROW, CASELOAD_BAD)),
        caseload_taken=_caseload_taken(_caseload(region, CASELOAD_OTHER), region),
        post=post(
            "Brief over het rooster",
            file_name="rooster.pdf",
            file_type="application/pdf",
            content=b"%PDF-1.7\n",
        ),
        filed=filed,
    )


def _import(region: Region, *lines: str) -> ImportFile:
    content = "\r\n".join((COA_HEAD, *lines)).encode()
    return store_file(
        COA_FILE, region.dordrecht, file_name="tvs.csv", content=content, origin="COA", as_of=TODAY,
        by=region.regisseur,
    )  # fmt: skip


def _caseload(region: Region, *lines: str) -> ImportFile:
    content = "\r\n".join((CASELOAD_HEAD, *lines)).encode()
    upload = store_file(
        CASELOAD, region.dordrecht, file_name="oud.csv", content=content, origin="Oud systeem",
        as_of=date(2026, 11, 20), by=region.teamlead,
    )  # fmt: skip
    map_columns(upload, upload.mapping, by=region.teamlead)
    return upload


def _caseload_taken(upload: ImportFile, region: Region) -> ImportFile:
    worked_on(upload)
    take_over(upload, by=region.teamlead)
    return worked_on(upload)


def handed_over(upload: ImportFile, region: Region) -> ImportFile:
    """Its columns chosen as they were guessed."""
    map_columns(upload, upload.mapping, by=region.regisseur)
    return upload


def worked_on(upload: ImportFile) -> ImportFile:
    """After the worker did what waits in it."""
    work_on(upload.pk)
    upload.refresh_from_db()
    return upload


def _taken(upload: ImportFile, region: Region) -> ImportFile:
    """Through its trial, when it has one, and taken over."""
    if worked_on(upload).state == ImportFile.State.CHECKED:
        take_over(upload, by=region.regisseur)
        worked_on(upload)
    return upload


def _stopped(upload: ImportFile, region: Region) -> ImportFile:
    stop_file(upload, by=region.regisseur)
    return worked_on(upload)
