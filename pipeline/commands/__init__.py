"""The commands of the command line: each a few lines over the module that does the work, imported when it is called for."""
