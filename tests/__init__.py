"""Sentences about a cast of people, told on real databases, sockets and a real browser.

One file a noun, plus the cross-cutting ones: `servers.py` starts PostgreSQL and Valkey and finds Chromium,
`test_house.py` looks at the house itself.
"""

import os

os.environ.setdefault("HUB_RATE", "0")  # programs of tests ask faster than any should; tests/test_rates.py sets its own
