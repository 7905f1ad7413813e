"""Identity, actions: the only writers of users, agencies, roles and tokens."""
