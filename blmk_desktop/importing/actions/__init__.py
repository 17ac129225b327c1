"""Action trackers, milestones and a committee's annual cycle of business."""
