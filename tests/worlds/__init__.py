"""Two worlds: what one may not see makes no difference to anything one can observe (G19, later G20 and G21).

One database forked on a `stage`, one program in both worlds under one clock. A program is `steps` that people take, one
after the other, of which some differ between the worlds. One of the `scenarios` says what differs and who is *blind* to
it; `mutations` says whose affair each mutation is. `scripts` write programs from a seed, with `documents` from the
schema itself and `values` for their arguments, so that what is new takes part by itself.
A `world` is a hub and what its blind are told there: answers, mail, and what they hear at their `sockets`. `comparing`
renames ids by first appearance and compares the transcripts byte by byte. `running` makes a program that differs small,
`searching` looks through many of them, and `leaks` are planted to see that it finds them.
For another secret, such as a vote, write another scenario: `Script.differing` takes a deed for each world.
"""
