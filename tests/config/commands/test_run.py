"""Config, commands: the server answers on this machine, with the headers, and says where."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from salwa.platform.home import Home
from tests.conftest import salwa_in


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server(node):
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SALWA_")}
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from salwa.config.cli import main; main()",
            "run",
            "--port",
            str(port),
            "--workers",
            "1",
        ],
        env={**kept, "SALWA_HOME": str(node.home.path), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process, port
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)


def get(port, path, **headers):
    until = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer, answer.read().decode()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


def test_it_says_where_it_is_and_answers_there(server):
    process, port = server
    assert process.stdout.readline() == f"Salwa of XC: http://127.0.0.1:{port}/  (stop with Ctrl-C)\n"
    answer, text = get(port, "/health/")
    assert answer.status == 200
    assert "ok" in text
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_it_listens_to_this_machine_only(server):
    _, port = server
    get(port, "/health/")
    with open("/proc/net/tcp", encoding="ascii") as file:  # noqa: PTH123 - the kernel's table, not a file
        listening = [line.split()[1] for line in file if f":{port:04X}" in line.split()[1] and line.split()[3] == "0A"]
    assert listening == [f"0100007F:{port:04X}"]


def test_it_answers_no_other_name(server):
    _, port = server
    answer, _ = get(port, "/health/", Host="evil.example")
    assert answer.status == 400


def test_a_page_that_is_not_there_tells_nothing_of_the_inside(server):
    _, port = server
    answer, text = get(port, "/nowhere/at/all/")
    assert answer.status in {302, 404}
    assert "Traceback" not in text
    assert "urlpatterns" not in text


def test_a_port_that_is_taken_is_refused_in_words(server, node):
    _, port = server
    get(port, "/health/")
    told = node.salwa("run", "--port", str(port))
    assert (told.returncode, told.stderr) == (
        2,
        f"Port {port} is taken by another program: give another with --port.\n",
    )


def test_without_a_node_it_does_not_start(tmp_path):
    told = salwa_in(Home(tmp_path / "none"), "run", "--port", str(free_port()))
    assert told.returncode == 2
    assert "salwa init" in told.stderr
