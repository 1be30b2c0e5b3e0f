// Mark a statement's words anew: drag over them, then c, u or s; or move an edge by a word.

import { letters, selected, textOf } from "./spans.js";

const MARKS = { content: "d1", cue: "p-cue", source: "p-source" };

class QuothCorrect extends HTMLElement {
  connectedCallback() {
    this.runs = [...this.querySelectorAll(".text [data-o]")];
    this.text = textOf(this.runs);
    this.inputs = Object.fromEntries([...this.querySelectorAll("input.spans")].map((field) => [field.dataset.part, field]));
    this.bar = document.createElement("p");
    this.bar.className = "marker-bar";
    this.bar.hidden = true;
    for (const [part, field] of Object.entries(this.inputs)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = this.querySelector(`label[for="${field.id}"]`).textContent;
      button.addEventListener("pointerdown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.take(part));
      this.bar.append(button);
    }
    this.querySelector(".correct form").prepend(this.bar);
    document.addEventListener("selectionchange", () => { this.bar.hidden = !this.selection(); });
    document.addEventListener("keydown", (event) => this.key(event));
    for (const field of Object.values(this.inputs)) {
      field.addEventListener("input", () => this.show());
      field.addEventListener("keydown", (event) => this.move(event, field));
    }
    this.show();
  }

  selection() {
    return selected(this.runs, this.text);
  }

  take(part, add = false) {
    const span = this.selection();
    if (!span) return;
    const value = span.join("-");
    const field = this.inputs[part];
    field.value = add && field.value ? `${field.value}, ${value}` : value;
    getSelection().removeAllRanges();
    this.show();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select")) return;
    const part = { c: "content", u: "cue", s: "source" }[event.key.toLowerCase()];
    if (!part || !this.selection()) return;
    event.preventDefault();
    this.take(part, event.shiftKey);
  }

  // Alt with an arrow moves the end by a word, with Shift too the beginning.
  move(event, field) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !event.altKey) return;
    const spans = this.spans(field);
    if (!spans.length) return;
    event.preventDefault();
    if (event.shiftKey) {
      const first = spans[0];
      first[0] = Math.min(this.word(first[0], step), first[1] - 1);
    } else {
      const last = spans.at(-1);
      last[1] = Math.max(this.word(last[1], step), last[0] + 1);
    }
    field.value = spans.map((span) => span.join("-")).join(", ");
    this.show();
  }

  word(place, step) {
    const blank = (at) => /\s/.test(this.text[at] ?? " ");
    let at = place;
    if (step > 0) {
      while (at < this.text.length && blank(at)) at += 1;
      while (at < this.text.length && !blank(at)) at += 1;
    } else {
      while (at > 0 && blank(at - 1)) at -= 1;
      while (at > 0 && !blank(at - 1)) at -= 1;
    }
    return at;
  }

  spans(field) {
    return [...field.value.matchAll(/(\d{1,9})-(\d{1,9})/g)].map((found) => [Number(found[1]), Number(found[2])]);
  }

  // Each run is cut where a marked part begins or ends.
  show() {
    const marked = [];
    for (const [part, field] of Object.entries(this.inputs)) {
      const spans = this.spans(field);
      const shown = spans.map(([start, end]) => this.text.slice(start, end).map((letter) => letter ?? " ").join(""));
      this.querySelector(`[data-shows="${part}"]`).textContent = shown.join(" … ");
      for (const [start, end] of spans) marked.push({ start, end, mark: MARKS[part] });
    }
    for (const run of this.runs) {
      const text = letters(run.textContent);
      const first = Number(run.dataset.o);
      const last = first + text.length;
      const here = marked.filter((each) => each.start < last && each.end > first);
      run.className = run.dataset.base ?? "run";
      const cuts = new Set([first, last]);
      for (const each of here) {
        cuts.add(Math.max(first, each.start));
        cuts.add(Math.min(last, each.end));
      }
      const places = [...cuts].sort((a, b) => a - b);
      run.replaceChildren(...places.slice(0, -1).map((from, index) => {
        const to = places[index + 1];
        const marks = here.filter((each) => each.start <= from && each.end >= to).map((each) => each.mark);
        const words = text.slice(from - first, to - first).join("");
        if (!marks.length) return words;
        const piece = document.createElement("span");
        piece.className = `run ${marks.join(" ")}`;
        piece.textContent = words;
        return piece;
      }));
    }
  }
}

customElements.define("quoth-correct", QuothCorrect);
