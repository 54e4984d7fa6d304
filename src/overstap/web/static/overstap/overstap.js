// Small comforts; every page works without this file.
(function () {
  "use strict";

  function attend(root) {
    var summary = root.querySelector("[data-focus]");
    if (summary) { summary.focus(); }
    root.querySelectorAll("[data-print]").forEach(function (button) { button.hidden = false; });
  }

  document.addEventListener("DOMContentLoaded", function () { attend(document); });

  // After a part of the page was replaced: whoever lost the button under their finger goes on at the new part.
  document.addEventListener("htmx:afterSwap", function (event) {
    var fresh = document.getElementById(event.detail.target.id) || event.detail.target;
    attend(fresh);
    // What asks for itself again and again leaves the reader where they are.
    if (document.activeElement === document.body && !fresh.hasAttribute("data-quiet")) {
      fresh.setAttribute("tabindex", "-1");
      fresh.focus();
    }
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-print]");
    if (button) { window.print(); }
  });

  // A second press on the button of a form that is under way sends nothing twice.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent && form.method === "post") { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    window.setTimeout(function () { delete form.dataset.sent; }, 3000);
  });
}());
