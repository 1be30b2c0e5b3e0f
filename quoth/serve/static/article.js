// An article's statements: from one to the next by key, judged by key, the card beside the words.

import { selected, textOf } from "./spans.js";

class QuothArticle extends HTMLElement {
  connectedCallback() {
    this.cards = [...this.querySelectorAll(".cards .card")];
    this.float = null;
    this.selected = 0;
    const chosen = this.querySelector(".cards .card.on") ?? this.fromHash();
    if (chosen) this.select(Number(chosen.dataset.s), { quiet: true });

    document.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("pointerover", (event) => this.over(event));
    this.addEventListener("pointerout", (event) => this.out(event));
    this.addEventListener("focusin", (event) => {
      if (event.target.classList.contains("mark")) this.show(event.target, [event.target.dataset.s]);
    });
    this.addEventListener("focusout", () => this.hide());
    this.addEventListener("click", (event) => this.click(event));
    this.missed = this.querySelector("a.missed");
    if (this.missed) this.watch();
  }

  // What is selected in the text can be added as a statement that was missed.
  watch() {
    const runs = [...this.querySelectorAll(".text [data-o]")];
    const text = textOf(runs);
    const home = this.missed.getAttribute("href");
    const bar = document.createElement("p");
    bar.className = "selection-bar";
    bar.hidden = true;
    const link = document.createElement("a");
    link.className = "button small";
    link.textContent = this.missed.dataset.selected;
    link.addEventListener("pointerdown", (event) => event.preventDefault());
    bar.append(link);
    document.body.append(bar);
    document.addEventListener("selectionchange", () => {
      const span = selected(runs, text);
      bar.hidden = !span;
      this.missed.href = link.href = span ? `${home}?content=${span.join("-")}` : home;
    });
  }

  fromHash() {
    const found = /^#[st](\d+)$/.exec(location.hash);
    return found && this.card(Number(found[1]));
  }

  card(number) {
    return this.cards.find((card) => Number(card.dataset.s) === number);
  }

  runs(number) {
    return this.querySelectorAll(`.text [data-s~="${number}"]`);
  }

  select(number, { quiet = false } = {}) {
    for (const each of this.querySelectorAll(".on")) each.classList.remove("on");
    this.selected = number;
    const card = this.card(number);
    if (!card) return;
    card.classList.add("on");
    for (const run of this.runs(number)) run.classList.add("on");
    const mark = this.querySelector(`#t${number}`);
    mark?.classList.add("on");
    if (!quiet) {
      mark?.scrollIntoView({ block: "center" });
      mark?.focus({ preventScroll: true });
      this.hide();
    }
    const list = card.closest(".cards");
    if (list.scrollHeight > list.clientHeight) {
      list.scrollTop = card.offsetTop - list.clientHeight / 3;
    }
    const address = new URL(location.href);
    address.searchParams.set("s", number);
    address.hash = "";
    history.replaceState(null, "", address);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, summary")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      const next = Math.min(Math.max(this.selected + step, 1), this.cards.length);
      if (next) this.select(next);
    } else if (event.key === "Enter" && this.selected && !event.target.closest?.("a:not(.mark), button")) {
      event.preventDefault();
      this.card(this.selected)?.querySelector("a.open")?.click();
    } else if (["a", "x", "c"].includes(event.key) && this.selected) {
      const control = this.card(this.selected)?.querySelector(`[data-key="${event.key}"]`);
      if (!control) return;
      event.preventDefault();
      control.click();
    } else if (event.key === "m" && this.missed) {
      event.preventDefault();
      this.missed.click();
    } else if (event.key === "Escape") {
      this.hide();
      for (const each of this.querySelectorAll(".on")) each.classList.remove("on");
      this.selected = 0;
    }
  }

  over(event) {
    const run = event.target.closest?.(".text .body [data-s], .text h1 [data-s]");
    if (!run) return;
    const numbers = run.dataset.s.split(" ");
    for (const number of numbers) for (const each of this.runs(number)) each.classList.add("near");
    this.show(run, numbers.slice(-1));
  }

  out(event) {
    if (!event.target.closest?.("[data-s]")) return;
    for (const each of this.querySelectorAll(".near")) each.classList.remove("near");
    if (!event.relatedTarget?.closest?.(".card-float")) this.hide();
  }

  click(event) {
    const at = event.target.closest?.(".text [data-s], .card-head > .num");
    if (!at || String(getSelection()).length) return;
    const numbers = (at.dataset.s ?? at.closest(".card").dataset.s).split(" ");
    event.preventDefault();
    this.select(Number(numbers.at(-1)), { quiet: !at.classList.contains("num") });
  }

  show(beside, numbers) {
    this.hide();
    const float = document.createElement("div");
    float.className = "card-float";
    float.setAttribute("aria-hidden", "true");
    for (const number of numbers) {
      const card = this.card(Number(number));
      if (!card) continue;
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      for (const control of copy.querySelectorAll("a, button, summary, input")) control.tabIndex = -1;
      copy.querySelector(".act")?.remove();
      const holder = document.createElement("div");
      holder.className = copy.className;
      holder.append(...copy.childNodes);
      float.append(holder);
    }
    if (!float.childNodes.length) return;
    document.body.append(float);
    const place = beside.getClientRects()[0] ?? beside.getBoundingClientRect();
    const room = document.documentElement.clientWidth - float.offsetWidth - 8;
    float.style.left = `${Math.max(8, Math.min(place.left, room)) + scrollX}px`;
    const above = place.top - float.offsetHeight - 10;
    float.style.top = `${(above > 0 ? above : place.bottom + 10) + scrollY}px`;
    this.float = float;
  }

  hide() {
    this.float?.remove();
    this.float = null;
  }
}

customElements.define("quoth-article", QuothArticle);
