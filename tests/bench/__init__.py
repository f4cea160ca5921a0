"""How quick the bank is when it is large: ``make bench`` (no part of ``make test``)."""
