"""The played day out front: readers come, are pushed to, click, and what they do is counted through the real parts."""
