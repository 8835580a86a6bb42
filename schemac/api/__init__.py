"""One file a use case: each body is the pipeline in a few lines. Read these first."""
