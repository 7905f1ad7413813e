"""Identity: who hands a paper out."""

from salwa.contexts.identity.public import issuer_of
from tests.conftest import Cast


def test_a_paper_names_the_state_the_agency_and_the_officer(cast: Cast) -> None:
    issuer = issuer_of(cast.registrar)
    assert (issuer.state, issuer.state_name, issuer.node) == ("XC", "Corvania", "XC")
    assert (issuer.agency, issuer.officer) == ("National registry", cast.registrar.actor_name)
