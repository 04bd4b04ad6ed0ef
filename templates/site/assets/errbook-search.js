/* On every page: makes of what a reader types a query that the site's own search understands.
 *
 * To lunr, which both MkDocs and Material search with, a colon is the syntax of its queries, and a
 * code with colons in it a mistake. See mkdocs/search.py for what the index has to be found by.
 */
(function () {
  "use strict";
  var WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\p{L}+|[0-9]+/gu; // as in catalog/lookup.py
  var WISHED = /(?:^|\s)[+-]\w|(?:^|\s)(?:title|text|tags):|\w\*|[~^]\d/; // lunr's, on purpose
  var CODE = /[_:/.-]|[a-z][A-Z]/;
  var MARK = "\u2060";
  var END = "0x";
  var MOST = 8; // words that a name may have
  var QUERY = 2; // the number of Material's message to its worker
  if (!window.Worker || window.Worker.prototype.postMessage.errbook) {
    return;
  }
  var post = window.Worker.prototype.postMessage;

  function joined(text) {
    return text.replace(/[^\p{L}0-9]+/gu, "").toLowerCase();
  }

  /** Return a code, or the address that is a type, as the single word that the index has. */
  function exact(text) {
    return !/\s/.test(text) && CODE.test(text) ? joined(text.replace(/[?#].*$/, "")) : "";
  }

  function forMaterial(text) {
    if (WISHED.test(text)) {
      return text;
    }
    var whole = exact(text.trim());
    return text.replace(/:/g, " ") + (whole ? " " + MARK + whole : "");
  }

  function forMkDocs(text) {
    if (WISHED.test(text)) {
      return text;
    }
    var words = text.match(WORD) || [];
    var whole = exact(text.trim()) || (words.length <= MOST ? joined(text) : "");
    var asWritten = text.split(/[^\p{L}0-9_]+/u).filter(function (word) {
      return word.indexOf("_") > 0; // for an index that takes no codes apart
    });
    return words.concat(asWritten, whole ? whole + END + "^10" : []).join(" ");
  }

  window.Worker.prototype.postMessage = function (message) {
    var sent = message;
    if (message && message.type === QUERY && typeof message.data === "string") {
      sent = { type: QUERY, data: forMaterial(message.data) };
    } else if (message && typeof message.query === "string") {
      sent = { query: forMkDocs(message.query) };
    }
    return post.apply(this, [sent].concat(Array.prototype.slice.call(arguments, 1)));
  };
  window.Worker.prototype.postMessage.errbook = true;
})();
