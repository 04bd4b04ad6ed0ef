/* Finding errors in the data of a site: `errbook.finder()`. It knows data and text, and no page. */
(function () {
  "use strict";
  var errbook = (window.errbook = window.errbook || {});
  var WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\p{L}+|[0-9]+/gu; // as in catalog/lookup.py
  var FACETS = ["status", "group", "retry", "state"];
  var LETTER = /[\p{L}0-9]/u;
  var LIKE = 0.7; // how like two words are to be taken for one another, of 1
  var NEAR = 0.5; // how near an error has to be to be proposed, of 1
  var LIKE_THE_BEST = 0.25; // how much less near than the nearest one it may be

  /** Return the words of a name in any spelling, in lower case: `KeyNotFound` has three. */
  function words(text) {
    return (text.match(WORD) || []).map(function (word) {
      return word.toLowerCase();
    });
  }

  errbook.words = words;

  /** Return a type URI, or what else may be one, as two that mean the same are equal. */
  function plainUri(text) {
    return text.toLowerCase().replace(/[#?].*$/, "").replace(/\/+$/, "");
  }

  /** Return what is known of an error, prepared for being looked through. */
  function prepared(error, data) {
    var group = error.group === undefined ? "" : data.groups[error.group][0];
    var aliases = error.aliases || [];
    var types = [error.type].concat(error.former || []);
    var name = words(error.code.slice(group.length));
    var details = Object.keys(error.details || {}).map(function (variant) {
      return error.details[variant];
    });
    var status = String(error.status);
    var fields = [
      [lower(error.code), 40],
      [words(error.code).join(" "), 40],
      [status, 30],
      [lower(error.title), 15],
      [aliases.map(spelled).join("\n"), 12],
      [types.join("\n").toLowerCase(), 12],
      [lower(error.summary), 8],
      [details.join("\n").toLowerCase(), 6],
    ];
    return {
      error: error,
      name: name,
      words: words(error.code),
      exact: [error.code].concat(aliases).map(lower).concat(types.map(plainUri)),
      fields: fields, // what is looked through, and what a hit in it counts
      all: fields.map(first).join("\n"),
      choices: {
        status: ["", status, status.charAt(0) + "xx"],
        group: [""].concat(around(data, error.group)),
        retry: ["", error.retryable === undefined ? "unknown" : error.retryable ? "yes" : "no"],
        state: ["", error.state || "current"],
      },
    };
  }

  function first(pair) {
    return pair[0];
  }

  function lower(text) {
    return text.toLowerCase();
  }

  function spelled(code) {
    return code.toLowerCase() + " " + words(code).join(" ");
  }

  /** Return a query's parts: what stands between spaces, as written and as words in a row. */
  function parts(text) {
    return text.split(/\s+/).filter(Boolean).map(function (part) {
      return { raw: part.toLowerCase(), run: words(part).join(" ") };
    });
  }

  /** Whether `part` starts a word of `text`, or with `anywhere` is in it at all. */
  function has(text, part, anywhere) {
    var at = text.indexOf(part);
    while (at > 0 && !anywhere && isLetter(text, at - 1) && isLetter(part, 0)) {
      at = text.indexOf(part, at + 1);
    }
    return at >= 0;
  }

  function isLetter(text, at) {
    var code = text.charCodeAt(at);
    if (code > 127) {
      return LETTER.test(text.charAt(at));
    }
    return (code > 96 && code < 123) || (code > 47 && code < 58); // it is in lower case
  }

  /** Return how well an error fits what is asked for; 0 where a part of it is nowhere. */
  function fit(item, asked, anywhere) {
    var score = 1;
    var somewhere = asked.parts.every(function (part) {
      return item.all.indexOf(part.raw) >= 0 || (part.run && item.all.indexOf(part.run) >= 0);
    });
    if (!somewhere) {
      return 0; // which is soon said, and is so for most of them
    }
    for (var at = 0; at < asked.parts.length; at++) {
      var best = 0;
      var part = asked.parts[at];
      for (var n = 0; n < item.fields.length; n++) {
        var field = item.fields[n];
        if (field[1] > best) {
          if (has(field[0], part.raw, anywhere)) {
            best = field[1];
          } else if (part.run && has(field[0], part.run, anywhere)) {
            best = field[1] - 1;
          }
        }
      }
      if (!best) {
        return 0;
      }
      score += best;
    }
    return score + bonus(item, asked);
  }

  function bonus(item, asked) {
    if (item.exact.indexOf(asked.raw) >= 0 || item.exact.indexOf(asked.uri) >= 0) {
      return 4000;
    }
    if (asked.run && (asked.run === item.words.join(" ") || asked.run === item.name.join(" "))) {
      return 2000;
    }
    if (asked.run && (" " + item.words.join(" ")).endsWith(" " + asked.run)) {
      return 1000; // the last fields of a code, as in `data:key_not_found`
    }
    return asked.run && item.name.join(" ").indexOf(asked.run) === 0 ? 200 : 0;
  }

  /** Return the data prepared for being asked, once for all who ask. */
  errbook.finder = function () {
    if (errbook.finder.made) {
      return errbook.finder.made;
    }
    var data = errbook.data;
    var items = data.errors.map(function (error) {
      return prepared(error, data);
    });
    var known;
    errbook.finder.made = {
      data: data,
      select: function (query) {
        var selected = select(items, query, false);
        return selected.found.length ? selected : select(items, query, true);
      },
      nearest: function (text, most) {
        known = known || vocabulary(items);
        return nearest(items, known, text, most || 5);
      },
      words: words,
    };
    return errbook.finder.made;
  };

  /** Return the group of that number, and those around it. */
  function around(data, number) {
    var found = [];
    while (number !== undefined && number >= 0) {
      found.push(data.groups[number][0]);
      number = data.groups[number][3];
    }
    return found;
  }

  /** Return the errors that fit, the best first, and how many there would be with each choice. */
  function select(items, query, anywhere) {
    var text = (query.text || "").trim();
    var asked = {
      parts: parts(text),
      raw: lower(text),
      uri: plainUri(text),
      run: words(text).join(" "),
    };
    var found = [];
    var counts = Object.create(null);
    FACETS.forEach(function (facet) {
      counts[facet] = Object.create(null);
    });
    items.forEach(function (item, place) {
      if (query.within && item.choices.group.indexOf(query.within) < 0) {
        return;
      }
      var missed = "";
      for (var at = 0; at < FACETS.length; at++) {
        var facet = FACETS[at];
        if (query[facet] && item.choices[facet].indexOf(query[facet]) < 0) {
          if (missed) {
            return; // two choices have to be given up for it
          }
          missed = facet;
        }
      }
      var score = asked.parts.length ? fit(item, asked, anywhere) : 1;
      if (!score) {
        return;
      }
      if (missed) {
        count(counts[missed], item.choices[missed]);
        return;
      }
      found.push({ error: item.error, score: score, place: place });
      FACETS.forEach(function (each) {
        count(counts[each], item.choices[each]);
      });
    });
    found.sort(function (one, two) {
      return two.score - one.score || one.place - two.place;
    });
    return { found: found, counts: counts };
  }

  function count(numbers, values) {
    for (var at = 0; at < values.length; at++) {
      numbers[values[at]] = (numbers[values[at]] || 0) + 1;
    }
  }

  /** Return every word of the codes with its weight: the rarer a word, the more it tells. */
  function vocabulary(items) {
    var weights = new Map();
    items.forEach(function (item) {
      new Set(item.words).forEach(function (word) {
        weights.set(word, (weights.get(word) || 0) + 1);
      });
    });
    weights.forEach(function (number, word) {
      weights.set(word, Math.log(1 + items.length / number));
    });
    return weights;
  }

  /** Return the errors with codes most like `text`, which may be misspelled, the likest first. */
  function nearest(items, weights, text, most) {
    var asked = new Set(words(text));
    var likes = new Map();
    var rare = Math.log(1 + items.length);
    var whole = 0;
    asked.forEach(function (word) {
      var best = 0;
      var own = new Map();
      weights.forEach(function (weight, known) {
        var like = known === word ? 1 : likeness(word, known);
        if (like >= LIKE) {
          own.set(known, like);
          best = Math.max(best, like);
        }
      });
      own.forEach(function (like, known) {
        likes.set(known, Math.max(likes.get(known) || 0, like));
      });
      whole += best ? heaviest(own, weights) : rare / 2;
    });
    var run = pairs(words(text).join(""));
    var scored = items.map(function (item, place) {
      var byWords = overlap(item.words, item.name, likes, weights, whole);
      var byLetters = Math.max(shared(run, item, "name"), shared(run, item, "words"));
      return { error: item.error, score: Math.max(byWords, byLetters), place: place };
    });
    var best = scored.reduce(function (most, one) {
      return Math.max(most, one.score);
    }, 0);
    scored = scored.filter(function (one) {
      return one.score >= NEAR && one.score >= best - LIKE_THE_BEST;
    });
    scored.sort(function (one, two) {
      return two.score - one.score || one.place - two.place;
    });
    return scored.slice(0, most);
  }

  function heaviest(own, weights) {
    var most = 0;
    own.forEach(function (like, known) {
      most = Math.max(most, like * weights.get(known));
    });
    return most;
  }

  /** Return how much of the words asked for an error has, and how much of its name they are. */
  function overlap(all, name, likes, weights, whole) {
    var met = 0;
    new Set(all).forEach(function (word) {
      met += (likes.get(word) || 0) * weights.get(word);
    });
    var own = 0;
    var ownMet = 0;
    name.forEach(function (word) {
      own += weights.get(word);
      ownMet += (likes.get(word) || 0) * weights.get(word);
    });
    var recall = whole ? Math.min(met / whole, 1) : 0;
    var precision = own ? ownMet / own : 0;
    return recall + precision ? (2 * recall * precision) / (recall + precision) : 0;
  }

  /** Return the pairs of letters in a word, for words that run into one another. */
  function pairs(text) {
    var made = new Set();
    for (var at = 0; at + 1 < text.length; at++) {
      made.add(text.substr(at, 2));
    }
    return made;
  }

  function shared(run, item, what) {
    item.pairs = item.pairs || {};
    var own = (item.pairs[what] = item.pairs[what] || pairs(item[what].join("")));
    var same = 0;
    own.forEach(function (pair) {
      same += run.has(pair) ? 1 : 0;
    });
    return own.size + run.size ? (2 * same) / (own.size + run.size) : 0;
  }

  /** Return how like two words are, of 1: by the letters to change, add, drop or swap. */
  function likeness(one, two) {
    var longest = Math.max(one.length, two.length);
    if (Math.abs(one.length - two.length) > longest * (1 - LIKE)) {
      return 0;
    }
    var before = [];
    var last = [];
    for (var n = 0; n <= two.length; n++) {
      last.push(n);
    }
    for (var i = 1; i <= one.length; i++) {
      var row = [i];
      for (var j = 1; j <= two.length; j++) {
        var same = one[i - 1] === two[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return 1 - last[two.length] / longest;
  }
})();
