"""The office's own tables: recommendation, self-assessment, projects under construction."""
