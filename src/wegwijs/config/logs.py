"""Log lines as JSON, without personal data.

A message of an exception may quote a row (``Key (bsn)=(...) already exists``), so only its type is kept, with
the places in the code it passed. Addresses carry no query string, bodies are never logged.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message and for errors their type and place."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage().split("?", 1)[0],
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["at"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _places(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-6:]
    return " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
