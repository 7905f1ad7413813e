"""Config, commands: the schema is brought up to date, once."""


def test_a_schema_that_is_up_to_date_is_left_alone(node):
    told = node.salwa("migrate")
    assert (told.returncode, told.stdout) == (0, "The database is up to date; nothing was changed.\n")
