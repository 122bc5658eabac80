"""Two worlds: what one may not see makes no difference to anything one can observe (G19, later G20 and G21).

One database is forked. In both worlds the same *program* runs under one clock: `steps` that people take, one after the
other, of which some differ between the worlds. A `scenario` says what differs and who is *blind* to it; `scripts` write
random programs from a seed, `documents` their questions, from the schema itself, so that what is new takes part.
A `world` is a hub of its own and what its blind hear there, also over `sockets`. `comparing` renames the ids of both
transcripts by first appearance and compares them byte by byte; `running` runs, and makes what differs small.
"""
