"""Bench, ledger: actions a second at several clients through the action layer, sealing beside.

    python -m bench.ledger.acting NUMBER FIRST COUNT BEGIN SECONDS

is one client, in a process of its own: from BEGIN on, for so many seconds, it records finds and losses of the COUNT
firearms from FIRST on, which are nobody else's, and prints the seconds that each action took.
"""

import gc
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salwa.config.settings")
CLIENTS = 8
STARTING = 12.0
"""Seconds in which all clients have loaded what they need."""
FIREARMS = 300
DAY = date(2013, 1, 1)
_BEHIND = """
SELECT coalesce(extract(epoch FROM clock_timestamp() - min(e.recorded_at)), 0)::float8
  FROM platform_unsealed q JOIN platform_entry e ON e.id = q.entry
"""


def measure(seconds: float, clients: int = CLIENTS) -> dict[str, object]:
    """Have clients act for so many seconds while a thread of this process seals, as that of ``salwa run`` does."""
    from bench.context import milliseconds  # noqa: PLC0415  needs no Django, but a client needs none of it
    from bench.ledger.node import server_seconds, superuser  # noqa: PLC0415
    from salwa.platform.home import current  # noqa: PLC0415
    from salwa.platform.ledger.background import Sealing  # noqa: PLC0415
    from salwa.platform.ledger.sealing import signer_of  # noqa: PLC0415

    begin = time.time() + STARTING
    started = [_client(number, begin, seconds) for number in range(clients)]
    sealing, behind = Sealing(signer_of(current())), []
    sealing.start()
    time.sleep(max(0.0, begin - time.time()))
    server, own = server_seconds(), _cpu()
    with superuser() as connection:
        while time.time() < begin + seconds:
            time.sleep(0.25)
            behind.append(float(connection.execute(_BEHIND).fetchone()[0]))  # type: ignore[index]  # always one row
    server, own = server_seconds() - server, _cpu() - own
    told = [json.loads(one.communicate()[0]) for one in started]
    sealing.stop()
    sealing.join()
    times = [time for one in told for time in one["times"]]
    return {
        "clients": clients,
        "seconds": seconds,
        "actions": len(times),
        "per_s": round(len(times) / seconds, 1),
        **milliseconds(times),
        "python_ms_an_action": round(1e3 * sum(one["cpu"] for one in told) / len(times), 2),
        "server_ms_an_action": round(1e3 * server / len(times), 2),
        "sealing_ms_an_action": round(1e3 * own / len(times), 2),
        "seconds_behind_at_most": round(max(behind), 2),
    }


def _client(number: int, begin: float, seconds: float) -> "subprocess.Popen[str]":
    told = [str(one) for one in (number, 1 + number * FIREARMS, FIREARMS, begin, seconds)]
    return subprocess.Popen([sys.executable, "-m", "bench.ledger.acting", *told], stdout=subprocess.PIPE, text=True)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def client(first: int, count: int, begin: float, seconds: float) -> dict[str, object]:
    """Act until the time is over; give the seconds of each action and the processor's seconds for all."""
    import django  # noqa: PLC0415

    django.setup()
    from salwa.contexts.identity.public import actor_by_name  # noqa: PLC0415
    from salwa.contexts.registry.models import Firearm  # noqa: PLC0415
    from salwa.contexts.registry.public import record_find, report_loss  # noqa: PLC0415
    from salwa.kernel.lifecycle import Happened  # noqa: PLC0415

    gc.freeze()
    actor = actor_by_name("registrar")
    firearms = list(Firearm.objects.filter(pk__gte=first, pk__lt=first + count))
    time.sleep(max(0.0, begin - time.time()))
    times, cpu, at = [], _cpu(), 0
    while time.time() < begin + seconds:
        began = time.perf_counter()
        turn, one = divmod(at, len(firearms))
        act = record_find if turn % 2 else report_loss
        act(actor=actor, firearm=firearms[one], happened=Happened.on(DAY + timedelta(turn)), place="Harbour")
        times.append(time.perf_counter() - began)
        at += 1
    return {"times": times, "cpu": _cpu() - cpu}


if __name__ == "__main__":
    _, _number, _first, _count, _begin, _seconds = sys.argv
    print(json.dumps(client(int(_first), int(_count), float(_begin), float(_seconds))))
