"""Platform, logs: one JSON object a line, in which no serial, name or quoted record can hide."""

import io
import json
import logging
import stat

import pytest

from salwa.platform import logs
from salwa.platform.home import Home


@pytest.fixture
def lines(monkeypatch, tmp_path):
    monkeypatch.setenv("SALWA_LOG", "stderr")
    formatters = logs.configuration(Home(tmp_path / "none"))["formatters"]["json"]
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatters.pop("()")(**formatters))
    logger = logging.getLogger("salwa.test")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logger.removeHandler(handler)


def test_numbers_pass_and_unknown_text_is_withheld(lines):
    logs.logger("salwa.test").info("registry.imported", rows=12, done=True, serial="ABC123", action="registry.import")
    (line,) = lines()
    assert (line["event"], line["rows"], line["done"], line["action"]) == (
        "registry.imported",
        12,
        True,
        "registry.import",
    )
    assert line["serial"] == "[withheld]"
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")


def test_a_list_or_a_table_of_facts_is_withheld_whole(lines):
    logs.logger("salwa.test").info("seen", names=["A. Tarek"], facts={"serial": "ABC123"})
    (line,) = lines()
    assert (line["names"], line["facts"]) == ("[withheld]", "[withheld]")


def test_an_exception_is_told_by_its_kind_and_place_without_its_words(lines):
    try:
        int("Key (serial)=(ABC123) already exists")
    except ValueError as error:
        logs.logger("salwa.test").error("command.failed", exc_info=error)
        logging.getLogger("salwa.test").exception("Failed for %s", "A. Tarek")
    ours, theirs = lines()
    for line in (ours, theirs):
        assert line["error"] == "ValueError"
        assert "test_logs.py" in line["trace"]
        assert "ABC123" not in json.dumps(line)
        assert "Tarek" not in json.dumps(line)
    assert theirs["event"] == "Failed for %s"


def test_the_log_of_a_home_can_be_read_by_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.delenv("SALWA_LOG", raising=False)
    home = Home(tmp_path)
    home.make()
    told = logs.configuration(home)["handlers"]["log"]
    assert told["filename"] == str(home.log_file)
    handler = logs.PrivateFile(told["filename"])
    handler.emit(logging.makeLogRecord({"msg": "one line"}))
    handler.close()
    assert home.log_file.read_text() == "one line\n"
    assert stat.S_IMODE(home.log_file.stat().st_mode) == 0o600


def test_without_a_home_the_log_goes_to_standard_error(tmp_path):
    handler = logs.configuration(Home(tmp_path / "none"))["handlers"]["log"]
    assert handler["class"] == "logging.StreamHandler"


def test_what_django_finds_suspicious_is_named_and_not_quoted(lines):
    for name in ("django.security.DisallowedHost", "django.request"):
        logging.getLogger(name).handlers, kept = (
            logging.getLogger("salwa.test").handlers,
            logging.getLogger(name).handlers,
        )
        try:
            filled = "Invalid HTTP_HOST header: 'XC-7K3M.example'." if "Host" in name else "%s: %s"
            extra = {"status_code": 404}
            logging.getLogger(name).warning(filled, *(() if "Host" in name else ("Not Found", "/7K3M")), extra=extra)
        finally:
            logging.getLogger(name).handlers = kept
    assert [line["event"] for line in lines()] == ["request.suspicious.DisallowedHost", "request.refused"]
    assert "7K3M" not in json.dumps(lines())
