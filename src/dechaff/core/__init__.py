"""The pure core: spans, hits, layers, documents, pipelines. Standard library only, no files, no clock."""
