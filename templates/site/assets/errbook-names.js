/* The names that errors have: codes, former codes, types, and pieces of a code in any spelling.
 *
 * As in catalog/names.py: `errbook.names(data)` has what the class `Names` has.
 */
(function () {
  "use strict";
  var errbook = window.errbook;
  var AROUND = /^[ \t\r\n"'`[\]()<>{},;.]+|[ \t\r\n"'`[\]()<>{},;.]+$/g;
  var FILE = /(\/index)?\.(html?|md)$/;
  var ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/]*(?=\/)/;

  errbook.names = function (data) {
    var words = errbook.words;
    var exact = new Map();
    var plain = new Map();
    var whole = new Map();
    var fields = new Map();
    var ends = new Map();
    var last = new Set();
    var lengths = [];

    function name(text, error, kind) {
      if (!exact.has(text)) {
        exact.set(text, [error, kind]);
      }
      var there = listOf(plain, plainOf(text));
      if (!there.some(function (one) { return one[0] === error; })) {
        there.push([error, kind]);
      }
    }

    [
      function (error) { return [[error.type], "type"]; },
      function (error) { return [[error.code], "code"]; },
      function (error) { return [error.aliases || [], "alias"]; },
      function (error) { return [error.former || [], "type"]; },
    ].forEach(function (named) {
      data.errors.forEach(function (error) {
        var texts = named(error);
        texts[0].forEach(function (text) {
          name(text, error, texts[1]);
        });
      });
    });
    data.errors.forEach(function (error) {
      var values = valuesOf(error, data);
      listOf(whole, words(error.code).join(" ")).push(error);
      if (error.group !== undefined) {
        var own = words(values.join("/"));
        listOf(fields, own.join(" ")).push(error);
        last.add(own[own.length - 1]);
        if (own.length > 1 && lengths.indexOf(own.length) < 0) {
          lengths.push(own.length);
        }
      }
      var tail = [];
      values.reverse().forEach(function (value) {
        tail = words(value).concat(tail);
        listOf(ends, tail.join(" ")).push(error);
      });
    });
    lengths.sort(function (one, two) {
      return two - one;
    });

    /** Return the errors, each with what of it `text` is, that have `text` as a name. */
    function named(text) {
      if (exact.has(text)) {
        return [exact.get(text)];
      }
      var key = plainOf(text);
      return (key && (plain.get(key) || plain.get(key.replace(ORIGIN, "")))) || [];
    }

    /** Return the errors whose fields, at least two, are what `text` ends in, in any spelling. */
    function spelled(text) {
      var asked = words(cut(text));
      if (asked.length < 2 || !last.has(asked[asked.length - 1])) {
        return [];
      }
      for (var at = 0; at < lengths.length; at++) {
        var found = lengths[at] <= asked.length && fields.get(asked.slice(-lengths[at]).join(" "));
        if (found) {
          return found;
        }
      }
      return [];
    }

    function ending(asked) {
      return ends.get(asked.join(" ")) || [];
    }

    /** Return the errors that `text` can stand for: by the first of several steps that finds any. */
    function find(given) {
      var text = given.replace(AROUND, "");
      var known = text ? named(text) : [];
      var asked = words(text);
      if (known.length || !asked.length) {
        return known.map(function (one) { return one[0]; });
      }
      var run = asked.join(" ");
      return whole.get(run) || ends.get(run) || having(" " + run + " ") || having(run) || [];
    }

    function having(run) {
      var found = [];
      whole.forEach(function (each, known) {
        if ((" " + known + " ").indexOf(run) >= 0) {
          Array.prototype.push.apply(found, each);
        }
      });
      return found.length ? found : null;
    }

    return { named: named, spelled: spelled, ending: ending, find: find };
  };

  function listOf(map, key) {
    var there = map.get(key);
    if (!there) {
      map.set(key, (there = []));
    }
    return there;
  }

  /** Return the values of the fields of a code, which are the levels of its page's address. */
  function valuesOf(error, data) {
    var path = error.url.slice(data.prefix ? data.prefix.length + 1 : 0);
    return path.replace(FILE, "").replace(/\/$/, "").split("/").map(decodeURIComponent);
  }

  function plainOf(name) {
    var text = cut(name.toLowerCase());
    var end = text.length;
    while (end && text[end - 1] === "/") {
      end--;
    }
    return text.slice(0, end);
  }

  /** Return an address without query and fragment, and what the name of a file ends in. */
  function cut(name) {
    return name.split("#", 1)[0].split("?", 1)[0].replace(FILE, "");
  }
})();
