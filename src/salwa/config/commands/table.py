"""Config, commands: the table of all commands. A line here is all that a new command needs to be found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """A command: where it is, what it does in one line, whether Django is set up before its module is loaded."""

    place: str
    help: str
    needs_django: bool = True


COMMANDS: dict[str, Listed] = {
    "init": Listed("salwa.config.commands.init:init", "Make this home the node of a State.", needs_django=False),
    "migrate": Listed("salwa.config.commands.migrate:migrate", "Bring the database up to date with this version."),
    "database": Listed(
        "salwa.config.commands.database:database", "Start, stop or look at the database.", needs_django=False
    ),
    "agency": Listed("salwa.contexts.identity.cli.agencies:agency", "Add agencies and their units, and list them."),
    "user": Listed("salwa.contexts.identity.cli.users:user", "Add users, set passwords, give roles, issue tokens."),
    "run": Listed("salwa.config.commands.run:run", "Serve the pages and the API on this machine."),
    "resolve": Listed(
        "salwa.contexts.registry.cli.resolve:resolve",
        "Say what a typed make, model or calibre means.",
        needs_django=False,
    ),
    "identify": Listed(
        "salwa.contexts.tracing.cli.identify:identify", "Identify a recovered firearm from its marks as written."
    ),
    "match": Listed("salwa.contexts.tracing.cli.match:match", "Match a table of recovered firearms, on all cores."),
    "import": Listed("salwa.contexts.registry.cli.import_:import_", "Load a register of firearms from a file."),
    "history": Listed("salwa.contexts.registry.cli.history:history", "Tell the life of a firearm."),
    "evidence": Listed(
        "salwa.contexts.registry.cli.evidence:evidence", "Give evidence about a firearm that anybody can check."
    ),
    "record": Listed(
        "salwa.contexts.registry.cli.record:record", "Register a firearm, or record what happened to one."
    ),
    "findings": Listed("salwa.contexts.registry.cli.findings:findings", "What a person should look at."),
    "marking": Listed(
        "salwa.contexts.marking.cli.marking:commands", "Give out marks, send them, and account for each."
    ),
    "merge": Listed("salwa.contexts.registry.cli.merging:merge", "Show two records as one firearm."),
    "unmerge": Listed("salwa.contexts.registry.cli.merging:unmerge", "Let merged records stand for themselves again."),
    "licence": Listed(
        "salwa.contexts.licensing.cli.licence:licence", "Licences and permits, what is due, and dealers' books."
    ),
    "pack": Listed("salwa.config.commands.pack:pack", "Look at a State's rules, or check a country pack."),
    "retention": Listed(
        "salwa.contexts.retention.cli.retention:retention_", "What is due to be erased, holds, erasure by two hands."
    ),
    "ledger": Listed("salwa.config.commands.ledger:ledger", "Seal what was done, and find what was changed."),
    "index": Listed("salwa.contexts.registry.cli.index:index", "Look at the identification index, or build it again."),
    "state": Listed("salwa.contexts.registry.cli.index:state", "Derive the present states again."),
    "demo": Listed(
        "salwa.demo.cli:demo",
        "Build a register of a million firearms and find 320 real ones in it.",
        needs_django=False,
    ),
}
