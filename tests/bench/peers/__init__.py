"""What the hub is measured against, each the shortest honest version of itself: servers that `sides` starts."""
