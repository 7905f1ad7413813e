"""Platform, logs: one JSON object a line, without personal data."""

import logging
import logging.handlers
import os
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import Processor

from salwa.platform.home import Home

#: Text passes only under these keys; numbers and yes-or-no pass under any. Serials, names and documents never do.
TEXT_KEYS = frozenset(
    {"event", "level", "logger", "timestamp", "action", "alias", "command", "error", "event_kind", "method", "node"}
    | {"path", "phase", "problem", "segment", "state", "subscriber", "table", "trace", "url_name", "version"}
)
_SERVERS_FAULT = 500
WITHHELD = "[withheld]"
_Record = MutableMapping[str, Any]


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return a logger: ``log.info("registry.imported", rows=1000)``; the event is a dotted name, not a sentence."""
    bound: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return bound


def withhold(_logger: object, _method: str, record: _Record) -> _Record:
    """Replace text under keys that are not known to be free of personal data."""
    for key, value in record.items():
        if key not in TEXT_KEYS and not key.startswith("_") and not isinstance(value, int | float | bool | type(None)):
            record[key] = WITHHELD
    return record


def trace(_logger: object, _method: str, record: _Record) -> _Record:
    """Replace an exception by its kind and the places it went through: its text may quote a record."""
    told = record.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        record["error"] = type(error).__qualname__
        record["trace"] = _places(error.__traceback__)
    record.pop("stack_info", None)
    return record


def configuration(home: Home) -> dict[str, Any]:
    """Return Django's LOGGING: to the home's log where the home exists, and to standard error with SALWA_LOG=stderr."""
    has_folder = home.log_file.parent.is_dir()
    handler: dict[str, Any] = {"class": "logging.StreamHandler", "formatter": "json"}
    if has_folder and os.environ.get("SALWA_LOG") != "stderr":
        handler = {"()": "salwa.platform.logs.PrivateFile", "formatter": "json", "filename": str(home.log_file)}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    trace,
                    withhold,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
                "foreign_pre_chain": [_only_the_template, *_STAMPS],
            }
        },
        "handlers": {"log": handler},
        "root": {"handlers": ["log"], "level": "INFO" if has_folder else "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }


class PrivateFile(logging.handlers.WatchedFileHandler):
    """A log file that only its owner may read, opened with the first line."""

    def __init__(self, filename: str) -> None:
        """Take the path; the file is made when something is logged."""
        super().__init__(filename, encoding="utf-8", delay=True)

    def _open(self) -> Any:
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        return super()._open()


def _only_the_template(_logger: object, _method: str, record: _Record) -> _Record:
    """Keep of another library's message its template, not what was filled in."""
    told = record.get("_record")
    if isinstance(told, logging.LogRecord):
        record["event"] = _event(told)
        status = getattr(told, "status_code", None)
        if status is not None:
            record["status"] = status
    record.pop("positional_args", None)
    return record


def _event(told: logging.LogRecord) -> str:
    """Give another library's message as its template; Django's refusals, whose template tells nothing, by a name.

    What Django finds suspicious it logs with what was sent filled in (a Host, an address): only its kind is kept.
    """
    if told.name.startswith("django.security."):
        return f"request.suspicious.{told.name.removeprefix('django.security.')}"
    if told.name == "django.request" and hasattr(told, "status_code"):
        return "request.failed" if told.status_code >= _SERVERS_FAULT else "request.refused"
    return str(told.msg)


def _places(step: TracebackType | None) -> str:
    frames = traceback.extract_tb(step)
    return " < ".join(f"{frame.filename.rsplit('site-packages/')[-1]}:{frame.lineno}" for frame in reversed(frames))


_STAMPS: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(
    processors=[structlog.stdlib.filter_by_level, *_STAMPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    wrapper_class=structlog.stdlib.BoundLogger,
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
