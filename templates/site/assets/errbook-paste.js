/* "Paste your error": a box behind every element with the class `errbook-paste`.
 *
 * What is pasted is looked at here and nowhere else. The page that is opened gets the reader's own
 * values by the browser's storage for this one tab, and not by its address: they may be secret.
 */
(function () {
  "use strict";
  var errbook = window.errbook;
  var make = errbook.make;
  var PAUSE = 150; // milliseconds without a key before what is typed is looked at
  var SHOWN = 12; // errors that are listed
  var LONG = 80; // characters of a value that are shown
  var NAME = 200; // characters of a text that may be a misspelt name
  var BY = {
    type: "By its type.",
    code: "By its code.",
    alias: "By its former code.",
    detail: "By its message.",
    words: "By a piece of its code.",
  };
  var isMac = /Mac|iPhone|iPad/.test(window.navigator.platform);
  var SCRIPTS = ["data", "find", "json", "pasted", "names", "rendered", "recognise"];

  function ready() {
    return errbook.load.apply(null, SCRIPTS.map(function (name) {
      return "errbook-" + name + ".js";
    }));
  }

  function build(place) {
    var timer = 0;
    var field = make("textarea", {
      id: "errbook-paste-text",
      rows: 3,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: false,
      "aria-describedby": "errbook-paste-help",
      "aria-keyshortcuts": "Control+Enter Meta+Enter",
    });
    var told = make("p", { className: "errbook-paste-told", role: "status" });
    var list = make("ul", { className: "errbook-found", hidden: true });
    var box = make("form", { className: "errbook-paste-box" }, [
      make("label", { htmlFor: field.id }, ["Paste your error"]),
      field,
      make("p", { id: "errbook-paste-help", className: "errbook-paste-help" }, [
        "A response, a line of a log, or a message. It stays in this browser.",
      ]),
      told,
      list,
    ]);

    /** Show what the text speaks of; return a promise, as the scripts for it may have to load. */
    function show() {
      window.clearTimeout(timer);
      return ready().then(function () {
        var text = field.value;
        var found = text.trim() ? errbook.recognise(errbook.data, text) : [];
        var near = found.length || !text.trim() ? [] : nearest(text);
        var rows = found.length ? found.slice(0, SHOWN).map(row) : errbook.rows(near, "");
        list.replaceChildren.apply(list, rows);
        list.hidden = !rows.length;
        told.replaceChildren.apply(told, text.trim() ? said(found, near) : []);
        return found;
      });
    }

    function changed() {
      window.clearTimeout(timer);
      timer = window.setTimeout(show, PAUSE);
    }

    function open() {
      show().then(function (found) {
        var first = list.querySelector("a");
        if (first && found.length === 1) {
          first.click();
        } else if (first) {
          first.focus();
        }
      });
    }

    function move(event) {
      var links = Array.from(list.querySelectorAll("a"));
      var at = links.indexOf(document.activeElement);
      var isField = event.target === field;
      if (isField && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        open();
      } else if (isField && event.key === "ArrowDown" && isAtEnd(field) && links.length) {
        links[0].focus();
      } else if (event.key === "ArrowDown" && at >= 0) {
        (links[at + 1] || links[at]).focus();
      } else if (event.key === "ArrowUp" && at >= 0) {
        (links[at - 1] || field).focus();
      } else if (event.key === "Escape" && at >= 0) {
        field.focus();
      } else {
        return;
      }
      event.preventDefault();
    }

    field.addEventListener("focus", function () {
      ready().catch(function () {
        told.textContent = "The errors cannot be loaded.";
      });
    });
    field.addEventListener("input", changed);
    field.addEventListener("paste", function () {
      window.setTimeout(show); // once the text is in the field
    });
    box.addEventListener("keydown", move);
    box.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    place.after(box);
  }

  function isAtEnd(field) {
    return field.selectionStart === field.value.length;
  }

  function nearest(text) {
    var line = text.trim();
    return line.length > NAME ? [] : errbook.finder().nearest(line, 3);
  }

  /** Return the row of an error with what it was recognised by; its link takes the values along. */
  function row(one) {
    var made = errbook.rows([one], "")[0];
    var lines = [BY[one.by]];
    var names = Object.keys(one.values);
    if (names.length) {
      lines.push(" With ");
      names.forEach(function (name, at) {
        var param = one.error.params[name];
        lines.push(at ? ", " : "", make("code", {}, [param.as]), " ", short(one.values[name]));
      });
    }
    made.append(make("p", { className: "errbook-found-message" }, lines));
    made.querySelector("a").addEventListener("click", function (event) {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
        keep(one);
      }
    });
    return made;
  }

  function short(value) {
    var text = errbook.json.shown(value);
    return text.length > LONG ? text.slice(0, LONG - 1) + "…" : text;
  }

  function said(found, near) {
    if (found.length === 1) {
      var key = make("kbd", {}, [isMac ? "⌘" : "Ctrl"]);
      return ["This one. ", key, " ", make("kbd", {}, ["Enter"]), " opens its page."];
    }
    if (found.length > SHOWN) {
      return [found.length + " errors fit; the first " + SHOWN + " of them:"];
    }
    if (found.length) {
      return [found.length + " errors fit:"];
    }
    return [near.length ? "No error is in this. The nearest:" : "No error is in this."];
  }

  /** Keep what the page of an error needs to show the reader's own values, until it is open. */
  function keep(one) {
    var error = one.error;
    var variants = Object.keys(error.details || {});
    var members = Object.keys(error.params || {}).map(function (name) {
      var param = error.params[name];
      var example = "const" in param ? param.const : param.example;
      var member = { name: param.as, example: example, optional: Boolean(param.optional) };
      return name in one.values ? Object.assign(member, { own: one.values[name] }) : member;
    });
    var own = {
      path: new URL(errbook.address(error.url)).pathname,
      variant: variants.indexOf(one.variant),
      variants: variants.length,
      members: members,
      details: variants.map(function (variant) {
        return rendered(templateOf(error, variant), {});
      }),
      detail: ownDetail(one),
      requestId: one.requestId,
      isWhole: one.isWhole,
    };
    try {
      window.sessionStorage.setItem(errbook.OWN, errbook.json.write(own));
    } catch (refused) {
      // A browser may allow no storage; then the page shows its own example.
    }
  }

  /** Return the detail as it was received, or as the values make it; null if not all are known. */
  function ownDetail(one) {
    var template = templateOf(one.error, one.variant);
    var isKnown = template && template.holes.length && template.holes.every(function (name) {
      return name in one.values;
    });
    return one.message || (isKnown ? rendered(template, one.values) : null);
  }

  function templateOf(error, variant) {
    return errbook.templates(error).find(function (each) {
      return each.variant === variant;
    });
  }

  /** Return what a template makes of values; of the examples where there are none. */
  function rendered(template, values) {
    return template.literals.reduce(function (text, literal, at) {
      var name = template.holes[at - 1];
      var value = name in values ? values[name] : template.error.params[name].example;
      return text + errbook.json.shown(value) + literal;
    });
  }

  errbook.onPage(function () {
    var place = document.querySelector(".errbook-paste");
    if (place && !document.querySelector(".errbook-paste-box")) {
      build(place);
    }
  });
})();
