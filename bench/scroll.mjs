// `--scroll`: long lists from top to end, frames that show nothing, tasks that hold up the page, memory before and after.
import { existsSync, writeFileSync } from 'node:fs';
import { openBrowser, openPage } from './browser.mjs';
import { drop } from './jobs.mjs';
import { machineText, table } from './markdown.mjs';
import { openSeries, scrollThrough, settle } from './scroll-page.mjs';
import { traceTasks } from './task-trace.mjs';

/** Too long for a trace. */
const dropped = 'Drop, to the review';
const patienceMs = 600_000;
const corpus = process.env.NESCIO_CORPUS ?? '';

/** @returns rows {set, what, frames, blank, worstPx, listRows, tasks, longestWallMs, longestCpuMs, memoryBefore, memoryAfter} */
export async function measureScroll(origin, sets, { repeat, only }, say) {
  const rows = [];
  const on = async (set, folder, work) => {
    if (only.size > 0 && !only.has(set)) return;
    const browser = await openBrowser();
    const bench = await openPage(browser, `${origin}/`);
    await bench.reached('ready', 60_000);
    const step = (what, act, times = 1) => one({ bench, set, rows, say }, what, act, times);
    try {
      await step(dropped, async () => {
        await drop(bench.page, folder);
        await bench.reached('scanned', patienceMs);
        await bench.reached('diff', 60_000);
        await bench.page.evaluate(settle);
      });
      await work(bench.page, step, repeat);
      if (bench.problems.length > 0) throw new Error(`The page reported: ${bench.problems.join('; ')}`);
    } finally {
      await browser.close();
    }
  };
  await on('many', sets.many.folder, batchSteps);
  await on('enhanced', sets.enhanced.folder, diffSteps);
  if (existsSync(corpus)) await on('corpus', corpus, batchSteps);
  return rows;
}

async function batchSteps(page, step, repeat) {
  const files = page.getByRole('region', { name: 'Files', exact: true });
  const button = (name) => files.getByRole('button', { name, exact: true });
  const tab = (name) => page.getByRole('tab', { name });
  await step('Files: open all studies', async () => {
    await button('Sort and view').click();
    await page.getByRole('menuitem', { name: 'Open all studies' }).click();
    await page.evaluate(settle);
  });
  await step('Files: scroll, all studies open', () => scroll(page, 'Patients, studies and series'));
  await page.evaluate(openSeries, 12);
  await step('Files: scroll, 12 studies with their files', () => scroll(page, 'Patients, studies and series'));
  const box = page.getByRole('searchbox', { name: /^Filter by name/ });
  // Words of paths: no patient, study or series is called so, and every file is asked.
  await step('Files: open the filter', () => act(page, () => button('Filter files').click()));
  for (const text of ['.', '.d', '.dc', '.d']) {
    await step(`Files: filter, “${text}” typed`, () => act(page, () => box.fill(text), 800));
  }
  await step('Files: filter, cleared', () => act(page, () => box.fill(''), 400));
  for (const name of ['Images', 'Size', 'Name']) {
    await step(`Files: sort by ${name}`, () => act(page, () => button(name).click(), 400), repeat);
  }
  const first = files.getByRole('row', { level: 1 }).first().getByRole('checkbox');
  await step('Files: leave a patient out, and put back', () => act(page, () => first.click(), 300), 2 * repeat);
  const all = page.getByRole('checkbox', { name: 'Include all files' });
  if ((await all.count()) > 0) {
    await step('Files: leave all out, and put back', () => act(page, () => all.click(), 600), 2);
  }
  await step('Preview: next file', () => act(page, () => page.getByRole('button', { name: 'Next file' }).click(), 400));
  const scope = page.getByRole('button', { name: 'Whole series', exact: true });
  if ((await scope.count()) > 0) {
    await step('Whole series: open', () => act(page, () => scope.click(), 2000));
    await step('Whole series: scroll', () => scroll(page, 'Tag changes'));
    await page.getByRole('button', { name: 'This file', exact: true }).click();
  }
  await step('What remains: first look, to its end', async () => {
    await tab(/What remains/).click();
    await page.waitForFunction(
      () => document.querySelector('[role=grid][aria-label="What remains"]')?.getAttribute('aria-busy') === 'false',
      null,
      { timeout: patienceMs, polling: 500 },
    );
    await page.evaluate(settle);
  });
  await step('What remains: scroll', () => scroll(page, 'What remains'));
  const plain = page.getByRole('checkbox', { name: 'Numbers and new values' });
  await step('What remains: numbers and new values too', () => act(page, () => plain.click(), 400));
  await step('What remains: scroll, all values', () => scroll(page, 'What remains'));
  const search = page.getByRole('searchbox', { name: 'Search values' });
  for (const text of ['s', 'se', '']) {
    await step(`What remains: search, “${text}”`, () => act(page, () => search.fill(text), 400));
  }
  for (const name of [/Image/, /Tag changes/, /What remains/, /Tag changes/]) {
    await step(`Switch to ${name.source}`, () => act(page, () => tab(name).click(), 600));
  }
  await step('Narrow and wide window', async () => {
    await page.setViewportSize({ width: 600, height: 900 });
    await page.evaluate(settle);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(settle);
  });
}

async function diffSteps(page, step) {
  const choose = async (name) => {
    await page.getByRole('button', { name: 'More for this table' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
    await page.waitForTimeout(1500);
    await page.evaluate(settle);
  };
  await step('Tag changes: scroll, as at first', () => scroll(page, 'Tag changes'));
  await step('Tag changes: unfold all', () => choose('Unfold all'));
  await step('Tag changes: scroll, all unfolded', () => scroll(page, 'Tag changes'));
  const box = page.getByRole('searchbox', { name: 'Search tags' });
  for (const text of ['p', 'po', '']) {
    await step(`Tag changes: search, “${text}”`, () => act(page, () => box.fill(text), 1200));
  }
  await step('Tag changes: fold all', () => choose('Fold all'));
  await step('Tag changes: unfold all again', () => choose('Unfold all'));
  await step('Tag changes: a line chosen', () =>
    act(page, () => page.getByRole('grid', { name: 'Tag changes' }).getByRole('row').nth(5).click(), 300),
  );
  await step('Tag changes: arrow down, five times', async () => {
    for (let at = 0; at < 5; at++) await page.keyboard.press('ArrowDown');
    await page.evaluate(settle);
  });
  await step('Tag changes: a line folded and unfolded', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(600);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(600);
  });
}

const scroll = (page, grid) => page.evaluate(scrollThrough, { grid, mostFrames: 900 });

/** An action, and time for what it sets off. */
async function act(page, action, waitMs = 200) {
  await action();
  await page.waitForTimeout(waitMs);
  await page.evaluate(settle);
}

/** One thing that a person does, `times` times: the least of its longest tasks counts, as the machine may be busy. */
async function one({ bench, set, rows, say }, what, act, times, isTraced = what !== dropped) {
  const memoryBefore = await restingMemory(bench);
  let best = null;
  for (let time = 0; time < times; time++) {
    const { result, tasks } = isTraced ? await traceTasks(bench.page, act) : { result: await act(), tasks: [] };
    const wall = await bench.takeLongTasks();
    const round = {
      ...(result ?? {}),
      longestWallMs: Math.round(Math.max(0, ...wall.map(({ duration }) => duration))),
      tasks: wall.length,
      longestCpuMs: Math.round(Math.max(0, ...tasks.map(({ tdur }) => (tdur ?? 0) / 1000))),
    };
    if (best === null || round.longestCpuMs < best.longestCpuMs) best = round;
  }
  const row = { set, what, ...best, memoryBefore, memoryAfter: await restingMemory(bench) };
  rows.push(row);
  const frames = row.frames === undefined ? '' : `${row.blank} of ${row.frames} frames blank (${row.worstPx} px), `;
  say(`${set}: ${what}: ${frames}longest ${row.longestWallMs} ms, CPU ${row.longestCpuMs} ms, ${row.memoryAfter} MB`);
}

/** After garbage is gone: what stays. */
async function restingMemory(bench) {
  await bench.page.requestGC();
  const { memory } = await bench.measure(() => new Promise((resolve) => setTimeout(resolve, 100)), 1000);
  return Math.round(memory.page);
}

export function writeScroll(report) {
  writeFileSync('docs/performance-scroll.md', report);
}

export function renderScroll({ rows, machine }) {
  return [
    '# Long lists',
    'Lists from their top to their end, and what a person does with them. Written by `npm run bench -- --scroll --write`.',
    machineText(machine, '50,000 files of 2,000 series (`many`), 3,000 frames (`enhanced`)'),
    `A list is scrolled a screen a frame. After each frame the rows are compared with what is in sight: a frame is blank where
more than 2 px are not covered. *Longest task* is wall time of the page's main thread, which other work on the machine makes
longer; its *CPU* is from the browser's trace. Tasks under 30 ms of wall time count as 0. Memory is the proportional set size of the renderer after garbage was
collected.`,
    table(
      [
        'Set',
        'What',
        'Rows',
        'Frames',
        'Blank',
        'Tasks > 50 ms',
        'Longest task, ms',
        'its CPU, ms',
        'MB before',
        'MB after',
      ],
      rows.map((row) => [
        row.set,
        row.what,
        row.rows ?? '',
        row.frames ?? '',
        row.blank ?? '',
        row.tasks,
        row.longestWallMs,
        row.longestCpuMs,
        row.memoryBefore,
        row.memoryAfter,
      ]),
    ),
    '',
  ].join('\n\n');
}
