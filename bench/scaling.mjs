// `--scaling`: the same work with one worker, two and so on, as a person can choose them.
import { writeFileSync } from 'node:fs';
import { product } from './jobs.mjs';
import { machineText, table } from './markdown.mjs';
import { median } from './median.mjs';

const passes = ['scan', 'run', 'save'];

/** @returns rows {set, workers, files, bytes, rounds: measurements} */
export async function measureScaling(browser, origin, sets, { cores, repeat }, say) {
  const counts = [...new Set([...Array.from({ length: cores }, (_, at) => at + 1), 4, cores + 2])].sort(
    (a, b) => a - b,
  );
  const rows = [sets.ct, sets.mr].flatMap((set) => counts.map((workers) => ({ set, workers, rounds: [] })));
  for (let round = 0; round < repeat; round++) {
    // In turn, so that a busy minute of the machine falls on all.
    for (const row of rows) {
      row.rounds.push(await product(browser, origin, row.set.folder, { workers: row.workers }));
      say(`${row.set.name}, ${row.workers} worker(s): round ${round + 1} of ${repeat}`);
    }
  }
  return rows;
}

export function writeScaling(report) {
  writeFileSync('docs/performance-scaling.md', report);
}

export function renderScaling({ rows, machine, repeat }) {
  return [
    '# Workers and speed',
    'The same work with more and more workers. Written by `npm run bench -- --scaling --write`.',
    machineText(machine, `median of ${repeat} round(s)`),
    'Beside the workers, the page, the writer of the archive and the processes of the browser that read files want their part of the cores.',
    table(
      ['Set', 'Workers', ...passes.flatMap(namesOf), 'Peak page MB'],
      rows.map(({ set, workers, rounds }) => [
        set.name,
        workers,
        ...passes.flatMap((pass) => [
          median(rounds.map((one) => one[pass].wall)).toFixed(2),
          median(rounds.map((one) => one[pass].cpu)).toFixed(2),
        ]),
        Math.max(...rounds.flatMap((one) => passes.map((pass) => one[pass].memory.page))).toFixed(0),
      ]),
    ),
    '',
  ].join('\n\n');
}

function namesOf(pass) {
  const name = { scan: 'Scan', run: 'Forecast', save: 'Save' }[pass];
  return [`${name}: wall s`, 'CPU s'];
}
