"""The faults of `tests/faults` and the worlds of `tests/worlds` in full size: `make soak`, or `make soak GOAL=name`.

`goals.py` says what is run, on which ground, how often, and what must come out; `grounds.py` sets up databases and bus,
`partition.py` a bus behind a wire that can be cut, in a network namespace of its own. What has been run is kept under
var/soak/ by `progress.py`, so that an interrupted soak goes on where it was; a change of the code begins afresh.
"""
