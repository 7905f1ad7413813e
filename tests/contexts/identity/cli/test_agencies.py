"""Identity, command line: an administrator adds the agencies of a State and their units."""


def test_an_agency_is_added_as_part_of_another_and_listed(node):
    assert node.salwa("agency", "add", "Harbour police", "--kind", "police").returncode == 0
    east = node.salwa("agency", "add", "Harbour  police, east", "--kind", "police", "--part-of", "Harbour police")
    assert "salwa user add NAME --agency “Harbour police, east”" in east.stdout
    assert node.salwa("agency", "unit", "Harbour police", "Post 4").returncode == 0
    listed = node.salwa("agency", "list")
    lines = [line.split("\t") for line in listed.stdout.splitlines()]
    assert ["Harbour police", "police", "–", "Post 4", "0"] in lines
    assert ["Harbour police, east", "police", "Harbour police", "–", "0"] in lines


def test_what_is_there_or_is_not_is_told(node):
    again = node.salwa("agency", "add", "National registry", "--kind", "registry")
    assert (again.returncode, again.stderr) == (2, "There is already an agency National registry.\n")
    assert node.salwa("agency", "unit", "No such agency", "Post 4").returncode == 3
    assert node.salwa("agency", "add", "X", "--kind", "no such kind").returncode == 2
    assert node.salwa("--as", "registrar", "agency", "list").returncode == 3
