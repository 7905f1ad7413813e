"""Registry, urls."""

from django.urls import path

from salwa.contexts.registry.pages import importing
from salwa.contexts.registry.pages.beside import two_records
from salwa.contexts.registry.pages.findings import finding, findings
from salwa.contexts.registry.pages.firearms import firearm, firearms
from salwa.contexts.registry.pages.papers import evidence, paper, papers

app_name = "registry"
urlpatterns = [
    path("firearms/", firearms, name="firearms"),
    path("firearms/<str:number>/", firearm, name="firearm"),
    path("firearms/<str:number>/beside/<str:other>/", two_records, name="beside"),
    path("firearms/<str:number>/evidence.pdf", evidence, name="evidence"),
    path("firearms/<str:number>/papers/", papers, name="papers"),
    path("firearms/<str:number>/papers/<int:line>/", paper, name="paper"),
    path("findings/", findings, name="findings"),
    path("findings/<int:number>/", finding, name="finding"),
    path("import/", importing.upload, name="import"),
    path("import/<str:job>/", importing.job, name="import-job"),
    path("import/<str:job>/start/", importing.start, name="import-start"),
    path("import/<str:job>/doubts/", importing.doubts, name="import-doubts"),
    path("import/<str:job>/rejects/", importing.rejects, name="import-rejects"),
]
