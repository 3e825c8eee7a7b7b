"""The command line: one module for each family of verbs, loaded when one of them is used."""
