"""Retention, urls."""

from django.urls import path

from salwa.contexts.retention.pages import erasures, handovers, holds, overview

app_name = "retention"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("rules/", overview.kept, name="rules"),
    path("due/", overview.due_list, name="due"),
    path("proposals/", erasures.proposal_list, name="proposals"),
    path("proposals/<slug:proposal>/", erasures.proposal, name="proposal"),
    path("proposals/<slug:proposal>/lines/", erasures.certificate_lines, name="lines"),
    path("proposals/<slug:proposal>/certificate.pdf", erasures.certificate_file, name="certificate-file"),
    path("holds/", holds.hold_list, name="holds"),
    path("holds/new/", holds.new_hold, name="new-hold"),
    path("holds/<slug:hold>/", holds.hold, name="hold"),
    path("hand-overs/", handovers.hand_over_list, name="hand-overs"),
    path("hand-overs/new/", handovers.new_hand_over, name="new-hand-over"),
    path("hand-overs/<slug:hand_over>/", handovers.hand_over, name="hand-over"),
    path("hand-overs/<slug:hand_over>/receipt.pdf", handovers.receipt_file, name="receipt-file"),
]
