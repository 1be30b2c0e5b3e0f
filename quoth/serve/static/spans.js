// What is selected of an article's text, in code points: its runs have their place in data-o.

export const letters = (text) => [...text];

// Code points of a run before a place of the selection inside it.
function before(run, container, offset) {
  const range = document.createRange();
  range.setStart(run, 0);
  range.setEnd(container, offset);
  return letters(range.toString()).length;
}

// The text by code points, each with its place: gaps between paragraphs are line breaks.
export function textOf(runs) {
  const text = [];
  for (const run of runs) {
    letters(run.textContent).forEach((letter, index) => { text[Number(run.dataset.o) + index] = letter; });
  }
  return text;
}

// The selected code points, as [start, end], without white space at the ends; null if nothing is.
export function selected(runs, text) {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  let start = Infinity;
  let end = -1;
  for (const run of runs) {
    if (!range.intersectsNode(run)) continue;
    const first = Number(run.dataset.o);
    const from = run.contains(range.startContainer) ? before(run, range.startContainer, range.startOffset) : 0;
    const to = run.contains(range.endContainer) ? before(run, range.endContainer, range.endOffset) : letters(run.textContent).length;
    if (to <= from) continue;
    start = Math.min(start, first + from);
    end = Math.max(end, first + to);
  }
  while (start < end && /\s/.test(text[start] ?? " ")) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? " ")) end -= 1;
  return end > start ? [start, end] : null;
}
