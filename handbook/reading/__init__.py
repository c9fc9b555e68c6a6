"""Text to records: YAML and Markdown read with the row of everything, and every problem of their form."""
