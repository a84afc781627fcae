"""Papers that officers and reviewers work with: scorecards, letters."""
