// docs/performance-scroll.md.
import { writeFileSync } from 'node:fs';
import { machineText, table } from './markdown.mjs';

export function writeScroll(report) {
  writeFileSync('docs/performance-scroll.md', report);
}

export function renderScroll({ rows, machine, sizes }) {
  const many = sizes.many.toLocaleString('en');
  return [
    '# Long lists',
    'Lists from their top to their end, and what a person does with them. Written by `npm run bench -- --scroll --write`.',
    machineText(
      machine,
      `${many} files of ${Math.ceil(sizes.many / 25).toLocaleString('en')} series (\`many\`) and of ${Math.ceil(sizes.many / 10).toLocaleString('en')} that wait (\`waiting\`), ${sizes.frames.toLocaleString('en')} frames (\`enhanced\`)`,
    ),
    `A list is scrolled a screen a frame. After each frame the rows are compared with what is in sight: a frame is blank where
more than 2 px are not covered. *Longest task* is wall time of the page's main thread, which other work on the machine makes
longer; its *CPU* is from the browser's trace, which steps of minutes do without. Tasks under 30 ms of wall time count as 0.
Memory is the proportional set size of the renderer, the page and its workers, after garbage was collected.`,
    table(
      ['Set', 'Frames scrolled', 'Blank', 'MB at the review', 'MB at the end', 'Most MB', 'Longest task CPU, ms'],
      [...summaries(rows)],
    ),
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
        row.longestCpuMs ?? '',
        row.memoryBefore,
        row.memoryAfter,
      ]),
    ),
    '',
  ].join('\n\n');
}

/** A line for each set: the whole session in one browser. */
function summaries(rows) {
  const sets = [...new Set(rows.map(({ set }) => set))];
  return sets.map((set) => {
    const own = rows.filter((row) => row.set === set);
    const sum = (key) => own.reduce((total, row) => total + (row[key] ?? 0), 0);
    return [
      set,
      sum('frames'),
      sum('blank'),
      own[0].memoryAfter,
      own.at(-1).memoryAfter,
      Math.max(...own.map(({ memoryAfter }) => memoryAfter)),
      Math.max(...own.map(({ longestCpuMs }) => longestCpuMs ?? 0)),
    ];
  });
}
