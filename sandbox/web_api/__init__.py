"""The Web API: one module a group of methods."""
