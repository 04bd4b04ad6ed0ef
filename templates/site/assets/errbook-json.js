/* JSON that is a part of a text, and numbers that JavaScript's own `JSON` would round. */
(function () {
  "use strict";
  var errbook = (window.errbook = window.errbook || {});
  var DEEPEST = 500;
  var SPACE = /[ \t\n\r]*/y;
  var NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
  var WORD = /true|false|null|NaN|-?Infinity/y;
  var VALUES = { true: true, false: false }; // the others are null, as NaN is in no JSON

  function Failure(at) {
    this.at = at; // up to where was read
  }

  /** Return the value that begins in `text` at `at`, and its end; null for `end` if there is none.
   *
   * `number` makes a value of the text of a number; without it a whole number that is not safe
   * becomes a BigInt. `read` says up to where the text was read.
   */
  function read(text, at, number) {
    try {
      var value = valueAt(skip(at), 0);
      return { value: value.value, end: value.end, read: value.end };
    } catch (failure) {
      if (!(failure instanceof Failure)) {
        throw failure;
      }
      return { value: undefined, end: null, read: failure.at };
    }

    function skip(place) {
      SPACE.lastIndex = place;
      SPACE.test(text);
      return SPACE.lastIndex;
    }

    function valueAt(place, depth) {
      if (depth > DEEPEST) {
        throw new Failure(place);
      }
      var sign = text[place];
      if (sign === '"') {
        return stringAt(place);
      }
      if (sign === "{" || sign === "[") {
        return containerAt(place, depth, sign === "{");
      }
      WORD.lastIndex = place;
      var word = WORD.exec(text);
      if (word) {
        return { value: word[0] in VALUES ? VALUES[word[0]] : null, end: WORD.lastIndex };
      }
      NUMBER.lastIndex = place;
      var digits = NUMBER.exec(text);
      if (!digits) {
        throw new Failure(place);
      }
      return { value: (number || numberOf)(digits[0]), end: NUMBER.lastIndex };
    }

    function containerAt(place, depth, isObject) {
      var made = isObject ? Object.create(null) : []; // in which `__proto__` is a name like others
      var close = isObject ? "}" : "]";
      var next = skip(place + 1);
      if (text[next] === close) {
        return { value: made, end: next + 1 };
      }
      for (;;) {
        var key = made.length;
        if (isObject) {
          if (text[next] !== '"') {
            throw new Failure(next);
          }
          var name = stringAt(next);
          key = name.value;
          next = skip(name.end);
          if (text[next] !== ":") {
            throw new Failure(next);
          }
          next = skip(next + 1);
        }
        var item = valueAt(next, depth + 1);
        made[key] = item.value;
        next = skip(item.end);
        if (text[next] === close) {
          return { value: made, end: next + 1 };
        }
        if (text[next] !== ",") {
          throw new Failure(next);
        }
        next = skip(next + 1);
      }
    }

    function stringAt(place) {
      var end = place;
      var escapes;
      do {
        end = text.indexOf('"', end + 1);
        if (end < 0) {
          throw new Failure(text.length);
        }
        for (escapes = 0; text[end - 1 - escapes] === "\\"; escapes++) {
          // Each second of them is a backslash that is meant.
        }
      } while (escapes % 2);
      try {
        return { value: JSON.parse(text.slice(place, end + 1)), end: end + 1 };
      } catch (error) {
        throw new Failure(end);
      }
    }
  }

  function numberOf(digits) {
    var value = Number(digits);
    if (/^-?[0-9]+$/.test(digits) && !Number.isSafeInteger(value)) {
      return digits.length > 4300 ? null : BigInt(digits);
    }
    return value;
  }

  /** Return the JSON of a value, in one line. */
  function write(value) {
    if (Array.isArray(value)) {
      return "[" + value.map(write).join(",") + "]";
    }
    if (value && typeof value === "object") {
      var members = Object.keys(value).map(function (name) {
        return JSON.stringify(name) + ":" + write(value[name]);
      });
      return "{" + members.join(",") + "}";
    }
    return typeof value === "bigint" ? String(value) : JSON.stringify(value);
  }

  /** Return a value as it reads in a sentence: as in JSON, but strings unquoted, lists by commas. */
  function shown(value) {
    if (typeof value === "string") {
      return value;
    }
    if (Array.isArray(value)) {
      return value.map(shown).join(", ");
    }
    return write(value).replace(/[^\0-\x7f]/g, function (sign) {
      return "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0");
    });
  }

  errbook.json = { read: read, write: write, shown: shown, number: numberOf };
})();
