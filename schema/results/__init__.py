"""Results: `results` is what they are, `versions` their texts, `remarks` what is said of them, `writing` and `holding`
what can be done with them."""
