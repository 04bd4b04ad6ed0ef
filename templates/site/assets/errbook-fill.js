/* The example of an error's page with a reader's own values, and the way back to the plain one. */
(function () {
  "use strict";
  var errbook = window.errbook;
  var make = errbook.make;
  var REQUEST_ID = /request[-_ ]?id$/i;
  var HEADER = /^([A-Za-z0-9-]+): (.*)$/;

  function Source(text) {
    this.text = text; // of a number, which may have more digits than one of JavaScript
  }

  function Own(value) {
    this.value = value;
  }

  /** Put `own`, which `errbook-paste.js` has kept, into the example of the page that is open. */
  errbook.fill = function (own) {
    var all = examples();
    var isOne = own.variant >= 0 && own.variants === all.length;
    var filled = [];
    (isOne ? [all[own.variant]] : all).forEach(function (example, at) {
      var before = own.details[isOne ? own.variant : at];
      filled.push.apply(filled, fillOne(example, own, before));
    });
    if (all.length > 1 && isOne) {
      select(all[own.variant].body);
    }
    if (filled.length) {
      announce(all[0].head, filled);
    }
  };

  /** Return the example responses of the page: the code of head and body of each. */
  function examples() {
    var found = [];
    var head = null;
    Array.from(document.querySelectorAll("h2, pre > code")).some(function (element) {
      if (element.tagName === "H2") {
        return found.length > 0;
      }
      if (/^HTTP\/[0-9.]+ /.test(element.textContent)) {
        head = element;
      } else if (head) {
        var read = errbook.json.read(element.textContent, 0, numberOf);
        if (read.end !== null && isObject(read.value)) {
          found.push({ head: head, body: element, value: read.value });
        }
        head = null;
      }
      return false;
    });
    return found;
  }

  function numberOf(text) {
    return new Source(text);
  }

  /** Fill an example; return the changes, each the element and its nodes before and after. */
  function fillOne(example, own, before) {
    var isFilled = false;
    var missing = own.members.filter(function (member) {
      return "own" in member;
    });
    var home = null;

    function ownOf(key, value) {
      var member = own.members.find(function (one) {
        return one.name === key && same(value, one.example);
      });
      if (member && "own" in member) {
        missing.splice(missing.indexOf(member), 1);
        return new Own(member.own);
      }
      if (member) {
        return own.isWhole && member.optional ? undefined : value;
      }
      var isDetail = typeof value === "string" && (value === before || key === "detail");
      if (isDetail && own.detail !== null) {
        return new Own(own.detail);
      }
      var isId = typeof value === "string" && REQUEST_ID.test(key);
      return isId && own.requestId ? new Own(own.requestId) : null;
    }

    function filled(value) {
      if (Array.isArray(value)) {
        return value.map(filled);
      }
      if (!isObject(value)) {
        return value;
      }
      var made = Object.create(null);
      Object.keys(value).forEach(function (key) {
        var mine = ownOf(key, value[key]);
        if (mine !== null && !REQUEST_ID.test(key)) {
          home = home || made;
        }
        isFilled = isFilled || mine instanceof Own;
        mine = mine === null ? filled(value[key]) : mine;
        if (mine !== undefined) {
          made[key] = mine;
        }
      });
      return made;
    }

    var value = filled(example.value);
    missing.forEach(function (member) { // optional ones, which the example has not
      if (home) {
        home[member.name] = new Own(member.own);
        isFilled = true;
      }
    });
    if (!isFilled) {
      return [];
    }
    var nodes = make("code", {}, []);
    print(nodes, value, "");
    nodes.append("\n");
    return [change(example.body, nodes)].concat(headers(example.head, own));
  }

  function change(element, filled) {
    return {
      element: element,
      plain: Array.from(element.childNodes),
      own: Array.from(filled.childNodes),
    };
  }

  /** Return the change of the head: headers that are the example of a member get its value. */
  function headers(head, own) {
    var copy = head.cloneNode(true);
    var walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    var starts = new Map();
    var at = 0;
    copy.textContent.split("\n").forEach(function (line) {
      var header = HEADER.exec(line);
      var member = header && own.members.find(function (one) {
        return "own" in one && errbook.json.shown(one.example) === header[2];
      });
      if (member) {
        starts.set(at + line.length - header[2].length, [header[2], member.own]);
      }
      at += line.length + 1;
    });
    var place = 0;
    var found = [];
    while (walker.nextNode()) {
      var pair = starts.get(place);
      if (pair && walker.currentNode.data === pair[0]) {
        found.push([walker.currentNode, pair[1]]);
      }
      place += walker.currentNode.data.length;
    }
    found.forEach(function (pair) {
      pair[0].replaceWith(mark([errbook.json.shown(pair[1])]));
    });
    return found.length ? [change(head, copy)] : [];
  }

  /** Append JSON to `parent` as `json.dumps(indent=2)` writes it, coloured as Pygments does. */
  function print(parent, value, indent) {
    if (value instanceof Own) {
      var own = mark([]);
      print(own, value.value, indent);
      parent.append(own);
    } else if (Array.isArray(value) || isObject(value)) {
      printMembers(parent, value, indent);
    } else if (value instanceof Source || typeof value === "number" || typeof value === "bigint") {
      var digits = value instanceof Source ? value.text : String(value);
      parent.append(token(/[.eE]/.test(digits) ? "mf" : "mi", digits));
    } else {
      parent.append(token(typeof value === "string" ? "s2" : "kc", JSON.stringify(value)));
    }
  }

  function printMembers(parent, value, indent) {
    var isArray = Array.isArray(value);
    var keys = Object.keys(value);
    var inner = indent + "  ";
    if (!keys.length) {
      parent.append(token("p", isArray ? "[]" : "{}"));
      return;
    }
    parent.append(token("p", isArray ? "[" : "{"));
    keys.forEach(function (key, at) {
      parent.append("\n" + inner);
      if (!isArray) {
        parent.append(token("nt", JSON.stringify(key)), token("p", ":"), " ");
      }
      print(parent, value[key], inner);
      if (at < keys.length - 1) {
        parent.append(token("p", ","));
      }
    });
    parent.append("\n" + indent, token("p", isArray ? "]" : "}"));
  }

  function token(kind, text) {
    return make("span", { className: kind }, [text]);
  }

  function mark(children) {
    return make("mark", { className: "errbook-own", title: "Your value" }, children);
  }

  function isObject(value) {
    var isOther = Array.isArray(value) || value instanceof Own || value instanceof Source;
    return Boolean(value) && typeof value === "object" && !isOther;
  }

  function same(one, two) {
    return errbook.json.write(plain(one)) === errbook.json.write(two);
  }

  function plain(value) {
    if (value instanceof Source) {
      return errbook.json.number(value.text);
    }
    if (Array.isArray(value)) {
      return value.map(plain);
    }
    if (!isObject(value)) {
      return value;
    }
    return Object.keys(value).reduce(function (made, key) {
      made[key] = plain(value[key]);
      return made;
    }, Object.create(null));
  }

  /** Open the tab that holds `element`. */
  function select(element) {
    var set = element.closest(".tabbed-set");
    var blocks = set ? set.querySelectorAll(".tabbed-block") : [];
    blocks = set && !blocks.length ? set.querySelectorAll(":scope > .tabbed-content") : blocks;
    var at = Array.from(blocks).findIndex(function (block) {
      return block.contains(element);
    });
    var input = at < 0 ? null : set.querySelectorAll(":scope > input")[at];
    if (input) {
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  /** Show the filled example, say so above it, and offer the plain one. */
  function announce(first, changes) {
    var isOwn = false;
    var told = make("span", { role: "status" });
    var button = make("button", { type: "button" });

    function show() {
      isOwn = !isOwn;
      changes.forEach(function (one) {
        one.element.replaceChildren.apply(one.element, isOwn ? one.own : one.plain);
      });
      told.textContent = isOwn ? "Filled with your values, which are underlined." : "The plain example.";
      button.textContent = isOwn ? "Show the plain example" : "Show your values";
    }

    var place = first.closest(".tabbed-set") || first.closest(".highlight") || first.parentNode;
    place.before(make("p", { className: "errbook-filled" }, [told, " ", button]));
    button.addEventListener("click", show);
    show();
  }
})();
