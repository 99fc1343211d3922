# The evidence annex, and what redaction cannot do.
annex-redact-limit = { $n } names were too many to be replaced; look through this document before you hand it on.
