"""What a rule is, and how data becomes hits: the TOML format, its loader, and the matchers."""
