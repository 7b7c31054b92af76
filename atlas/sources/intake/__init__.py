"""READ, what others hand in: a department's file in any form → cells, and what was understood.

`reading.read_intake` is the door. Nothing is written, nothing of a file is run or unpacked to disk.
"""
