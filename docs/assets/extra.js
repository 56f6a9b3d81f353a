// The theme's search dialogue has no name that a screen reader could tell.
document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
