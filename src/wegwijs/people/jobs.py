"""Background work on persons."""

import logging

from wegwijs.jobs import Reach, job
from wegwijs.people.doubles import find_doubles

log = logging.getLogger(__name__)


@job(Reach.ALL, every="50 4 * * *")
def look_for_doubles() -> None:
    """Each night: who may be in here twice. A second run finds nothing new."""
    log.info("doubles: %s new pairs", find_doubles())
