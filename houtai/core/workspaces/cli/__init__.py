"""What `bin/houtai workspaces` can do: each file here is one subcommand, called like its file.

A file says HELP, `add_arguments(parser)` and `run(options, say)`: options by name; say prints one line. An error with a
`message` for people ends the command with it.
"""
