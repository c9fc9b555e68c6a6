"""Text to records: YAML and Markdown with the row of every part, and all problems of structure."""
