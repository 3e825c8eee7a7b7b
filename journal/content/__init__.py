"""What a clinician would edit: questions, wording and numbers as TOML, read when first needed."""
