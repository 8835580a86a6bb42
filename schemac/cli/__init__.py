"""The command line: one file a command, one error handler, one table of what there is."""
