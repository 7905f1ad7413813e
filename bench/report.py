"""Bench: the page of results, docs/reference/bench.md."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench import growth
from bench.ledger.telling import aims_of_ledger, aims_of_tamper, ledger, soaked, table, tampering

PAGE = Path("docs/reference/bench.md")
Results = dict[str, Any]


def page(runs: Sequence[Results], soak: Results | None = None) -> str:
    """Give the page for the newest run of each size, the largest first; a heading for each run, one for the soak."""
    parts = [_run(results) for results in runs]
    return "# Bench\n\n" + "\n".join(part for part in (*parts, soaked(soak or {})) if part)


def _run(results: Results) -> str:
    machine = results["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    parts = [
        f"## At {'ten million records' if results['full'] else 'one million records'}",
        f"Written by `python -m bench{' --full' if results['full'] else ''}` on {results['date']}, not by hand."
        + "".join(f" *{part}* was measured anew on {day}." for part, day in results.get("renewed", {}).items()),
        (
            f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, {machine['system']}, "
            f"Python {machine['python']}; load when it began {machine['load_at_start']}. {versions}. "
            "One core for each run, data cached, every peer in the same run on the same data. "
            "Serials, registers and damage are made up."
        ),
    ]
    sections = (
        _identification,
        _peers,
        _growth,
        _calibration,
        _batch,
        _footprint,
        _loading,
        ledger,
        tampering,
        _targets,
    )
    parts += [section(results) for section in sections]
    return "\n\n".join(part for part in parts if part) + "\n"


def _identification(results: Results) -> str:
    one = results.get("identification")
    if not one:
        return ""
    head = ("damage", "n", "p50 ms", "p95 ms", "candidates %", "alone first %", "in ten %")
    rows = [
        (kind, m["n"], m["p50_ms"], m["p95_ms"], m["candidates"], m["first"], m["in_ten"])
        for kind, m in one["classes"].items()
    ]
    return (
        f"### Identification\n\n{one['rows']:,} records, {one['distinct']:,} distinct folded serials, "
        f"{one['mapped_mb']:,} MB mapped. The time is that of `Index.search` as a whole: both looks, scores, "
        "probabilities, reasons. *Candidates*: the true serial was looked at. *Alone first*: ties count as missed. The "
        "make is right in 80 of 100 questions, missing in 10, another in 10.\n\n" + table(head, rows)
    )


def _peers(results: Results) -> str:
    if "peers" not in results:
        return ""
    head = ("peer", "damage", "n", "build s", "p50 ms", "p95 ms", "candidates %", "ours %", "times p50", "times p95")
    rows = [
        (
            name,
            group,
            m["n"],
            peer["build_s"],
            m["p50_ms"],
            m["p95_ms"],
            m["candidates"],
            m["our_candidates"],
            m["times_p50"],
            m["times_p95"],
        )
        for name, peer in results["peers"].items()
        for group, m in peer["classes"].items()
        if group in ("one", "two", "all")
    ]
    return (
        "### Beside others\n\nEach peer is asked a prefix of the same questions, and *times* says how much longer it "
        "takes than the kernel on that prefix. Peers only find candidates; the kernel's time includes scores and "
        "reasons. pg_trgm: folded serials, GIN, similarity 0.2, best 1,000. "
        "tantivy and fuzzyfst are told whether one "
        "or two edits are wanted, and are spared illegible characters and lost beginnings, which they cannot "
        "express.\n\n" + table(head, rows)
    )


def _growth(results: Results) -> str:
    if "growth" not in results:
        return ""
    head = ("records", "damage", "p50 ms", "p95 ms")
    rows = [(f"{one['rows']:,}", one["damage"], one["p50_ms"], one["p95_ms"]) for one in results["growth"]["points"]]
    plot = f"![Time of a question by size of the register]({growth.picture(full=results['full'])})"
    return f"### Growth\n\n{plot}\n\n{table(head, rows)}"


def _calibration(results: Results) -> str:
    one = results.get("calibration")
    if not one:
        return ""
    head = ("probability", "answers", "said", "right")
    tables = [
        f"#### {title}: expected calibration error {one[key]['ece']}, Brier {one[key]['brier']}\n\n"
        + table(head, [(f"{low:.1f}–{low + 0.1:.1f}", n, said, right) for low, n, said, right in one[key]["bins"]])
        for key, title in (("first", "First candidate"), ("absent", "Not in this register"))
    ]
    sure, none = one["sure"], one["no_record"]
    verdicts = table(("truth, verdict", "answers"), one["verdicts"].items())
    sizes = ("records", "calibration error, first", "not in this register", "of 0.95 and more right", "lower bound")
    small = [
        (
            f"{int(rows):,}",
            few["first"]["ece"],
            few["absent"]["ece"],
            few["sure"]["precision"],
            few["sure"]["wilson_low"],
        )
        for rows, few in one.get("small", {}).items()
    ]
    return (
        f"### Calibration\n\n{one['questions']:,} questions of the second error model, {one['absent_share']:.0%} truly "
        f"absent. Of the {sure['n']} first candidates with 0.95 and more, {sure['precision']:.2%} are right (Wilson's "
        f"lower bound {sure['wilson_low']:.2%}). Of the {none['n']} verdicts no_record {none['precision']:.2%} are.\n\n"
        + "\n\n".join(tables)
        + f"\n\n#### Small registers\n\n{table(sizes, small)}\n\n#### Verdicts\n\n{verdicts}"
    )


def _batch(results: Results) -> str:
    if "batch" not in results:
        return ""
    bulk, splink = results["batch"]["bulk"], results["batch"]["splink"]
    head = ("", "seconds", "a second", "precision", "recall", "F1")
    rows = [(name, *bulk[name].values()) for name in ("one_edit", "cascade")]
    beside = [
        (name, one["seconds"], round(splink["questions"] / one["seconds"]), one["precision"], one["recall"], one["f1"])
        for name, one in splink.items()
        if name in ("kernel_one_edit", "kernel_cascade", "splink")
    ]
    return (
        f"### Many at once\n\n{bulk['questions']:,} questions against {bulk['rows']:,} records, one core:\n\n"
        + table(head, rows)
        + f"\n\n{splink['questions']:,} questions against {splink['rows']:,} records beside Splink with ordinary "
        f"blocking (training and scoring take {splink['times_one_edit']} times as long as one edit and "
        f"{splink['times_cascade']} times as long as the cascade; scoring alone "
        f"{splink['times_scoring_alone']} times):\n\n" + table(head, beside)
    )


def _footprint(results: Results) -> str:
    out = []
    if "footprint" in results:
        one = results["footprint"]
        out.append(
            f"### A fresh process\n\nDjango, the kernel and one question on {one['rows']:,} records: first answer "
            f"after {one['first_answer_s']} s; {one['anonymous_mb']} MB of its own, {one['mapped_resident_mb']} MB of "
            f"files resident, of {one['mapped_mb']:,} MB mapped."
        )
    if "build" in results:
        one = results["build"]
        out.append(
            f"### Build\n\n{one['rows']:,} rows in {one['seconds']} s ({one['per_10_million_s']} s for each 10⁷), "
            f"{one['mb']:,} MB."
        )
    return "\n\n".join(out)


def _loading(results: Results) -> str:
    if "loading" not in results:
        return ""
    return "### First load\n\n" + table(("what", "measured"), results["loading"].items())


def _targets(results: Results) -> str:
    rows = [(what, wanted, got, "yes" if ok else "**no**") for what, wanted, got, ok in targets(results)]
    return "### What was to be reached\n\n" + table(("what", "wanted", "measured", "reached"), rows)


Aim = tuple[str, str, object, bool]
AT_TEN_MILLION = ("identification", "peers")
"""Parts whose aims are set for ten million records."""


def targets(results: Results) -> list[Aim]:
    """Give each aim with what was measured. What is to be reached at ten million is not held against one million."""
    return [
        aim
        for part, aims in (
            ("identification", _aims_of_identification),
            ("peers", _aims_of_peers),
            ("calibration", _aims_of_calibration),
            ("batch", _aims_of_batch),
            ("footprint", _aims_of_footprint),
            ("build", _aims_of_build),
            ("loading", _aims_of_loading),
            ("ledger", aims_of_ledger),
            ("tamper", aims_of_tamper),
        )
        if part in results and (results["full"] or part not in AT_TEN_MILLION)
        for aim in aims(results[part])
    ]


def _aim(what: str, got: float, *, least: float | None = None, most: float | None = None) -> Aim:
    if least is not None:
        return what, f"≥ {least:,}", got, got >= least
    return what, f"≤ {most:,}", got, got <= (most or 0.0)


def _aims_of_identification(one: Results) -> Iterable[Aim]:
    classes = one["classes"]
    yield _aim("p95 ms, one edit or illegible character", classes["one"]["p95_ms"], most=1)
    yield _aim("p95 ms, two", classes["two"]["p95_ms"], most=10)
    yield _aim("candidates %, one", classes["one"]["candidates"], least=99.5)
    yield _aim("candidates %, two", classes["two"]["candidates"], least=99.5)


def _aims_of_peers(peers: Results) -> Iterable[Aim]:
    for name, one, two in (("pg_trgm", 100, 50), ("rapidfuzz", 100, 100)):
        for group, least in (("one", one), ("two", two)):
            got = peers.get(name, {}).get("classes", {}).get(group)
            if got:
                yield _aim(f"times {name} at p50, {group}", got["times_p50"], least=least)
                yield _aim(f"times {name} at p95, {group}", got["times_p95"], least=least)
                more = round(got["our_candidates"] - got["candidates"], 2)
                yield _aim(f"candidates % more than {name}, {group}", more, least=0)


def _aims_of_calibration(one: Results) -> Iterable[Aim]:
    yield _aim("expected calibration error, first candidate", one["first"]["ece"], most=0.05)
    yield _aim("expected calibration error, not in this register", one["absent"]["ece"], most=0.05)
    for rows, small in one.get("small", {}).items():
        yield _aim(f"expected calibration error, {int(rows):,} records", small["first"]["ece"], most=0.05)
    yield _aim("precision from 0.95, lower bound", one["sure"]["wilson_low"], least=0.97)


def _aims_of_batch(one: Results) -> Iterable[Aim]:
    splink = one["splink"]
    yield _aim("seconds for 10⁵ rows at one edit", one["bulk"]["one_edit"]["seconds"], most=10)
    yield _aim("times Splink, one edit", splink["times_one_edit"], least=50)
    yield _aim("F1 less Splink's", round(splink["kernel_one_edit"]["f1"] - splink["splink"]["f1"], 4), least=0)


def _aims_of_footprint(one: Results) -> Iterable[Aim]:
    yield _aim("anonymous MB", one["anonymous_mb"], most=400)
    yield _aim("seconds to the first answer", one["first_answer_s"], most=2)


def _aims_of_build(one: Results) -> Iterable[Aim]:
    yield _aim("seconds to build for each 10⁷", one["per_10_million_s"], most=60)


def _aims_of_loading(one: Results) -> Iterable[Aim]:
    yield _aim("firearms a second, first load", one["firearms_per_s"], least=15_000)
    yield _aim("share of COPY alone, same indexes made after", one["share_of_copy_indexes_after"], least=0.5)
    yield _aim("bytes a firearm in tables and indexes", one["tables_bytes_per_firearm"], most=1_000)
