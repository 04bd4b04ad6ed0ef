/* Material takes every `link[rel=alternate]` for the site in another language, and asks the server
   for a site map beside it. Here they are a page's Markdown and data. So before Material looks, they
   get a space behind the word: the same to HTML, and no match to Material. */
(function () {
  "use strict";

  for (const link of document.head.querySelectorAll('link[rel="alternate"]:not([hreflang])')) {
    link.setAttribute("rel", "alternate ");
  }

  // The dialog of the search has no name; that of its field is in the language of the site.
  const search = document.querySelector('.md-search[role="dialog"]:not([aria-label])');
  const field = search && search.querySelector("input");
  if (field) {
    search.setAttribute("aria-label", field.getAttribute("aria-label") || field.placeholder);
  }
})();
