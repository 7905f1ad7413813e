"""Registry, urls."""

from django.urls import path

from salwa.contexts.registry.pages import importing, parts, proposals
from salwa.contexts.registry.pages.beside import two_records
from salwa.contexts.registry.pages.files import firearms_file
from salwa.contexts.registry.pages.findings import finding, findings
from salwa.contexts.registry.pages.firearms import firearm, firearms
from salwa.contexts.registry.pages.happenings import happening, what_happened
from salwa.contexts.registry.pages.holds import holds
from salwa.contexts.registry.pages.lines import line
from salwa.contexts.registry.pages.papers import evidence, paper, papers
from salwa.contexts.registry.pages.registering import new_firearm, new_holder

app_name = "registry"
urlpatterns = [
    path("firearms/", firearms, name="firearms"),
    path("firearms/file/", firearms_file, name="firearms-file"),
    path("firearms/new/", new_firearm, name="new-firearm"),
    path("holders/new/", new_holder, name="new-holder"),
    path("firearms/<str:number>/", firearm, name="firearm"),
    path("firearms/<str:number>/record/", what_happened, name="happenings"),
    path("firearms/<str:number>/record/<str:kind>/", happening, name="happening"),
    path("firearms/<str:number>/lines/<int:ordinal>/", line, name="line"),
    path("firearms/<str:number>/holds/", holds, name="holds"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<int:number>/", proposals.proposal, name="proposal"),
    path("due/", proposals.due, name="due"),
    path("firearms/<str:number>/beside/<str:other>/", two_records, name="beside"),
    path("firearms/<str:number>/evidence.pdf", evidence, name="evidence"),
    path("firearms/<str:number>/papers/", papers, name="papers"),
    path("firearms/<str:number>/papers/<int:line>/", paper, name="paper"),
    path("firearms/<str:number>/parts/exchange/", parts.exchange, name="part-exchange"),
    path("firearms/<str:number>/parts/take-out/", parts.take_out, name="part-take-out"),
    path("firearms/<str:number>/parts/fit/", parts.fit, name="part-fit"),
    path("firearms/<str:number>/parts/measure/", parts.measure, name="part-measure"),
    path("firearms/<str:number>/parts/correct-mark/", parts.correct_mark, name="part-correct-mark"),
    path("firearms/<str:number>/facts/", parts.correct_facts, name="facts"),
    path("firearms/<str:number>/parts/calibre/", parts.calibre, name="part-calibre"),
    path("firearms/<str:number>/parts/report/", parts.report, name="part-report"),
    path("parts/new/", parts.new_part, name="part-new"),
    path("findings/", findings, name="findings"),
    path("findings/<int:number>/", finding, name="finding"),
    path("import/", importing.upload, name="import"),
    path("import/<str:job>/", importing.job, name="import-job"),
    path("import/<str:job>/start/", importing.start, name="import-start"),
    path("import/<str:job>/doubts/", importing.doubts, name="import-doubts"),
    path("import/<str:job>/rejects/", importing.rejects, name="import-rejects"),
]
