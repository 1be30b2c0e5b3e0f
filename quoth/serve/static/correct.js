// Mark a statement's words anew: drag over them, then c, u or s; or move an edge by a word.

const letters = (text) => [...text];

class QuothCorrect extends HTMLElement {
  connectedCallback() {
    this.runs = [...this.querySelectorAll(".text [data-o]")];
    // The text by code points, with its place: gaps between paragraphs are line breaks.
    this.text = [];
    for (const run of this.runs) {
      letters(run.textContent).forEach((letter, index) => { this.text[Number(run.dataset.o) + index] = letter; });
    }
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
  }

  // The selected code points, as [start, end]; null if nothing of the text is selected.
  selection() {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    let start = Infinity;
    let end = -1;
    for (const run of this.runs) {
      if (!range.intersectsNode(run)) continue;
      const node = run.firstChild;
      const first = Number(run.dataset.o);
      const text = node.data;
      const from = range.startContainer === node ? letters(text.slice(0, range.startOffset)).length : 0;
      const to = range.endContainer === node ? letters(text.slice(0, range.endOffset)).length : letters(text).length;
      if (to <= from) continue;
      start = Math.min(start, first + from);
      end = Math.max(end, first + to);
    }
    while (start < end && /\s/.test(this.text[start] ?? " ")) start += 1;
    while (end > start && /\s/.test(this.text[end - 1] ?? " ")) end -= 1;
    return end > start ? [start, end] : null;
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

  show() {
    const marks = { content: "d1", cue: "p-cue", source: "p-source" };
    for (const run of this.runs) {
      const text = run.textContent;
      run.replaceChildren(text);
      run.className = "run";
    }
    for (const [part, field] of Object.entries(this.inputs)) {
      const shown = this.spans(field).map(([start, end]) => this.text.slice(start, end).map((letter) => letter ?? " ").join(""));
      this.querySelector(`[data-shows="${part}"]`).textContent = shown.join(" … ");
      // Whole runs only: the exact words stand beside the field.
      for (const run of this.runs) {
        const first = Number(run.dataset.o);
        const last = first + letters(run.textContent).length;
        if (this.spans(field).some(([start, end]) => first < end && last > start)) run.classList.add(marks[part]);
      }
    }
  }
}

customElements.define("quoth-correct", QuothCorrect);
