// a list of applicants is confirmed in portions that show how far it is; the whole form, sent last, receives none twice
(() => {
  const PORTION = 100;
  const lang = document.documentElement.lang;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const all = Number(form.dataset.list ?? 0);
    if (event.defaultPrevented || all <= PORTION) { return; }
    event.preventDefault();
    const line = document.querySelector("[data-list-progress]");
    const text = line.querySelector("[data-text]");
    const bar = line.querySelector("progress");
    const shown = (at) => {
      bar.value = at;
      text.textContent = text.dataset.text.replace("%1", at.toLocaleString(lang)).replace("%2", all.toLocaleString(lang));
    };
    const send = async () => {
      line.hidden = false;
      bar.max = all;
      for (let at = 0; at < all; at += PORTION) {
        shown(at);
        const data = new FormData(form);
        data.append("from", String(at));
        const answer = await fetch(form.action, { method: "POST", body: data });
        if (!answer.ok || answer.redirected) { break; }
      }
      shown(all);
    };
    send().catch(() => {}).finally(() => form.submit());
  });
})();
