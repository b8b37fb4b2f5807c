"""What is wrong in files and what is doubtful, told all at once, and mended where it is sure.

Warnings are problems whose code says so. Beside errors there are those that cannot follow from
them: of single texts, and all of them where mending leaves no error. Whether words fit is told by
the compiler itself, with estimated lengths: no voice is needed, and so there is a warning only of
what no voice could say in time.
"""
