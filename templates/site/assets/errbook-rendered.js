/* Details read backwards: from a message to the templates that it can be made from, and its values.
 *
 * As in catalog/rendered.py. `errbook.templates(error)` are those of one error, and
 * `errbook.rendered(data)` finds those that may fit a text.
 */
(function () {
  "use strict";
  var errbook = window.errbook;
  var WORD = /[\p{L}\p{N}_]+/gu;
  var TOKEN = /[^{}]+|\{\{|\}\}|\{[^}]*\}/g;
  var BEHIND = /[\s"'`<)\]},\\]/;
  var STARTS = 20;
  var ENDS = 50;
  var LONGEST_HOLE = 20000;
  var WORDS = 2; // what literals have to have for a template to be looked for inside of a text
  var LETTERS = 8;
  var INTEGER = /^-?[0-9]{1,4000}$/;
  var NUMBER = /^-?[0-9]{1,300}(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?$/;

  errbook.templates = function (error) {
    return Object.keys(error.details || {}).map(function (variant) {
      return template(error, variant, error.details[variant]);
    });
  };

  errbook.rendered = function (data) {
    var every = [].concat.apply([], data.errors.map(errbook.templates)).filter(function (each) {
      return each.literals.join(" ").match(WORD); // a hole and nothing else would fit any text
    });
    var uses = new Map();
    every.forEach(function (each) {
      each.words.forEach(function (word) {
        uses.set(word, (uses.get(word) || 0) + 1);
      });
    });
    var byWord = new Map();
    every.forEach(function (each, number) {
      each.number = number;
      var rarest = "";
      each.words.forEach(function (word) {
        if (!rarest || uses.get(word) < uses.get(rarest)) {
          rarest = word;
        }
      });
      byWord.set(rarest, (byWord.get(rarest) || []).concat(each));
    });

    /** Return the templates all of whose words are in `text`; those of most text first. */
    return function (text) {
      var there = new Set(text.match(WORD) || []).add("");
      var found = [];
      there.forEach(function (word) {
        (byWord.get(word) || []).forEach(function (each) {
          var fits = Array.from(each.words).every(function (one) {
            return there.has(one);
          });
          if (fits) {
            found.push(each);
          }
        });
      });
      return found.sort(function (one, two) {
        return two.weight - one.weight || one.number - two.number;
      });
    };
  };

  function template(error, variant, detail) {
    var literals = [""];
    var holes = [];
    (detail.match(TOKEN) || []).forEach(function (token) {
      var isHole = token[0] === "{" && token !== "{{";
      var param = isHole ? (error.params || {})[token.slice(1, -1)] : null;
      if (isHole && !("const" in param)) {
        holes.push(token.slice(1, -1));
        literals.push("");
      } else {
        var text = isHole ? errbook.json.shown(param.const) : token.replace(/([{}])\1/, "$1");
        literals[literals.length - 1] += text; // a constant reads the same in every message
      }
    });
    return {
      error: error,
      variant: variant,
      literals: literals,
      holes: holes,
      weight: Array.from(literals.join("").replace(/\s+/g, "")).length,
      words: wholeWords(literals),
    };
  }

  /** Return the words that every message has: those that no hole can lengthen. */
  function wholeWords(literals) {
    var found = new Set();
    literals.forEach(function (literal, number) {
      Array.from(literal.matchAll(WORD)).forEach(function (word) {
        var cutBefore = number > 0 && word.index === 0;
        var end = word.index + word[0].length;
        var cutBehind = number < literals.length - 1 && end === literal.length;
        if (!cutBefore && !cutBehind) {
          found.add(word[0]);
        }
      });
    });
    return found;
  }

  /** Return the match of a template with all of `given`, but for space around it; or else null.
   *
   * Where holes as short as they can be do not fit, they are looked for from right to left.
   */
  errbook.matchWhole = function (template, given) {
    var text = given.trim();
    var first = template.literals[0];
    var last = template.literals[template.literals.length - 1];
    if (!template.holes.length) {
      return text === first ? match(template, text, 0, []) : null;
    }
    var fits = text.length >= first.length + last.length;
    if (!fits || !text.startsWith(first) || !text.endsWith(last)) {
      return null;
    }
    var inner = text.slice(first.length, text.length - last.length);
    var literals = template.literals.slice(1, -1);
    var values = split(inner, literals);
    if (!values) {
      return null;
    }
    var found = match(template, text, 0, values);
    if (!found.fits) {
      var again = match(template, text, 0, splitFromRight(inner, literals) || values);
      found = again.fits ? again : found;
    }
    return found;
  };

  /** Return what is before, between and behind `literals` in `text`; null if it lacks one. */
  function split(text, literals) {
    var values = [];
    for (var n = 0; n < literals.length; n++) {
      var place = text.indexOf(literals[n]);
      if (place < 0) {
        return null;
      }
      values.push(text.slice(0, place));
      text = text.slice(place + literals[n].length);
    }
    return values.concat(text);
  }

  function splitFromRight(text, literals) {
    var values = [];
    for (var n = literals.length - 1; n >= 0; n--) {
      var place = text.lastIndexOf(literals[n]);
      if (place < 0) {
        return null;
      }
      values.unshift(text.slice(place + literals[n].length));
      text = text.slice(0, place);
    }
    return [text].concat(values);
  }

  /** Whether a match may hold lines before or behind the message, in its first or last hole. */
  errbook.isLoose = function (match) {
    var literals = match.template.literals;
    var held = Array.from(match.holes.values());
    return [[literals[0], held[0]], [literals[literals.length - 1], held[held.length - 1]]].some(
      function (end) {
        return !end[0] && end[1] !== undefined && end[1].indexOf("\n") >= 0;
      }
    );
  };

  /** Return the match with the shortest part of `text`; of several equal ones the first. */
  errbook.matchInside = function (template, text) {
    if (template.words.size < WORDS || template.weight < LETTERS) {
      return null;
    }
    var literals = template.literals;
    var first = literals[0] || literals[1];
    var best = null;
    var at = text.indexOf(first);
    for (var n = 0; at >= 0 && n < STARTS; n++) {
      var found = from(template, text, literals[0] ? at : line(text, at));
      if (!found) {
        break;
      }
      if (!best || found.end - found.start < best.end - best.start) {
        best = found;
      }
      at = text.indexOf(first, at + 1);
    }
    return best;
  };

  function from(template, text, start) {
    var literals = template.literals;
    var at = start + literals[0].length;
    var values = [];
    for (var n = 1; n < literals.length; n++) {
      var isLast = n === literals.length - 1;
      var place;
      if (isLast && !literals[n]) {
        place = text.indexOf("\n", at);
        place = place < 0 ? text.length : place;
        while (place > at && " \t\r\"'`\\".indexOf(text[place - 1]) >= 0) {
          place--;
        }
      } else {
        place = isLast ? closing(text, literals[n], at) : text.indexOf(literals[n], at);
      }
      if (place < 0 || place - at > LONGEST_HOLE) {
        return null;
      }
      values.push(text.slice(at, place));
      at = place + literals[n].length;
    }
    return match(template, text.slice(start, at), start, values);
  }

  /** Return where a message begins whose first literal is at `at`, behind a hole. */
  function line(text, at) {
    return ["\n", ": ", '"', "'"].reduce(function (start, sign) {
      var place = at ? text.lastIndexOf(sign, at - sign.length) : -1;
      return place < 0 || at < sign.length ? start : Math.max(start, place + sign.length);
    }, 0);
  }

  /** Return where the last literal is: the first that something ends behind, or else the first. */
  function closing(text, literal, at) {
    var first = text.indexOf(literal, at);
    var place = first;
    for (var n = 0; n < ENDS && place >= 0; n++) {
      var behind = text[place + literal.length];
      if (behind === undefined || BEHIND.test(behind)) {
        return place;
      }
      place = text.indexOf(literal, place + 1);
    }
    return first;
  }

  function match(template, message, start, values) {
    var holes = new Map();
    var fits = true;
    values.forEach(function (text, number) {
      var name = template.holes[number];
      fits = fits && fromText(template.error.params[name], text) !== undefined;
      if (!holes.has(name)) {
        holes.set(name, text);
      }
    });
    return {
      template: template,
      start: start,
      end: start + message.length,
      message: message,
      holes: holes,
      fits: fits,
    };
  }

  /** Return the value of each param as the wire has it; text where it can be no such value. */
  errbook.matchedValues = function (match) {
    var made = new Map();
    match.holes.forEach(function (text, name) {
      var value = fromText(match.template.error.params[name], text);
      made.set(name, value === undefined ? text : value);
    });
    return made;
  };

  /** Return the value of `param` that reads as `text` in a detail; undefined if there is none. */
  function fromText(param, text) {
    switch (param.type) {
      case "integer":
        return INTEGER.test(text) ? errbook.json.number(text) : undefined;
      case "number":
        return NUMBER.test(text) ? errbook.json.number(text) : undefined;
      case "boolean":
        return { true: true, false: false }[text];
      case "array":
        return itemsOf(param, text);
      case "object":
        var value = jsonOf(text);
        return value && typeof value === "object" && !Array.isArray(value) ? value : undefined;
      default:
        return text;
    }
  }

  function itemsOf(param, text) {
    var example = Array.isArray(param.example) ? param.example : [];
    if (!text) {
      return [];
    }
    if (example.length && typeof example[0] !== "string") {
      var value = jsonOf("[" + text + "]");
      if (Array.isArray(value)) {
        return value;
      }
    }
    return text.split(", ");
  }

  function jsonOf(text) {
    var found = errbook.json.read(text, 0);
    return found.end === null || text.slice(found.end).trim() ? undefined : found.value;
  }
})();
