// On a redirect: go on to the page at once, with the query and the fragment of this address.
// Without scripts the refresh of the page does the same, and leaves both behind.
(function () {
  "use strict";
  var link = document.querySelector("a[href]");
  if (link) {
    location.replace(link.href + location.search + location.hash);
  }
})();
