// What runs in the page for `--scroll`: each function is sent there as it is, so it uses nothing from outside itself.

/**
 * Scrolls a box from its top to its end, a screen a frame, and looks after each frame whether rows cover what is in sight.
 * @returns {frames, blank, worstPx, rows}
 */
export async function scrollThrough({ grid, mostFrames }) {
  const element = [...document.querySelectorAll('[role=grid],[role=treegrid]')].find(
    (one) => one.getAttribute('aria-label') === grid,
  );
  const scroller = element.parentElement;
  const found = { frames: 0, blank: 0, worstPx: 0, rows: Number(element.getAttribute('aria-rowcount')) - 1 };
  const task = () => new Promise((resolve) => setTimeout(resolve, 0));
  /** Until the frame has been put on the screen: its tasks come after it. */
  const frame = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      }),
    );
  const uncoveredPx = () => {
    const box = scroller.getBoundingClientRect();
    const body = element.querySelector('[role=rowgroup].virtual').getBoundingClientRect();
    const head = element.querySelector('.head')?.getBoundingClientRect();
    let reached = Math.max(box.top, body.top, head === undefined ? 0 : head.bottom);
    const end = Math.min(box.bottom, body.bottom);
    let gaps = 0;
    const rows = [...element.querySelectorAll('[data-index]')].map((row) => row.getBoundingClientRect());
    rows.sort((a, b) => a.top - b.top);
    for (const row of rows) {
      if (row.bottom <= reached || row.top >= end) continue;
      gaps += Math.max(0, row.top - reached);
      reached = Math.max(reached, row.bottom);
    }
    return gaps + Math.max(0, end - reached);
  };
  scroller.scrollTop = 0;
  await frame();
  await frame();
  const screens = Math.ceil(scroller.scrollHeight / scroller.clientHeight);
  // Where there are very many screens, steps of one at the start, in the middle and at the end, and jumps between.
  const jump = screens > mostFrames ? Math.floor((scroller.scrollHeight - mostFrames * scroller.clientHeight) / 2) : 0;
  for (;;) {
    const before = scroller.scrollTop;
    await task();
    const isJump = jump > 0 && found.frames > 0 && found.frames % Math.ceil(mostFrames / 3) === 0;
    scroller.scrollTop += isJump ? jump : scroller.clientHeight;
    await frame();
    if (scroller.scrollTop === before) return found;
    const px = uncoveredPx();
    found.frames += 1;
    if (px > 2) found.blank += 1;
    found.worstPx = Math.max(found.worstPx, Math.round(px));
  }
}

/** Opens the files of the series of so many studies, by the keys of the tree. */
export async function openSeries(studies) {
  const tree = document.querySelector('[role=treegrid]');
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  const active = () => tree.querySelector('[role=row][tabindex="0"][data-index]');
  const press = async (key) => {
    active().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await frame();
  };
  await press('Home');
  for (let opened = 0; opened < studies; ) {
    const before = active().dataset.index;
    if (active().ariaLevel === '3' && active().ariaExpanded === 'false') {
      await press('*');
      opened += 1;
    }
    await press(active().ariaLevel === '4' ? 'PageDown' : 'ArrowDown');
    if (active().dataset.index === before) return;
  }
}

/** Two frames: what an event has set off is on the screen. */
export async function settle() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  await frame();
  await frame();
}
