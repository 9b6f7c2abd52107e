"""A document or an export → drafts of processes; knows neither Slack nor SQL: see `reading`."""
