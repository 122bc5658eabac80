"""How people come into networks and leave them, as the contract says it.

`invitations` holds the rows and what a secret opens, `inviting` how they are made, `accepting` how they are used;
`requests` are asked and answered, `leaving` ends what somebody is.
"""
