"""What breaks, and what must hold meanwhile: real hubs killed, frozen, cut off and flooded under real clients.

`ground.py` is what a hub stands on (SQLite with memory, PostgreSQL with Valkey), `processes.py` the hub and the bus as
processes that fail when told. `writer.py` and `reader.py` are the clients; with the database they keep the three logs
of `logs.py`, and `invariants.py` says how these must fit. Every fault is a file named after it, at any size: `test_*`
runs it small on both grounds, `tests/soak` in full.
"""
