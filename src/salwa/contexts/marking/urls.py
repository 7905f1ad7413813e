"""Marking, urls."""

from django.urls import URLPattern, path

from salwa.contexts.marking.pages import (
    consignments,
    discrepancies,
    home,
    jobs,
    machines,
    reports,
    series,
    sheets,
    verifying,
)

app_name = "marking"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("series/", series.accounts, name="accounts"),
    path("series/<int:number>/", series.account, name="account"),
    path("pads/", series.pads, name="pads"),
    path("consignments/", consignments.consignments, name="consignments"),
    path("consignments/new/", consignments.new, name="new-consignment"),
    path("consignments/<int:number>/", consignments.consignment, name="consignment"),
    path("consignments/<int:number>/plan/", consignments.plan, name="plan"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:number>/", jobs.job, name="job"),
    path("jobs/<int:number>/act/", jobs.act, name="act"),
    path("jobs/<int:number>/send/", sheets.send, name="send"),
    path("jobs/<int:number>/files/", sheets.files, name="files"),
    path("jobs/<int:number>/sheet/", sheets.sheet, name="sheet"),
    path("jobs/<int:number>/sheet.pdf", sheets.sheet_file, name="sheet-file"),
    path("jobs/<int:number>/report/", reports.typed, name="report"),
    path("jobs/<int:number>/report/file/", reports.handed_in, name="report-file"),
    path("jobs/<int:number>/verify/", verifying.verify, name="verify"),
    path("machines/", machines.machines, name="machines"),
    path("machines/<int:number>/", machines.machine, name="machine"),
    path("machines/<int:number>/operators/", machines.begin, name="begin"),
    path("spells/<int:number>/end/", machines.end, name="end"),
    path("discrepancies/<int:number>/", discrepancies.discrepancy, name="discrepancy"),
]
