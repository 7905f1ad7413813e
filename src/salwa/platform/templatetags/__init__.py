"""Platform, template tags: how papers write what is in another direction than they are."""
