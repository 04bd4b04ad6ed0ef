/* On every page: where the site is, what runs on each of its pages, and how more is loaded.
 *
 * A script of errbook starts with `errbook.onPage(function () { … })`, which runs on the page that
 * is open and, where the theme exchanges pages without loading them anew, on every one after it.
 */
(function () {
  "use strict";
  var errbook = (window.errbook = window.errbook || {});
  if (errbook.onPage) {
    return;
  }
  var loaded = {};

  /** The name under which a reader's own values are kept until the page of their error is open. */
  errbook.OWN = "errbook.own";

  /** The address of the site's root, which ends in a slash. */
  errbook.root = new URL("..", document.currentScript.src).href;

  /** Run `start` on every page that the reader opens. */
  errbook.onPage = function (start) {
    if (window.document$) {
      window.document$.subscribe(start); // Material: now, and at each exchange of the page
    } else if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", start);
    } else {
      start();
    }
  };

  /** Return the address of a page, given from the root of the site as links in data are. */
  errbook.address = function (url) {
    var address = new URL(url, errbook.root);
    if (address.protocol === "file:" && address.pathname.endsWith("/")) {
      address.pathname += "index.html"; // which a server adds, and a disk does not
    }
    return address.href;
  };

  /** Load scripts of `assets/` by name, one behind the other and each once; return a promise. */
  errbook.load = function () {
    return Array.prototype.slice.call(arguments).reduce(function (before, name) {
      return before.then(function () {
        loaded[name] = loaded[name] || script(name);
        return loaded[name];
      });
    }, Promise.resolve());
  };

  function script(name) {
    return new Promise(function (resolve, reject) {
      var element = document.createElement("script");
      element.src = errbook.root + "assets/" + name;
      element.onload = resolve;
      element.onerror = function () {
        delete loaded[name];
        reject(new Error("errbook: " + element.src + " does not load"));
      };
      document.head.appendChild(element);
    });
  }

  var finder = ["errbook-data.js", "errbook-find.js", "errbook-rows.js"];
  var wanted = [
    [".errbook-filter", finder.concat("errbook-filter.js")],
    [".errbook-not-found", finder.concat("errbook-not-found.js")],
    [".errbook-paste", ["errbook-rows.js", "errbook-paste.js"]],
  ];
  errbook.onPage(function () {
    wanted.forEach(function (pair) {
      if (document.querySelector(pair[0])) {
        errbook.load.apply(null, pair[1]).catch(function () {
          // The page says without them all that it has to say.
        });
      }
    });
    var own = taken();
    if (own) {
      var scripts = ["errbook-rows.js", "errbook-json.js", "errbook-fill.js"];
      errbook.load.apply(null, scripts).then(function () {
        var given = errbook.json.read(own, 0).value;
        if (given.path === window.location.pathname) {
          errbook.fill(given);
        }
      });
    }
  });

  /** Return what is kept there, and keep it no longer: it may be secret. */
  function taken() {
    try {
      var own = window.sessionStorage.getItem(errbook.OWN);
      window.sessionStorage.removeItem(errbook.OWN);
      return own;
    } catch (refused) {
      return null; // a browser may allow no storage
    }
  }
})();
