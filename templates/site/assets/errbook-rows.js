/* Errors that were found, as items of a list. Elements are built; no text is taken for HTML. */
(function () {
  "use strict";
  var errbook = window.errbook;

  /** Return an element with properties, attributes (`aria-…`, `role`) and children. */
  errbook.make = function (tag, properties, children) {
    var element = document.createElement(tag);
    Object.keys(properties || {}).forEach(function (name) {
      if (name in element) {
        element[name] = properties[name];
      } else {
        element.setAttribute(name, properties[name]);
      }
    });
    element.append.apply(element, children || []);
    return element;
  };

  var make = errbook.make;

  /** Return an item of a list for each error found, with what was asked for marked in it. */
  errbook.rows = function (found, text) {
    var starts = patterns(text, true);
    var anywhere = patterns(text, false);
    return found.map(function (one) {
      var error = one.error;
      var all = shownOf(error).concat(othersOf(error)).join("\n");
      return row(error, fits(starts, all) ? starts : anywhere);
    });
  };

  function row(error, asked) {
    var marks = asked.length ? new RegExp(asked.map(source).join("|"), "giu") : null;
    var status = "errbook-status errbook-" + String(error.status).charAt(0) + "xx";
    var link = make("a", { href: errbook.address(error.url) }, [
      make("code", {}, marked(error.code, marks)),
    ]);
    var head = [
      link,
      " ",
      make("strong", { className: status }, marked(String(error.status), marks)),
      " ",
    ].concat(marked(error.title, marks));
    if (error.state) {
      head.push(" ", make("em", {}, [error.state === "retired" ? "Retired." : "Deprecated."]));
    }
    var lines = [make("p", {}, head), make("p", {}, withCode(error.summary, marks))];
    var other = why(error, asked);
    if (other) {
      lines.push(make("p", { className: "errbook-found-message" }, marked(other, marks)));
    }
    return make("li", {}, lines);
  }

  function shownOf(error) {
    return [error.code, String(error.status), error.title, error.summary];
  }

  function othersOf(error) {
    var details = Object.keys(error.details || {}).map(function (variant) {
      return error.details[variant];
    });
    return details.concat(error.aliases || [], error.type, error.former || []);
  }

  /** Return the message of an error, or another name of it, where what is shown lacks a part. */
  function why(error, asked) {
    var shown = shownOf(error).join("\n");
    var lacking = asked.filter(function (part) {
      return !part.test(shown);
    });
    return othersOf(error).find(function (text) {
      return lacking.length && fits(lacking, text);
    });
  }

  function fits(asked, text) {
    return asked.every(function (part) {
      return part.test(text);
    });
  }

  /** Return a pattern for each part of what is asked for, in any spelling, the longest first.
   *
   * What begins with a letter or digit is looked for at the start of words alone, if so wished.
   */
  function patterns(text, starts) {
    var found = text.split(/\s+/).filter(Boolean).map(function (part) {
      var words = errbook.finder().words(part);
      var it = words.length > 1 ? words.map(escaped).join("[\\W_]*") : escaped(part);
      var before = starts && /^[\p{L}0-9]/u.test(part) ? "(?<![\\p{L}0-9])" : "";
      return new RegExp(before + it, "iu");
    });
    return found.sort(function (one, two) {
      return two.source.length - one.source.length;
    });
  }

  function source(pattern) {
    return pattern.source;
  }

  function escaped(text) {
    return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  }

  /** Return `text` with what fits the pattern in marks. */
  function marked(text, marks) {
    var made = [];
    var at = 0;
    var found = marks ? text.matchAll(marks) : [];
    Array.from(found).forEach(function (one) {
      made.push(text.slice(at, one.index), make("mark", {}, [one[0]]));
      at = one.index + one[0].length;
    });
    return made.concat(text.slice(at));
  }

  /** Return a line of a definition, in which words in backticks are code. */
  function withCode(text, marks) {
    var pieces = text.split("`");
    if (pieces.length % 2 === 0) {
      return marked(text, marks);
    }
    return pieces.reduce(function (made, piece, at) {
      return made.concat(at % 2 ? make("code", {}, marked(piece, marks)) : marked(piece, marks));
    }, []);
  }
})();
