/* What somebody has pasted, taken apart: the JSON in it, at whatever depth, its names, its status.
 *
 * As in catalog/pasted.py. Nothing here fails, and the time that it takes is bounded.
 */
(function () {
  "use strict";
  var errbook = window.errbook;
  var LONGEST = 1000000; // characters that are looked at
  var WORK = 16 * LONGEST; // characters that may be read for JSON, those read twice counted twice
  var TRIES = 1000; // braces that may turn out to begin no JSON
  var DEEPEST = 100; // levels of an object that are looked at
  var NESTED = 3; // levels of JSON in a string of JSON that are looked at
  var MOST = 10000; // objects, and strings, that are looked at
  var LONGEST_NAME = 500;
  var MOST_PARTS = 12;
  var MOST_WORDS = 20000;
  var ANSI = /\x1b\[[0-9;]*[A-Za-z]/g;
  var ESCAPE = /\\(u[0-9a-fA-F]{4}|[^])/g;
  var ESCAPED = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
  var TOKEN = /[^\s"'`<>()[\]{},;|\\]+/g;
  var EDGES = /^[.:=!?*~#]+|[.:=!?*~#]+$/g;
  var STATUS = new RegExp(
    "\\bHTTP(?:/[0-9.]+)?[ ]+([45][0-9][0-9])\\b" +
      "|\\bstatus(?:[-_ ]?code)?[\"']?\\s{0,4}[:=]?\\s{0,4}[\"']?([45][0-9][0-9])\\b",
    "gi"
  );
  var REQUEST_ID =
    /\brequest[-_ ]?id[\\"'\s]{0,4}[:=][\\"'\s]{0,4}([A-Za-z0-9_][A-Za-z0-9_.:-]{3,199})/i;

  /** Return the text as `{ text, forms, objects, strings, names, statuses, requestId }`.
   *
   * `forms` are the text, and what it is without one level of escapes, and without two; `objects`
   * every object with the outermost one that it is in, `strings` every text in these.
   */
  errbook.pasted = function (given) {
    var text = given.slice(0, LONGEST).replace(/\r\n/g, "\n").replace(ANSI, "");
    var forms = [text];
    while (forms.length < NESTED && forms[forms.length - 1].indexOf('\\"') >= 0) {
      forms.push(unescaped(forms[forms.length - 1]));
    }
    var made = { text: text.trim(), forms: forms, objects: [], strings: [] };
    var left = { work: WORK, tries: TRIES };
    forms.forEach(function (form) {
      search(form, NESTED, made, left);
    });
    made.names = names(forms);
    made.statuses = statuses(made);
    made.requestId = requestId(made);
    return made;
  };

  /** Take up the objects in `text`, and those in their strings. */
  function search(text, nested, made, left) {
    var start = /\{\s*"/g;
    for (var at = start.exec(text); at && left.work > 0 && left.tries > 0; at = start.exec(text)) {
      var found = errbook.json.read(text, at.index);
      left.work -= found.read + 1 - at.index;
      if (found.end === null) {
        left.tries--;
        start.lastIndex = at.index + 1;
      } else {
        start.lastIndex = found.end;
        take(found.value, nested, made, left);
      }
    }
  }

  function take(root, nested, made, left) {
    var strings = [];
    var waiting = [[root, 0]];
    while (waiting.length && made.objects.length < MOST) {
      var next = waiting.pop();
      var value = next[0];
      if (typeof value === "string") {
        strings.push(value);
      } else if (value && typeof value === "object" && next[1] < DEEPEST) {
        if (!Array.isArray(value)) {
          made.objects.push({ value: value, root: root });
        }
        var inside = Object.values(value);
        for (var at = inside.length - 1; at >= 0; at--) {
          waiting.push([inside[at], next[1] + 1]);
        }
      }
    }
    Array.prototype.push.apply(made.strings, strings.slice(0, MOST - made.strings.length));
    if (nested > 1) {
      strings.forEach(function (text) {
        search(text, nested - 1, made, left);
      });
    }
  }

  /** Return what may be names of errors, the parts of a word together, as a whole first.
   *
   * Beside each stands what is before it, if anything: of `error.code=keys.gone: No` one is
   * `keys.gone`, beside it `error.code`.
   */
  function names(forms) {
    var made = [];
    var seen = new Set();
    forms.forEach(function (form) {
      var before = "";
      (form.match(TOKEN) || []).forEach(function (token) {
        var said = before.slice(0, announced(before));
        var key = token + " " + said;
        before = token;
        if (!seen.has(key) && seen.size < MOST_WORDS) {
          seen.add(key);
          var found = parts(token, said);
          if (found.length) {
            made.push(found);
          }
        }
      });
    });
    return made;
  }

  /** Return where the colons and equals signs begin that a token ends with; 0 if there are none. */
  function announced(token) {
    var end = token.length;
    while (end && (token[end - 1] === ":" || token[end - 1] === "=")) {
      end--;
    }
    return end === token.length ? 0 : end;
  }

  /** Return a token and what is between colons and equals signs in it, the longest first. */
  function parts(given, said) {
    var token = given.length > 2 * LONGEST_NAME ? "" : given.replace(EDGES, "");
    if (!token || token.length > LONGEST_NAME) {
      return [];
    }
    var joints = [];
    for (var at = 0; at < token.length && joints.length < MOST_PARTS; at++) {
      if (token[at] === ":" || token[at] === "=") {
        joints.push(at);
      }
    }
    var pairs = [];
    [0].concat(joints.map(function (joint) { return joint + 1; })).forEach(function (start) {
      joints.concat(token.length).forEach(function (end) {
        if (end > start) {
          pairs.push([start, end]);
        }
      });
    });
    pairs.sort(function (one, two) {
      return two[1] - two[0] - (one[1] - one[0]) || one[0] - two[0];
    });
    var made = [[token, said]];
    pairs.forEach(function (pair) {
      var part = token.slice(pair[0], pair[1]).replace(EDGES, "");
      if (part && part !== token) {
        made.push([part, token.slice(0, Math.max(pair[0] - 1, 0)) || said]);
      }
    });
    return made;
  }

  /** Return the HTTP statuses of errors that the text speaks of. */
  function statuses(made) {
    var found = new Set();
    made.forms.forEach(function (form) {
      Array.from(form.matchAll(STATUS)).forEach(function (one) {
        found.add(Number(one[1] || one[2]));
      });
    });
    made.objects.forEach(function (each) {
      Object.keys(each.value).forEach(function (key) {
        var value = each.value[key];
        var fits = Number.isInteger(value) && value >= 400 && value < 600;
        if (fits && errbook.words(key).indexOf("status") >= 0) {
          found.add(value);
        }
      });
    });
    return found;
  }

  /** Return the id of the request: a member or a header that is called so, in any spelling. */
  function requestId(made) {
    for (var at = 0; at < made.objects.length; at++) {
      var own = made.objects[at].value;
      var key = Object.keys(own).find(function (name) {
        return own[name] && typeof own[name] === "string" && errbook.isRequestId(name);
      });
      if (key !== undefined) {
        return own[key];
      }
    }
    for (var n = 0; n < made.forms.length; n++) {
      var found = REQUEST_ID.exec(made.forms[n]);
      if (found) {
        return found[1];
      }
    }
    return null;
  }

  /** Whether a member of that name holds the id of the request. */
  errbook.isRequestId = function (name) {
    return errbook.words(name).slice(-2).join(" ") === "request id";
  };

  /** Return an object and the objects in its members, the nearest first; none in `without`. */
  errbook.below = function (top, without) {
    var made = [];
    var level = [top];
    while (level.length) {
      made = made.concat(level);
      level = level.reduce(function (next, one) {
        Object.keys(one).forEach(function (key) {
          var value = one[key];
          if (value && typeof value === "object" && !Array.isArray(value) && !without.has(key)) {
            next.push(value);
          }
        });
        return next;
      }, []);
    }
    return made;
  };

  function unescaped(text) {
    return text.replace(ESCAPE, function (whole, escaped) {
      if (escaped.length === 1) {
        return escaped in ESCAPED ? ESCAPED[escaped] : escaped;
      }
      return String.fromCharCode(parseInt(escaped.slice(1), 16));
    });
  }
})();
