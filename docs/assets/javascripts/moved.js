/**
 * An old address leads on to the page's new one, with the section or the chooser's answers (#) and the search
 * word (?) of the link. Without scripts the page itself does, without them.
 */
(() => {
  "use strict";

  const target = new URL(document.querySelector("a").href);
  target.search = location.search;
  target.hash = location.hash;
  location.replace(target);
})();
