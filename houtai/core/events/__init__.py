"""What readers do out front: tracker, collector, intake, and the event log with its tables."""
