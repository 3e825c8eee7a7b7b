"""Values and rules: pure, without screens, files or a clock."""
