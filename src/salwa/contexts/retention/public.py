"""Retention, public: the door for higher contexts, the web and the command line."""
