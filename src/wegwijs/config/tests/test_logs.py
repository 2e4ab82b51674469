"""Log lines carry no personal data."""

import json
import logging
import sys

from wegwijs.config.logs import JsonFormatter


def test_an_error_is_logged_without_its_message() -> None:
    try:
        raise LookupError("Key (bsn)=(999990019) already exists")
    except LookupError:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "Fout bij %s", ("/a?bsn=9",), sys.exc_info()
        )
    line = JsonFormatter().format(record)
    assert "99999" not in line
    read = json.loads(line)
    assert (read["error"], read["message"]) == ("LookupError", "Fout bij /a")
    assert "test_logs.py" in read["at"]
