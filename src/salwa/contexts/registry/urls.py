"""Registry, urls."""

from django.urls import path

from salwa.contexts.registry.pages import importing, proposals
from salwa.contexts.registry.pages.beside import two_records
from salwa.contexts.registry.pages.findings import finding, findings
from salwa.contexts.registry.pages.firearms import firearm, firearms
from salwa.contexts.registry.pages.happenings import happening, what_happened
from salwa.contexts.registry.pages.holds import holds
from salwa.contexts.registry.pages.lines import line
from salwa.contexts.registry.pages.registering import new_firearm, new_holder

app_name = "registry"
urlpatterns = [
    path("firearms/", firearms, name="firearms"),
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
    path("findings/", findings, name="findings"),
    path("findings/<int:number>/", finding, name="finding"),
    path("import/", importing.upload, name="import"),
    path("import/<str:job>/", importing.job, name="import-job"),
    path("import/<str:job>/start/", importing.start, name="import-start"),
    path("import/<str:job>/doubts/", importing.doubts, name="import-doubts"),
    path("import/<str:job>/rejects/", importing.rejects, name="import-rejects"),
]
