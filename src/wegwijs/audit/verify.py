"""``wegwijs verify-audit``: is the log whole, in sentences for an administrator."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from wegwijs.audit.commands import check_chains
from wegwijs.audit.heads import read, written
from wegwijs.audit.models import ChainCheck
from wegwijs.audit.queries import LOOSE, Head, heads
from wegwijs.errors import DomainError
from wegwijs.organisations.models import Gemeente

REPORT = (
    "Het logboek is niet heel: iemand heeft buiten Wegwijs om regels gewijzigd, verwijderd of ingevoegd. "
    "Meld dit als beveiligingsincident en stel de database veilig."
)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found, a sentence a chain and one over all."""

    sentences: tuple[str, ...]
    whole: bool


def verified(file: Path | None = None) -> Verified:
    """Recompute every chain and store what was found; with a file also compare the heads in it.

    When all is whole the present heads are added to the file. Raises ImproperlyConfigured when it can't be read.
    """
    kept = _kept(file)
    checks = check_chains(kept=kept)
    whole = not any(check.broken for check in checks)
    sentences = [*_sentences(checks), _compared(kept, file)]
    if whole and file:
        with file.open("a", encoding="utf-8") as target:
            target.writelines(f"{line}\n" for line in written(heads([check.chain for check in checks])))
    sentences.append("Het logboek is heel." if whole else REPORT)
    return Verified(tuple(sentence for sentence in sentences if sentence), whole)


def _kept(file: Path | None) -> list[Head]:
    if file is None:
        return []
    try:
        return read(file.read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, DomainError) as fault:
        raise ImproperlyConfigured(f"{file} is niet te lezen. {fault}") from fault


def _sentences(checks: Iterable[ChainCheck]) -> list[str]:
    names = dict(Gemeente.objects.values_list("code", "naam")) | {LOOSE: "zonder gemeente"}
    said = []
    for check in checks:
        state = "heel"
        if check.broken:
            at = ", ".join(str(pk) for pk in check.broken if pk) or "het einde"
            state = f"NIET HEEL, kijk bij regel {at}"
        said.append(f"{names.get(check.chain, check.chain)}: {check.rows} regels, {state}")
    return said


def _compared(kept: list[Head], file: Path | None) -> str:
    if file is None:
        return "Niet vergeleken met koppen van buiten de database: geef --heads met een bestand op een andere machine."
    if not kept:
        return f"{file} was er nog niet of was leeg: vanaf nu wordt ermee vergeleken."
    return f"Vergeleken met {len(kept)} koppen in {file}."
