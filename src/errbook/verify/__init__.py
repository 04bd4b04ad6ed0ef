"""The documentation replayed against a running API: is each error what its page says?

`run` is the door. `plan` says what is sent for each definition, or why nothing is; `play` sends it
in order, `samples` putting real values where the pages have samples; `compare` holds an answer
against the definition, `values` its params against what is declared of them; `report` shows it.
"""
