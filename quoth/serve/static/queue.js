// The queue and lists of statements to judge: a, x and c decide the one that has the focus.

class QuothQueue extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("keydown", (event) => {
      if ((event.key === "j" || event.key === "k") && event.target === document.body) this.step(null, 1);
    });
    this.step(null, 1);
  }

  items() {
    return [...this.querySelectorAll(".queued")];
  }

  step(from, by) {
    const items = this.items();
    const next = from ? items[items.indexOf(from) + by] : items[0];
    next?.focus();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const item = event.target.closest(".queued");
    if (!item) return;
    if (event.key === "j" || event.key === "k") {
      this.step(item, event.key === "j" ? 1 : -1);
      event.preventDefault();
      return;
    }
    if (!["a", "x", "c"].includes(event.key)) return;
    const control = item.querySelector(`[data-key="${event.key}"]`);
    if (!control) return;
    event.preventDefault();
    control.click();
    if (event.key !== "c") this.step(item, 1);
  }
}

customElements.define("quoth-queue", QuothQueue);
