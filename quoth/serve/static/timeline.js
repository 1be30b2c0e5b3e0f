// Drag across the timeline to look closer; the zoom is in the address.

const DAY = 86400000;

class QuothTimeline extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    this.begin = null;
    this.svg.addEventListener("pointerdown", (event) => this.down(event));
    this.svg.addEventListener("pointermove", (event) => this.move(event));
    this.svg.addEventListener("pointerup", (event) => this.up(event));
    this.svg.addEventListener("pointercancel", () => this.end());
  }

  at(event) {
    const point = new DOMPoint(event.clientX, event.clientY);
    return point.matrixTransform(this.svg.getScreenCTM().inverse()).x;
  }

  down(event) {
    if (event.button || event.target.closest("a")) return;
    this.begin = Math.max(this.at(event), Number(this.dataset.labels));
    this.brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    this.brush.setAttribute("class", "brush");
    this.brush.setAttribute("height", this.svg.viewBox.baseVal.height);
    this.svg.prepend(this.brush);
    this.svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  move(event) {
    if (this.begin === null) return;
    const here = this.at(event);
    this.brush.setAttribute("x", Math.min(this.begin, here));
    this.brush.setAttribute("width", Math.abs(here - this.begin));
  }

  up(event) {
    if (this.begin === null) return;
    const [from, to] = [this.begin, this.at(event)].sort((a, b) => a - b);
    this.end();
    if (to - from < 6) return;
    const labels = Number(this.dataset.labels);
    const width = this.svg.viewBox.baseVal.width - labels - Number(this.dataset.right);
    const first = Date.parse(this.dataset.first);
    const days = (Date.parse(this.dataset.last) - first) / DAY + 1;
    const day = (x) => {
      const share = Math.min(Math.max((x - labels) / width, 0), 1);
      return new Date(first + Math.min(Math.floor(share * days), days - 1) * DAY).toISOString().slice(0, 10);
    };
    const address = new URL(location.href);
    address.searchParams.set("since", day(from));
    address.searchParams.set("until", day(to));
    location.href = address;
  }

  end() {
    this.begin = null;
    this.brush?.remove();
  }
}

customElements.define("quoth-timeline", QuothTimeline);
