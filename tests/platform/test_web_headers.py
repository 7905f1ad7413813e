"""Platform, web headers: every answer keeps the browser on a short leash."""

from django.http import HttpResponse
from django.test import RequestFactory

from salwa.platform.web_headers import web_headers


def test_every_answer_allows_only_our_own_scripts_and_frames_nowhere():
    response = web_headers(lambda _request: HttpResponse("ok"))(RequestFactory().get("/"))
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["Cache-Control"] == "private, no-store"


def test_an_answer_may_say_itself_how_long_it_is_kept():
    def styles(_request):
        return HttpResponse("css", headers={"Cache-Control": "max-age=60"})

    assert web_headers(styles)(RequestFactory().get("/")).headers["Cache-Control"] == "max-age=60"


def test_the_node_itself_answers_with_them(client, db):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" in response.headers
