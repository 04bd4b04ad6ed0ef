/* From anything that speaks of an error to the error: a response, a line of a log, a message.
 *
 * `errbook.recognise(data, text)` knows data and text, and no page. It gives the same answers as
 * catalog/recognition.py.
 */
(function () {
  "use strict";
  var errbook = window.errbook;
  var STRONG = ["type", "code"];
  var NAMING = STRONG.concat("error", "name", "kind", "reason", "id");
  var RANKS = ["type", "code", "alias"];
  var SHORT = 200; // characters of a text that may be a piece of a code as a whole
  var LONGEST_MESSAGE = 20000;
  var WORK = 500000000; // characters that messages may be looked for in
  var ONE_WORD = /^\p{L}+$/u;
  var known = new WeakMap();

  /** Return the errors of `data` that `text` speaks of, the surest first. Never fails.
   *
   * Each is `{ error, by, variant, values, isWhole, message, requestId }`: `by` is type, code,
   * alias, detail or words, `values` are by the names of params, `isWhole` tells that they come
   * from a body, so that what is not there had no value.
   */
  errbook.recognise = function (data, text) {
    if (!known.has(data)) {
      known.set(data, { names: errbook.names(data) });
    }
    var index = known.get(data);
    var pasted = errbook.pasted(text);
    var steps = [byMembers, byNames, byDetail, byWords];
    for (var at = 0; at < steps.length; at++) {
      var seen = new Set();
      var found = steps[at](pasted, index, data).filter(function (one) {
        return !seen.has(one.error) && seen.add(one.error);
      });
      if (found.length) {
        return found;
      }
    }
    return [];
  };

  function byMembers(pasted, index) {
    var hits = [];
    pasted.objects.forEach(function (found) {
      Object.keys(found.value).forEach(function (key) {
        var value = found.value[key];
        if (typeof value !== "string") {
          return;
        }
        named(index, value, pasted).forEach(function (one) {
          if (!ONE_WORD.test(value) || isNaming(key)) {
            var strong = STRONG.indexOf(errbook.words(key).pop()) >= 0;
            hits.push({ strong: strong, error: one[0], by: one[1], found: found });
          }
        });
      });
    });
    var strong = hits.filter(function (hit) {
      return hit.strong;
    });
    hits = strong.length ? strong : hits;
    hits.sort(function (one, two) {
      return RANKS.indexOf(one.by) - RANKS.indexOf(two.by);
    });
    return hits.map(function (hit) {
      return told(hit.error, hit.by, pasted, hit.found);
    });
  }

  function byNames(pasted, index) {
    var hits = [];
    var alone = pasted.names.length === 1;
    pasted.names.forEach(function (parts) {
      var own = [];
      parts.forEach(function (part) {
        if (alone || !ONE_WORD.test(part[0]) || isNaming(part[1])) {
          own = own.concat(named(index, part[0], pasted));
        } // a code of a single word is a word of many a sentence
      });
      if (!own.length) {
        own = index.names.spelled(parts[0][0]).map(function (error) {
          return [error, "code"];
        });
      }
      hits = own.length ? hits.concat(own) : hits;
    });
    if (pasted.text.indexOf("Traceback (most recent call last)") >= 0) {
      hits.reverse(); // what was raised last stands last
    }
    return once(hits).map(function (hit) {
      return told(hit[0], hit[1], pasted);
    });
  }

  function byDetail(pasted, index, data) {
    index.fitting = index.fitting || errbook.rendered(data);
    var matches = [];
    pasted.strings.concat(pasted.forms).forEach(function (text) {
      matches = matches.concat(best(matchesIn(text, index.fitting)));
    });
    var fitting = matches.filter(function (match) {
      return match.fits;
    });
    matches = fitting.length ? fitting : matches;
    matches.sort(function (one, two) {
      return two.template.weight - one.template.weight;
    });
    return ofStatus(matches.map(function (match) {
      return told(match.template.error, "detail", pasted, null, match);
    }), pasted);
  }

  function byWords(pasted, index) {
    var text = pasted.text;
    var found = [];
    if (text.length <= SHORT && text.indexOf("\n") < 0) {
      found = index.names.find(text);
    } else {
      pasted.names.forEach(function (parts) {
        parts.forEach(function (part) {
          var asked = errbook.words(part[0]);
          found = asked.length > 1 ? found.concat(index.names.ending(asked)) : found;
        });
      });
    }
    return ofStatus(Array.from(new Set(found)).map(function (error) {
      // No detail was found in the text, so that there is no more to tell.
      return made(error, "words", "", Object.create(null), false, null, pasted.requestId);
    }), pasted);
  }

  function once(hits) {
    var seen = new Set();
    return hits.filter(function (hit) {
      return !seen.has(hit[0]) && seen.add(hit[0]);
    });
  }

  function isNaming(key) {
    return errbook.words(key).some(function (word) {
      return NAMING.indexOf(word) >= 0;
    });
  }

  /** Return the errors that are called `text`; by `about:blank` those of the status alone. */
  function named(index, text, pasted) {
    return index.names.named(text).filter(function (one) {
      var isBlank = one[1] === "type" && one[0].type === "about:blank";
      return !isBlank || pasted.statuses.has(one[0].status);
    });
  }

  function matchesIn(text, fitting) {
    var work = WORK;
    var found = [];
    fitting(text).forEach(function (template) {
      var match = null;
      if (text.length <= LONGEST_MESSAGE) {
        match = errbook.matchWhole(template, text);
      }
      if ((!match || errbook.isLoose(match)) && work > 0) {
        work -= text.length;
        var within = errbook.matchInside(template, text);
        match = within && within.fits ? within : match;
      }
      if (match) {
        found.push(match);
      }
    });
    return found;
  }

  /** Return what the text tells of the occurrence of `error`: `found` is the object about it. */
  function told(error, by, pasted, found, match) {
    match = match || messageOf(error, pasted, found);
    if (!found && match) {
      found = pasted.objects.find(function (one) {
        return texts(one.value).indexOf(match.message) >= 0;
      });
    }
    var values = match ? errbook.matchedValues(match) : new Map();
    var variant = match ? match.template.variant : "";
    var params = Object.keys(error.params || {}).filter(function (name) {
      return !("const" in error.params[name]);
    });
    if (found) {
      valuesNear(error, params, found).forEach(function (value, name) {
        values.set(name, value);
      });
      variant = variantOf(error, found.value) || variant;
    }
    var ordered = Object.create(null);
    params.forEach(function (name) {
      if (values.has(name)) {
        ordered[name] = values.get(name);
      }
    });
    var message = match ? match.message : null;
    return made(error, by, variant, ordered, Boolean(found), message, pasted.requestId);
  }

  function made(error, by, variant, values, isWhole, message, requestId) {
    return {
      error: error,
      by: by,
      variant: variant,
      values: values,
      isWhole: isWhole,
      message: message,
      requestId: requestId,
    };
  }

  function variantOf(error, value) {
    var key = Object.keys(value).find(function (name) {
      var isVariant = errbook.words(name).pop() === "variant" && value[name];
      return isVariant && Object.hasOwn(error.details || {}, value[name]);
    });
    return key === undefined ? "" : value[key];
  }

  /** Return the detail of `error` that the object has, or else the text. */
  function messageOf(error, pasted, found) {
    var own = found ? texts(found.value) : [];
    return (
      mostTelling(matchesOf(error, own)) ||
      mostTelling(matchesOf(error, pasted.strings.concat(pasted.forms)))
    );
  }

  function matchesOf(error, all) {
    var found = [];
    errbook.templates(error).forEach(function (template) {
      all.forEach(function (text) {
        var match = errbook.matchWhole(template, text);
        if (!match || errbook.isLoose(match)) {
          match = errbook.matchInside(template, text) || match;
        }
        if (match) {
          found.push(match);
        }
      });
    });
    return found;
  }

  function mostTelling(matches) {
    return matches.reduce(function (most, match) {
      return most && compare(most, match) <= 0 ? most : match;
    }, null);
  }

  function texts(value) {
    return Object.values(value).filter(function (text) {
      return typeof text === "string";
    });
  }

  /** Return the params whose values are in the object, or else near it. */
  function valuesNear(error, params, found) {
    var wires = new Set(params.map(function (name) {
      return error.params[name].as;
    }));
    var near = errbook.below(found.value, wires).concat(errbook.below(found.root, wires));
    var values = new Map();
    params.forEach(function (name) {
      var param = error.params[name];
      var holder = near.find(function (one) {
        return Object.hasOwn(one, param.as) && fits(param, one[param.as]);
      });
      if (holder) {
        values.set(name, holder[param.as]);
      }
    });
    return values;
  }

  function fits(param, value) {
    switch (param.type) {
      case "string":
      case "boolean":
        return typeof value === param.type;
      case "integer":
        return typeof value === "bigint" || Number.isInteger(value);
      case "number":
        return typeof value === "bigint" || Number.isFinite(value);
      case "array":
        return Array.isArray(value);
      case "object":
        return Boolean(value) && typeof value === "object" && !Array.isArray(value);
      default:
        return true;
    }
  }

  /** Return the matches but for those that overlap one that tells more, in their order. */
  function best(matches) {
    var kept = [];
    var sorted = matches.slice().sort(function (one, two) {
      return compare(one, two) || two.message.length - one.message.length;
    });
    sorted.forEach(function (match) {
      var goes = kept.every(function (one) {
        var isApart = one.end <= match.start || match.end <= one.start;
        return isApart || (compare(one, match) === 0 && one.message === match.message);
      });
      if (goes) {
        kept.push(match);
      }
    });
    return kept.sort(function (one, two) {
      return one.start - two.start;
    });
  }

  function compare(one, two) {
    return two.fits - one.fits || two.template.weight - one.template.weight;
  }

  /** Return those with a status that the text speaks of; all, if none has. */
  function ofStatus(found, pasted) {
    var fitting = found.filter(function (one) {
      return pasted.statuses.has(one.error.status);
    });
    return fitting.length ? fitting : found;
  }
})();
