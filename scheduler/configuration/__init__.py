"""Configuration as a file: what runs in a workspace, written down, reviewed and applied."""
