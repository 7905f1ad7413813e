// Salwa: the keyboard. "/" goes to the field marked data-find; Escape leaves it; an open menu closes on Escape or a click elsewhere.
"use strict";

document.addEventListener("keydown", (event) => {
  const at = event.target;
  const writes = at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
  if (event.key === "/" && !writes && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const field = document.querySelector("[data-find]");
    if (field) {
      event.preventDefault();
      field.focus();
      if (field.select) field.select();
    } else if (document.body.dataset.findPage) {
      event.preventDefault();
      window.location.assign(document.body.dataset.findPage);
    }
  } else if (event.key === "Escape") {
    document.querySelectorAll("details.menu[open]").forEach((menu) => menu.removeAttribute("open"));
    if (writes) at.blur();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && writes && at.form) {
    at.form.requestSubmit();
  }
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  });
  const copy = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (copy && navigator.clipboard) {
    navigator.clipboard.writeText(copy.dataset.copy).then(() => {
      const said = document.getElementById("said");
      if (said) said.textContent = copy.dataset.copied || "";
    });
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  const to = event.target.querySelector ? event.target.querySelector("[data-settle-focus]") : null;
  if (to) to.focus();
});
