"""Platform, database: the server, its roles and its address."""
