// `--scroll`: long lists from top to end, frames that show nothing, tasks that hold up the page, memory before and after.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openBrowser, openPage } from './browser.mjs';
import { decideSteps } from './decide-steps.mjs';
import { drop } from './jobs.mjs';
import { settle } from './scroll-page.mjs';
import { batchSteps, diffSteps } from './scroll-steps.mjs';
import { traceTasks } from './task-trace.mjs';

const corpus = process.env.NESCIO_CORPUS ?? '';
/** What each set has come to, so that a run that broke off is taken up where it was. */
const keptIn = '.tmp/bench-scroll-sets.json';
const longMs = 1_200_000;
const shortMs = 60_000;
/** A list of 900 screens takes half a minute on a free machine, and minutes on a busy one. */
const stepMs = 300_000;

/**
 * Each set in a browser of its own. A set in which a step fails or does not end is named and left; the others go on.
 * @returns rows {set, what, frames, blank, worstPx, listRows, tasks, longestWallMs, longestCpuMs, memoryBefore, memoryAfter}
 */
export async function measureScroll(origin, sets, { repeat, only, resumes, scrollSizes }, say) {
  const kept = readKept(scrollSizes);
  const jobs = [
    ['many', sets.many.folder, batchSteps],
    ['waiting', sets.waiting.folder, decideSteps],
    ['enhanced', sets.enhanced.folder, diffSteps],
    ['corpus', corpus, batchSteps],
  ];
  for (const [set, folder, work] of jobs) {
    const isWanted = only.size > 0 ? only.has(set) : !(resumes && kept.sets[set]?.isWhole);
    if (!isWanted) continue;
    if (!existsSync(folder)) {
      say(`${set}: left out, as NESCIO_CORPUS names no folder`);
      continue;
    }
    kept.sets[set] = await measureSet({ origin, set, folder, work, repeat, say });
    writeKept(kept);
  }
  const broken = Object.entries(kept.sets).filter(([, { isWhole }]) => !isWhole);
  for (const [set] of broken) say(`${set}: not whole; do it again with --only ${set}`);
  if (broken.length > 0) process.exitCode = 1;
  return jobs.flatMap(([set]) => kept.sets[set]?.rows ?? []);
}

async function measureSet({ origin, set, folder, work, repeat, say }) {
  const rows = [];
  const browser = await openBrowser();
  let doing = 'the page opened';
  let page = null;
  try {
    const bench = await openPage(browser, `${origin}/?search=none`);
    page = bench.page;
    bench.page.setDefaultTimeout(shortMs / 2);
    await bench.reached('ready', shortMs);
    /** `isLong`: too long for a trace, and with a time-out of its own. */
    const step = async (what, act, { times = 1, isLong = false } = {}) => {
      doing = what;
      const row = await within(isLong ? longMs : stepMs * times, one(bench, act, times, !isLong));
      rows.push({ set, what, ...row });
      say(`${new Date().toISOString().slice(11, 19)} ${set}: ${what}: ${lineOf(row)}`);
    };
    await step(
      'Drop, to the review',
      async () => {
        await drop(bench.page, folder);
        await bench.reached('scanned', longMs);
        await bench.reached('diff', shortMs);
        await bench.page.evaluate(settle);
      },
      { isLong: true },
    );
    await work(bench.page, step, repeat);
    if (bench.problems.length > 0) throw new Error(`The page reported: ${bench.problems.join('; ')}`);
    return { isWhole: true, rows };
  } catch (problem) {
    const picture = `.tmp/bench-scroll-${set}.png`;
    await page?.screenshot({ path: picture }).catch(() => undefined);
    say(`${set}: broke off at “${doing}”: ${problem.message} (${picture})`);
    return { isWhole: false, rows };
  } finally {
    await within(shortMs, browser.close()).catch(() => undefined);
  }
}

async function within(ms, work) {
  let timer;
  const end = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done in ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}

/** One thing that a person does, `times` times: the least of its longest tasks counts, as the machine may be busy. */
async function one(bench, act, times, isTraced) {
  const memoryBefore = await restingMemory(bench);
  let best = null;
  for (let time = 0; time < times; time++) {
    const { result, tasks } = isTraced ? await traceTasks(bench.page, act) : { result: await act(), tasks: null };
    const wall = await bench.takeLongTasks();
    const round = {
      ...(result ?? {}),
      longestWallMs: Math.round(Math.max(0, ...wall.map(({ duration }) => duration))),
      tasks: wall.length,
      longestCpuMs: tasks && Math.round(Math.max(0, ...tasks.map(({ tdur }) => (tdur ?? 0) / 1000))),
    };
    if (best === null || round.longestWallMs < best.longestWallMs) best = round;
  }
  return { ...best, memoryBefore, memoryAfter: await restingMemory(bench) };
}

/** After garbage is gone: what stays. */
async function restingMemory(bench) {
  await bench.page.requestGC();
  const { memory } = await bench.measure(() => new Promise((resolve) => setTimeout(resolve, 100)), 1000);
  return Math.round(memory.page);
}

function lineOf({ frames, blank, worstPx, longestWallMs, longestCpuMs, memoryAfter }) {
  const seen = frames === undefined ? '' : `${blank} of ${frames} frames blank (${worstPx} px), `;
  return `${seen}longest ${longestWallMs} ms, CPU ${longestCpuMs ?? '–'} ms, ${memoryAfter} MB`;
}

/** What was measured of sets of the same sizes. */
function readKept(sizes) {
  const none = { sizes, sets: {} };
  if (!existsSync(keptIn)) return none;
  const kept = JSON.parse(readFileSync(keptIn, 'utf8'));
  return JSON.stringify(kept.sizes) === JSON.stringify(sizes) ? kept : none;
}

function writeKept(kept) {
  mkdirSync('.tmp', { recursive: true });
  writeFileSync(keptIn, JSON.stringify(kept, null, 1));
}
