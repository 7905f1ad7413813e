"""Platform, database: Django's PostgreSQL backend with the private cluster behind it."""
