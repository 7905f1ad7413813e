"""Web, the shell: tags that templates of every context load."""
