// Move and zoom the network; it is drawn by the server and works without this.

class QuothNetwork extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    this.box = this.svg.viewBox.baseVal;
    this.whole = { width: this.box.width, height: this.box.height };
    this.from = null;
    const buttons = document.createElement("div");
    buttons.className = "zoomers";
    for (const [sign, name, by] of [["+", this.dataset.closer, 0.8], ["−", this.dataset.farther, 1.25]]) {
      const button = document.createElement("button");
      button.textContent = sign;
      button.title = name;
      button.setAttribute("aria-label", name);
      button.addEventListener("click", () => this.zoom(by));
      buttons.append(button);
    }
    this.append(buttons);
    this.svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.1 : 0.9, event);
    }, { passive: false });
    this.svg.addEventListener("pointerdown", (event) => {
      if (event.button || event.target.closest("a")) return;
      this.from = { x: event.clientX, y: event.clientY, left: this.box.x, top: this.box.y };
      this.svg.setPointerCapture(event.pointerId);
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (!this.from) return;
      const scale = this.box.width / this.svg.clientWidth;
      this.box.x = this.from.left - (event.clientX - this.from.x) * scale;
      this.box.y = this.from.top - (event.clientY - this.from.y) * scale;
    });
    for (const name of ["pointerup", "pointercancel"]) {
      this.svg.addEventListener(name, () => { this.from = null; });
    }
  }

  zoom(by, event) {
    const width = Math.min(Math.max(this.box.width * by, this.whole.width / 8), this.whole.width * 2);
    const factor = width / this.box.width;
    const rect = this.svg.getBoundingClientRect();
    const x = event ? (event.clientX - rect.left) / rect.width : 0.5;
    const y = event ? (event.clientY - rect.top) / rect.height : 0.5;
    this.box.x += this.box.width * x * (1 - factor);
    this.box.y += this.box.height * y * (1 - factor);
    this.box.width = width;
    this.box.height *= factor;
  }
}

customElements.define("quoth-network", QuothNetwork);
