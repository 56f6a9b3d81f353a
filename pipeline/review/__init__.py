"""A human check of the tables: a local web application whose judgements are kept in a journal and become corrections."""
