// Comfort only: every page works without this file.
"use strict";
document.querySelectorAll("[data-check-all]").forEach((all) => {
  const boxes = () => document.querySelectorAll(`input[name="${all.dataset.checkAll}"]`);
  all.addEventListener("change", () => boxes().forEach((box) => { box.checked = all.checked; }));
});
document.querySelectorAll("form").forEach((form) => {
  form.addEventListener("submit", (event) => {
    // a second click must not send the same act twice
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method === "post") { form.dataset.sent = "yes"; }
  });
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => { delete form.dataset.sent; }));
const choices = document.querySelectorAll("input[data-shows]");
if (choices.length > 0) {
  const show = () => {
    const chosen = document.querySelector("input[data-shows]:checked");
    document.querySelectorAll("[data-for]").forEach((part) => {
      const on = chosen !== null && part.dataset.for === chosen.dataset.shows;
      part.hidden = !on;
      part.disabled = !on;
    });
  };
  choices.forEach((choice) => choice.addEventListener("change", show));
  show();
}
// a narrow screen shows part of the menu: the part with the present page
const here = document.querySelector(".nav [aria-current]");
if (here) { here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2; }
const first = document.querySelector("[aria-invalid='true']");
if (first) { first.focus(); }
