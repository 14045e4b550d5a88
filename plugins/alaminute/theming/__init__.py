"""What the theme needs: dates and durations in French, JSON feeds, related posts, the public reading list, search."""
