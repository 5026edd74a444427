"""lint: files as a linter sees them: diagnostics, fixes in place, baseline, cache and output formats."""
