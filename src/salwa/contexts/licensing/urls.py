"""Licensing, urls."""

from django.urls import path

from salwa.contexts.licensing.pages import books, files, finding, inspections, overview
from salwa.contexts.licensing.pages.applications import application, decide
from salwa.contexts.licensing.pages.licences import licence, paper, paper_file, step

app_name = "licensing"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("due/<slug:name>/", overview.due, name="due"),
    path("due/<slug:name>/<slug:form>/", overview.due_file, name="due-file"),
    path("person/", finding.person, name="person"),
    path("person/<int:number>/file/", finding.take_file, name="take-file"),
    path("holders/", finding.holders, name="holders"),
    path("holders/new/<slug:kind>/", finding.new_holder, name="new-holder"),
    path("holders/<uuid:uuid>/", files.file, name="file"),
    path("holders/<uuid:uuid>/book/", books.book, name="book"),
    path("holders/<uuid:uuid>/book/<slug:form>/", books.book_file, name="book-file"),
    path("holders/<uuid:uuid>/stock/", inspections.take, name="take-stock"),
    path("holders/<uuid:uuid>/record/<slug:what>/", files.record, name="record"),
    path("holders/<uuid:uuid>/end/<slug:what>/<int:number>/", files.end, name="end"),
    path("applications/<int:number>/", application, name="application"),
    path("applications/<int:number>/<slug:how>/", decide, name="decide"),
    path("inspections/<int:number>/", inspections.inspection, name="inspection"),
    path("stock-takes/<int:number>/", inspections.stock_take, name="stock-take"),
    path("tasks/<int:number>/", inspections.task, name="task"),
    path("licence/<str:number>/", licence, name="licence"),
    path("licence/<str:number>/paper/", paper, name="paper"),
    path("licence/<str:number>/paper.pdf", paper_file, name="paper-file"),
    path("licence/<str:number>/<slug:how>/", step, name="step"),
]
