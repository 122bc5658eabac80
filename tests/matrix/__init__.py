"""The authorisation matrix: every member of the schema × everybody who may ask has an expected cell, and it is asked.

`rows/` holds the expectations, a file a noun; `test_matrix.py` asks a hub that runs and compares. A member of the
schema without a row fails, and so does a row without a member. To add a member: write its row; when it needs an object
that is not there yet, put it into `world.py`. What a failing test prints as "was" is what the hub answers today: paste
it into the row only after asking yourself whether that is right.

A row has a cell for each of these, in this order (`roles.py`), or one cell for all who have the object:

    stranger outsider observer member moderator coordinator revoked reading writing

    S    something          NS  NOT_SIGNED_IN      yes, no   what a Permission says
    0    null, or no text   NF  NOT_FOUND          ok        done (mutation), followed (subscription)
    []   an empty list      NA  NOT_ALLOWED
    –    not there          IN  INVALID     CO  CONFLICT

An object type says in AT how it is reached and in THERE who has it, by situation; a field then says nothing of those
who have no such object. `$name.*` in AT, ASK and INPUT is a name of `world.py`, with the situation for the star.

    [Thread]
    AT = 'node(id: "$thread.*") { ... on Thread { HERE } }'
    THERE.members = "–  –  –  S  S  S  –  S  S"
    THERE.open    = "–  –  S  S  S  S  –  S  S"
    title = "S"
    board.members = "S"
    board.else    = "S"

    [Mutation.reply]
    INPUT = { threadId = "$thread.*", body = "Zgoda." }
    open  = "NS NF NA ok ok ok NF NA ok"

A field that needs arguments has them in ARGS; what only another test can reach names that test in SEEN_BY.
"""
