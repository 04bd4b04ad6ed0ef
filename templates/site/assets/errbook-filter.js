/* The filter above a listing of errors: behind every paragraph with the class `errbook-filter`.
 *
 * Its state is in the address of the page. While nothing is chosen, the page is as it was written.
 */
(function () {
  "use strict";
  var errbook = window.errbook;
  var STEP = 100; // results that are shown at a time
  var PAUSE = 200; // milliseconds without a key before the address is written
  var LISTING = "h2, h3, p, ul, ol, table, div";
  var RETRY = { yes: "Worth retrying", no: "Do not retry", unknown: "Not declared" };
  var STATE = { current: "In use", deprecated: "Deprecated", retired: "Retired" };
  var make = errbook.make;
  var current = null; // the filter of the page that is open

  function build(place) {
    var finder = errbook.finder();
    var within = groupOf(finder.data);
    var listing = listingBehind(place);
    var shown = STEP;
    var timer = 0;
    var field = make("input", {
      type: "search",
      id: "errbook-filter-text",
      autocomplete: "off",
      spellcheck: false,
      placeholder: "Code, type, status or words of the message",
      "aria-keyshortcuts": "Control+K Meta+K",
      "aria-describedby": "errbook-filter-keys",
    });
    var facets = facetsOf(finder, within);
    var selects = facets.map(function (facet) {
      return facet.querySelector("select");
    });
    var clear = make("button", { type: "button", className: "errbook-filter-clear", hidden: true }, [
      "Clear filter",
    ]);
    var told = make("p", { className: "errbook-filter-told", role: "status" });
    var list = make("ul", { className: "errbook-found", hidden: true });
    var more = make("button", { type: "button", className: "errbook-filter-more", hidden: true });
    var form = make("form", { role: "search", "aria-label": "Filter the errors" }, [
      make("div", { className: "errbook-filter-line" }, [
        make("label", { htmlFor: field.id }, ["Filter"]),
        field,
        make("span", { id: "errbook-filter-keys", className: "errbook-filter-keys" }, [
          make("kbd", {}, ["Ctrl"]),
          " ",
          make("kbd", {}, ["K"]),
        ]),
      ]),
      make("div", { className: "errbook-filter-facets" }, facets),
    ]);
    var head = make("div", { className: "errbook-filter-line" }, [told, clear]);
    var box = make("div", { className: "errbook-filter-box" }, [form, head, list, more]);

    function query() {
      var asked = { text: field.value, within: within };
      selects.forEach(function (select) {
        asked[select.name] = select.value;
      });
      return asked;
    }

    function isActive(asked) {
      return asked.text.trim() !== "" || selects.some(function (select) {
        return select.value !== "";
      });
    }

    function show() {
      var asked = query();
      var active = isActive(asked);
      var selected = finder.select(asked);
      selects.forEach(function (select) {
        recount(select, selected.counts[select.name]);
      });
      var found = selected.found;
      var near = active && !found.length ? finder.nearest(asked.text) : [];
      told.textContent = active ? said(found.length, near.length, total) : "";
      list.replaceChildren.apply(
        list,
        active ? errbook.rows(found.length ? found.slice(0, shown) : near, asked.text) : []
      );
      list.hidden = !list.firstChild;
      more.hidden = !active || found.length <= shown;
      more.textContent = "Show " + Math.min(STEP, found.length - shown) + " more";
      clear.hidden = !active;
      listing.forEach(function (element) {
        element.hidden = active;
      });
    }

    function changed() {
      shown = STEP;
      show();
      window.clearTimeout(timer);
      timer = window.setTimeout(remember, PAUSE);
    }

    /** Write what is chosen into the address, so that Back, Reload and a copied link bring it. */
    function remember() {
      window.clearTimeout(timer);
      if (!box.isConnected) {
        return; // another page is open by now
      }
      var address = new URL(window.location.href);
      entries().forEach(function (entry) {
        address.searchParams.delete(entry[0]);
        if (entry[1].trim()) {
          address.searchParams.set(entry[0], entry[1].trim());
        }
      });
      if (address.href !== window.location.href) {
        try {
          window.history.replaceState(window.history.state, "", address);
        } catch (refused) {
          // A browser may allow no other address for a file, or none so soon; the filter works on.
        }
      }
    }

    function entries() {
      return [["find", field.value]].concat(
        selects.map(function (select) {
          return [select.name, select.value];
        })
      );
    }

    function recall() {
      var given = new URL(window.location.href).searchParams;
      field.value = given.get("find") || "";
      selects.forEach(function (select) {
        var value = given.get(select.name) || "";
        var known = Array.from(select.options).some(function (option) {
          return option.value === value;
        });
        select.value = known ? value : "";
      });
    }

    function empty() {
      field.value = "";
      selects.forEach(function (select) {
        select.value = "";
      });
      changed();
      remember();
      field.focus();
    }

    function move(event) {
      var links = Array.from(list.querySelectorAll("a"));
      var at = links.indexOf(document.activeElement);
      if (event.key === "Escape") {
        empty();
      } else if (event.key === "ArrowDown" && (at >= 0 || event.target === field)) {
        (links[at + 1] || links[at] || field).focus();
      } else if (event.key === "ArrowUp" && at >= 0) {
        (links[at - 1] || field).focus();
      } else if (event.key === "Home" && at >= 0) {
        links[0].focus();
      } else if (event.key === "End" && at >= 0) {
        links[links.length - 1].focus();
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    }

    field.addEventListener("input", changed);
    form.addEventListener("change", function (event) {
      if (event.target !== field) {
        changed();
        remember();
      }
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var first = list.querySelector("a");
      if (first) {
        remember();
        first.click();
      }
    });
    box.addEventListener("keydown", move);
    list.addEventListener("click", remember);
    clear.addEventListener("click", empty);
    more.addEventListener("click", function () {
      var before = list.children.length;
      shown += STEP;
      show();
      list.children[before].querySelector("a").focus();
    });
    var total = finder.select({ within: within }).found.length;
    var next = place.nextElementSibling;
    (next && next.matches(".errbook-paste-box") ? next : place).after(box);
    current = { field: field, box: box, listing: listing, empty: empty };
    recall();
    show();
  }

  /** Return the prefix of the group whose page is open; empty on the index. */
  function groupOf(data) {
    var here = plain(window.location.href);
    var own = data.groups.filter(function (group) {
      return plain(errbook.address(group[2])) === here;
    });
    return own.length ? own[0][0] : "";
  }

  function plain(address) {
    return address.replace(/[?#].*$/, "").replace(/index\.html$/, "");
  }

  /** Return the elements of the listing: what the page's Markdown has behind the filter's place. */
  function listingBehind(place) {
    var found = [];
    for (var next = place.nextElementSibling; next; next = next.nextElementSibling) {
      if (next.matches(LISTING)) {
        found.push(next);
      }
    }
    return found;
  }

  /** Return the choices that there are: a facet in which all errors are alike is none. */
  function facetsOf(finder, within) {
    var counts = finder.select({ within: within }).counts;
    var statuses = Object.keys(counts.status).filter(Boolean).sort();
    var classes = statuses.filter(function (status) {
      return status.endsWith("xx");
    });
    var groups = finder.data.groups.filter(function (group) {
      return counts.group[group[0]] && group[0] !== within;
    });
    return [
      facet("status", "Status", counts, (classes.length > 1 ? classes : []).concat(
        statuses.filter(function (status) {
          return !status.endsWith("xx");
        })
      ), {}),
      facet("group", "Group", counts, groups.map(function (group) {
        return group[0];
      }), titles(groups)),
      facet("retry", "Retry", counts, ["yes", "no", "unknown"], RETRY),
      facet("state", "State", counts, ["current", "deprecated", "retired"], STATE),
    ].filter(Boolean);
  }

  function titles(groups) {
    var made = Object.create(null);
    groups.forEach(function (group) {
      made[group[0]] = group[1] + " (" + group[0] + ")";
    });
    return made;
  }

  function facet(name, title, counts, values, labels) {
    var there = values.filter(function (value) {
      return counts[name][value];
    });
    if (there.length < 2) {
      return null;
    }
    var options = [""].concat(there).map(function (value) {
      var option = make("option", { value: value });
      option.dataset.label = value ? labels[value] || value : "Any";
      return option;
    });
    return make("label", {}, [make("span", {}, [title]), make("select", { name: name }, options)]);
  }

  /** Write behind each choice how many errors there would be with it. */
  function recount(select, counts) {
    Array.from(select.options).forEach(function (option) {
      var number = counts[option.value] || 0;
      var text = option.dataset.label + " · " + number;
      if (option.textContent !== text) {
        option.textContent = text;
      }
      option.disabled = !number && option.value !== "" && !option.selected;
    });
  }

  function said(found, near, total) {
    if (found) {
      return found + " of " + total + (total === 1 ? " error" : " errors");
    }
    return near ? "No error has all of this. The nearest:" : "No error has all of this.";
  }

  document.addEventListener("keydown", function (event) {
    var wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (wanted && event.key.toLowerCase() === "k" && current && current.box.isConnected) {
      event.preventDefault();
      current.field.focus();
      current.field.select();
    }
  });

  window.addEventListener("hashchange", function () {
    var target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (target && target.hidden && current && current.listing.indexOf(target) >= 0) {
      current.empty(); // a heading of the listing was asked for
      target.scrollIntoView();
    }
  });

  errbook.onPage(function () {
    var place = document.querySelector(".errbook-filter");
    if (place && !document.querySelector(".errbook-filter-box")) {
      build(place);
    }
  });
})();
