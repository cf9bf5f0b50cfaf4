"""Subjects, running actions, queues and their page, the decision log, touch time and choice points."""
