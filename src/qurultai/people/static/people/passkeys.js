// A ceremony that the person or the device broke off is said in words, in the page's language, where she looks.
(() => {
  "use strict";
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-failed]").forEach((note) => {
      note.hidden = false;
      note.focus();
    });
  });
})();
