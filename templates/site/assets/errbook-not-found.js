/* On the 404 page: the errors that the address was most likely meant for. */
(function () {
  "use strict";
  var errbook = window.errbook;
  var MOST = 5;

  /** Return what the address says of the page that was wanted, below that of the errors. */
  function wanted(data) {
    var path = window.location.pathname;
    var root = new URL(errbook.root).pathname;
    path = path.indexOf(root) === 0 ? path.slice(root.length) : path;
    var prefix = data.prefix ? data.prefix + "/" : "";
    path = prefix && path.indexOf(prefix) === 0 ? path.slice(prefix.length) : path;
    var text = path.replace(/(?:index)?\.(?:html?|md|json)$/i, "") + " " + window.location.search;
    try {
      return decodeURIComponent(text.replace(/\+/g, " ") + window.location.hash);
    } catch (broken) {
      return text; // a lone percent sign
    }
  }

  errbook.onPage(function () {
    var place = document.querySelector(".errbook-not-found");
    if (!place || place.querySelector(".errbook-found")) {
      return;
    }
    var finder = errbook.finder();
    var found = finder.nearest(wanted(finder.data), MOST);
    if (found.length) {
      place.append(
        errbook.make("p", {}, [
          found.length > 1 ? "These errors are the nearest to it:" : "This error is the nearest to it:",
        ]),
        errbook.make("ul", { className: "errbook-found" }, errbook.rows(found, ""))
      );
    }
  });
})();
