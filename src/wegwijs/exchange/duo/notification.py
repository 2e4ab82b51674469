"""What DUO posts (Notificatie 1.8.0) and what it gets back when that is wrong, field by field as DUO specifies them."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, StrictStr, StringConstraints

# RFC 3339, with an offset: DUO's "date-time".
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
# Any other year is a slip: the act of 2013 is the oldest that DUO still carries out.
_YEARS = range(2013, 2100)


def _moment(text: str) -> str:
    plain = text.upper()
    if not _MOMENT.fullmatch(plain) or datetime.fromisoformat(plain).year not in _YEARS:
        raise ValueError("no moment with an offset")
    return plain


class Notificatie(BaseModel):
    """What DUO posts; at least one of bsn and vNummer. Fields that a later version adds are kept, not refused."""

    model_config = ConfigDict(extra="allow")

    registratieDatumTijd: Annotated[StrictStr, AfterValidator(_moment)]  # noqa: N815 DUO's name
    gebeurtenisId: Annotated[StrictStr, StringConstraints(pattern=r"^[0-9A-Z]{1,6}$")]  # noqa: N815 DUO's name
    bsn: Annotated[StrictStr, StringConstraints(pattern=r"^[0-9]{9}$")] | None = None
    vNummer: Annotated[StrictInt, Field(ge=0, le=9_999_999_999)] | None = None  # noqa: N815 DUO's name


class Foutmelding(BaseModel):
    """DUO's shape of an error, inside a problem of RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    fouttekst: Annotated[str, StringConstraints(max_length=200)]
