// Maps: one stop for the Tab key, arrow keys between the places, and below the map the name of the one pointed at.
// Without this file the map is a picture whose places can be clicked, and the table beside it is for everybody else.

for (const map of document.querySelectorAll("[data-map]")) {
  const links = [...map.querySelectorAll("a")];
  const name = map.closest("figure").querySelector(".map__name");
  let current = links[0];

  // Only the current place is there for the keyboard and for screen readers.
  function take(link) {
    current.tabIndex = -1;
    current.setAttribute("aria-hidden", "true");
    current = link;
    current.tabIndex = 0;
    current.removeAttribute("aria-hidden");
  }

  function say(link) {
    name.textContent = link.querySelector("title").textContent;
    name.hidden = false;
    if (link.matches(':focus-visible')) name.scrollIntoView({ block: 'nearest' });
  }

  function middle(link) {
    const box = link.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  // The nearest place above or below; one that is straight above counts as nearer than one that is to the side.
  function nearest(direction) {
    const [x, y] = middle(current);
    let found = current, least = Infinity;
    for (const link of links) {
      const [across, down] = middle(link);
      const away = (down - y) * direction;
      const distance = away + 2 * Math.abs(across - x);
      if (away > 2 && distance < least) [found, least] = [link, distance];
    }
    return found;
  }

  const keys = {
    ArrowRight: () => links[(links.indexOf(current) + 1) % links.length],
    ArrowLeft: () => links.at(links.indexOf(current) - 1),
    ArrowDown: () => nearest(1),
    ArrowUp: () => nearest(-1),
    Home: () => links[0],
    End: () => links.at(-1),
  };

  map.addEventListener("keydown", (event) => {
    if (!(event.key in keys) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    take(keys[event.key]());
    current.focus();
  });
  map.addEventListener("pointerdown", (event) => {
    const link = event.target.closest("a");
    if (link) take(link);
  });
  for (const kind of ["focusin", "pointerover"]) {
    map.addEventListener(kind, (event) => {
      const link = event.target.closest("a");
      if (link) say(link);
    });
  }

  for (const link of links) link.setAttribute("aria-hidden", "true");
  take(current);
  map.removeAttribute("aria-hidden");
  name.hidden = matchMedia("(hover: none)").matches; // a finger cannot point
}
