"""The ``wegwijs`` command. Exit code 2 with one line of Dutch: something to put right and try again.

Exit code 1 is an answer: ``verify-audit`` found a log that isn't whole, ``prove-ledger`` money that doesn't add up, ``prove-totals`` totals
that aren't what they are of, ``check-texts`` words that stop letters.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, execute_from_command_line
from django.db import OperationalError, connection
from django.utils.module_loading import import_string

from wegwijs.config import environment, processes, trial
from wegwijs.config.postgres import PostgresError
from wegwijs.rowsecurity.scope import EVERYTHING, entered

PRODUCTION = "wegwijs.config.settings.production"
DEMO = "wegwijs.config.settings.demo"
DEFAULT_PORT = 8000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command; returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] == ["manage"]:
            return _manage(given[1:])
        options = _parser().parse_args(given)
        if options.data:
            os.environ["WEGWIJS_DATA"] = str(options.data.absolute())
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except (PostgresError, ImproperlyConfigured, trial.TrialError) as error:
        print(f"wegwijs: {error}", file=sys.stderr)
        return 2
    except OperationalError:
        print(
            "wegwijs: de database is niet bereikbaar. Kijk DATABASE_URL na, en of de server draait.",
            file=sys.stderr,
        )
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wegwijs", description="Regiesysteem voor de Wet inburgering 2021.")
    commands = parser.add_subparsers(title="opdrachten", required=True, metavar="opdracht")

    def add(name: str, run: Callable[[argparse.Namespace], int], explained: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=explained, description=explained)
        command.add_argument("--data", type=Path, help="map voor database en bestanden (WEGWIJS_DATA)")
        command.set_defaults(run=run)
        return command

    demo = add("demo", _demo, "proefopstelling met de voorbeeldregio, alleen op deze machine")
    demo.add_argument("--port", type=_port, default=DEFAULT_PORT, help="poort op 127.0.0.1 (standaard 8000)")
    serve = add("serve", _serve, "de webserver")
    serve.add_argument("--host", default="127.0.0.1", help="adres om op te luisteren (standaard 127.0.0.1)")
    serve.add_argument("--port", type=_port, default=DEFAULT_PORT, help="poort (standaard 8000)")
    serve.add_argument("--processes", type=int, default=2, help="aantal processen (standaard 2)")
    worker = add("worker", _worker, "de achtergrondtaken: berichten, brieven, termijnen")
    worker.add_argument("--concurrency", type=int, default=2, help="taken tegelijk (standaard 2)")
    add("migrate", _migrate, "de database bijwerken tot deze versie")
    add("check-deadlines", _check_deadlines, "alle termijnen opnieuw afleiden en verschillen melden")
    add("check-texts", _check_texts, "nagaan of eigen teksten van brieven nog bij deze versie passen")
    add("rebuild-search", _rebuild_search, "de woorden waarop namen gevonden worden opnieuw maken")
    verify = add("verify-audit", _verify_audit, "nagaan of het logboek van inzage en wijziging heel is")
    verify.add_argument(
        "--heads",
        type=Path,
        metavar="BESTAND",
        help="bestand buiten de database: de koppen erin worden vergeleken, de nieuwe erbij geschreven",
    )
    add("prove-ledger", _prove_ledger, "nagaan of in het grootboek geen cent is gemaakt of verdwenen")
    add("prove-totals", _prove_totals, "nagaan of bijgehouden totalen zijn wat er is vastgelegd")
    commands.add_parser("manage", help="opdrachten van Django zelf", add_help=False)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is geen poortnummer (1 tot en met 65535)")
    return int(text)


def _setup(default: str = PRODUCTION) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", default)
    django.setup()


def _manage(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", PRODUCTION)
    execute_from_command_line(["wegwijs manage", *arguments])
    return 0


def _demo(options: argparse.Namespace) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = DEMO
    return trial.run(environment.data_folder(), options.port)


def _serve(options: argparse.Namespace) -> int:
    _setup()  # reports a wrong configuration here rather than once a process
    _look_first()
    command = processes.web_command(options.host, options.port, options.processes)
    os.execv(command[0], command)  # noqa: S606 - becomes the web server


def _look_first() -> None:
    """Look once, before anyone comes in; the processes that follow make connections of their own."""
    try:
        # Looked up by name: it reads the rooms' models, which exist only after the set-up.
        import_string("wegwijs.rowsecurity.build.insist")()
        _tell_of_texts()
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]


def _worker(options: argparse.Namespace) -> int:
    _setup()
    _look_first()
    processes.run_worker(options.concurrency)
    return 0


def _migrate(options: argparse.Namespace) -> int:
    _setup()
    call_command("migrate", interactive=False)
    _tell_of_texts()
    return 0


def _check_deadlines(options: argparse.Namespace) -> int:
    _setup()
    seen = changed = 0
    # Looked up by name: a room's rows can be imported only after the set-up above.
    with entered(EVERYTHING):
        for progress in import_string("wegwijs.dossiers.commands.rebuild_termijnen")():
            seen, changed = progress.seen, progress.changed
    print(f"{seen} dossiers nagerekend, {changed} met gewijzigde termijnen.")
    return 0


def _outdated_texts() -> list[str]:
    # Looked up by name, as elsewhere here.
    found: list[str] = import_string("wegwijs.documents.queries.texts.outdated_everywhere")(
        import_string("wegwijs.clock.today")()
    )
    return found


def _tell_of_texts() -> None:
    """After a release, what somebody rewrote may no longer fit what the application fills in: said, and no reason to stay down."""
    if found := _outdated_texts():
        said = ("Deze teksten houden brieven tegen tot functioneel beheer ze herstelt:", *found)
        print("\n".join(said), file=sys.stderr)


def _check_texts(options: argparse.Namespace) -> int:
    _setup()
    found = _outdated_texts()
    print("\n".join(found) or "Alle eigen teksten van brieven passen bij deze versie van Wegwijs.")
    return 1 if found else 0


def _rebuild_search(options: argparse.Namespace) -> int:
    _setup()
    done = 0
    with entered(EVERYTHING):
        for progress in import_string("wegwijs.people.commands.rebuild_search_words")():
            done = progress
    print(f"{done} personen zijn weer te vinden op naam.")
    return 0


def _prove_ledger(options: argparse.Namespace) -> int:
    return _proved("wegwijs.ledger.verify.verified")


def _prove_totals(options: argparse.Namespace) -> int:
    return _proved("wegwijs.totals.verified")


def _proved(what: str) -> int:
    _setup()
    with entered(EVERYTHING):
        sentences, whole = import_string(what)()
    print("\n".join(sentences))
    return 0 if whole else 1


def _verify_audit(options: argparse.Namespace) -> int:
    _setup()
    # Looked up by name, as above. A head is a row that only the audit can have made: nothing of a person is in it.
    verified = import_string("wegwijs.audit.verify.verified")(options.heads)
    print("\n".join(verified.sentences))
    return 0 if verified.whole else 1
