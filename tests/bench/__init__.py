"""The benchmarks: `make bench` measures the hub beside its peers and prints a line a goal.

A line says `ok`, `missed` or `not measured`, then name, figure (median and its interval) and goal; a figure against a
peer is a quotient, ours by theirs, of rounds measured in turn. `missed` is what lies beyond its goal with the whole
interval, and then the status is 1. `GOAL=Nchan make bench` picks the goals with that in their name, `ROUNDS=20` sets
the rounds. Default sizes, four to five minutes on two cores:

    fan-out                  9 rounds of 5 messages to 100, 1,000 and 5,000 subscribers, frames of about 700 bytes
    time to connect, memory  5,000 who come 500 at a time; the first thousand does not count
    a restart                2 times 2,000
    events into one stream   9 rounds of 160 posts by 8 people
    catch-up                 2 rounds of 20,000 events
    threads, board, inbox    27 rounds at 10,000 and 1,000,000 posts, SQLite and PostgreSQL
    tally                    5 rounds of 100,000 different rankings of 20
    votes                    27 at 10 and at 10,000 ballots, with the tally after each; 9 rounds of 60 casts

The server has one core and the load client another, with PostgreSQL and Valkey beside it. A message counts from the
commit (a peer's from before it is posted) to the last delivery; commits happen outside the server, which hears of them
by the bus. Times move from run to run, quotients less: compare those.

`__main__` holds the goals; `reading`, `fan_out`, `arriving`, `returning`, `writing`, `voting` and `catching_up` what is
measured; `goals` the verdict. `sides` keeps the servers that run, `starting` knows how each is started, `side` tells
its crowd something; `peers` are the others. `crowd`, `subscriber` and `posting` are the load client, `town` the
database with its people, `documents` what the page asks, `machine` cores, descriptors and memory, `executing` a process
that only executes.
"""
