"""Polls: `polls` is what they are, `tallies` what they come to, `ballots` who said what, `voting` what can be done."""
