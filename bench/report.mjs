// The result as Markdown: targets first, then everything that was measured.
import { machineText, table } from './markdown.mjs';
import { median } from './median.mjs';
import { judge } from './targets.mjs';

export function renderReport({ rows, sets, options, machine, shell }) {
  const judged = judge({ rows, sets, shell });
  return [
    '# Performance',
    'What de-identifying costs beside what reading and copying the same files through the browser costs.',
    'Written by `npm run bench -- --write`; run it on your own machine before you believe a number.',
    seeAlso,
    '## Targets',
    table(
      ['Target', 'Limit', 'Measured', ''],
      judged.map(({ name, limit, result, verdict }) => [name, limit, result, verdictText(verdict)]),
    ),
    '## The machine, and how far to trust this',
    machineText(machine, `${options.isFull ? 'full sizes' : 'small sizes'}, ${options.repeat} round(s)`),
    trustText,
    '## The limits',
    limitsText,
    table(
      ['Job', 'Set', 'CPU s', 'CPU ms per file', 'Wall s', 'Files/s', 'MB/s', 'Peak page MB'],
      limitRows(rows, ['read', 'copy', 'copy-picked']),
    ),
    '## The product, end to end',
    productText,
    table(
      [
        'Set',
        'Pass',
        'CPU s',
        'CPU ms per file',
        'Wall s',
        'Files/s',
        'MB/s',
        'Peak page MB',
        'Longest task ms',
        'Tasks > 50 ms',
      ],
      productRows(rows),
    ),
    startText(rows),
    '## The engine alone',
    engineText,
    table(['Job', 'Set', 'Median ms', '90 % below ms', 'Reads per file'], engineRows(rows)),
    '## What the numbers stand for',
    notes,
    '',
  ].join('\n\n');
}

function verdictText(verdict) {
  if (verdict === null) return '';
  return verdict ? 'met' : '**missed**';
}

function limitRows(rows, jobs) {
  return groups(rows.filter(({ job }) => jobs.includes(job))).map(([first, all]) => {
    const cpu = median(all.map((row) => row.cpu));
    const wall = median(all.map((row) => row.wall));
    return [first.job, first.set, ...rates(first, cpu, wall), peak(all.map(({ memory }) => memory))];
  });
}

function productRows(rows) {
  return groups(rows.filter(({ job }) => job === 'product' || job === 'picked')).flatMap(([first, all]) =>
    ['scan', 'run', 'save'].map((pass) => {
      const passes = all.map((row) => row[pass]);
      const name = { scan: 'scan', run: 'forecast', save: first.job === 'picked' ? 'save (picked)' : 'save' }[pass];
      return [
        first.set,
        name,
        ...rates(first, median(passes.map(({ cpu }) => cpu)), median(passes.map(({ wall }) => wall))),
        peak(passes.map(({ memory }) => memory)),
        String(Math.max(...passes.map(({ longestTaskMs }) => longestTaskMs)) || '< 50'),
        String(Math.max(...passes.map(({ longTasks }) => longTasks))),
      ];
    }),
  );
}

function engineRows(rows) {
  return rows
    .filter(({ job }) => job === 'engine' || job === 'scan-engine')
    .map(({ job, set, eachMs, reads }) => {
      const sorted = [...eachMs].sort((a, b) => a - b);
      return [
        job,
        set,
        median(eachMs).toFixed(2),
        sorted[Math.floor(sorted.length * 0.9)].toFixed(2),
        reads.toFixed(1),
      ];
    });
}

function startText(rows) {
  const products = rows.filter(({ job }) => job === 'product' || job === 'picked');
  if (products.length === 0) return '';
  const ready = median(products.map(({ readyMs }) => readyMs));
  const idle = median(products.map(({ idleMemory }) => idleMemory));
  const listing = Math.max(...products.map(({ listingTaskMs }) => listingTaskMs));
  return [
    `Page opened to workers ready: ${ready.toFixed(0)} ms (median of ${products.length}). Memory of the page before anything is added: ${idle.toFixed(0)} MB.`,
    `From the click on *De-identify* to the result, with everything planned: up to ${Math.max(...products.map(({ confirmMs }) => confirmMs)).toFixed(0)} ms.`,
    `The browser’s own task of turning a chosen folder into \`File\`s, before the page hears of it: up to ${listing} ms here.`,
  ].join('\n');
}

function rates({ files, bytes }, cpu, wall) {
  return [
    cpu.toFixed(2),
    ((1000 * cpu) / files).toFixed(2),
    wall.toFixed(2),
    (files / wall).toFixed(0),
    (bytes / 1e6 / wall).toFixed(0),
  ];
}

function peak(memories) {
  return Math.max(...memories.map(({ page }) => page)).toFixed(0);
}

/** Rounds of the same job over the same set, in the order of their first. */
function groups(rows) {
  const byKey = new Map();
  for (const row of rows) byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row]);
  return [...byKey.values()].map((all) => [all[0], all]);
}

function keyOf({ job, set }) {
  return `${job} ${set}`;
}

const seeAlso = `[Long runs](performance-long.md): 50,000 files and 8 GB, memory drawn, costs against size · [Workers and speed](performance-scaling.md) ·
[Long lists](performance-scroll.md) · [Crafted headers](performance-crafted.md) · [Notes](performance-notes.md)`;

const trustText =
  'Files were in the page cache. Ratios compare CPU of jobs done in turn in one run; a difference below a tenth is noise.';

const limitsText = `Done by a page of their own, served with the product and under its policy. \`read\` is every byte of every file;
\`copy\` is read, CRC-32 and the product's own ZIP writer into the origin private file system, one worker, no messages: the
copy limit. \`copy-picked\` is the same through a writable stream, the only way into a file that a person picks.`;

const productText = `Through the page's own controls: folder in, *De-identify* once everything is foretold, *Save ZIP*. \`scan\` starts when the browser has handed the
files over and ends when *De-identify* can be pressed. \`picked\` saves through the writable stream. Memory is the
proportional set size of the renderer process, which holds the page and all its workers.`;

const engineText = `Index, rules, edits, output, self-check and search for what identifies, over bytes in memory: no file is read and no
message is sent. \`scan-engine\` is what the first look does. Up to 200 files, after 20 to warm up.`;

const notes = `- A file costs the browser more than its bytes: the first question about a chosen file's date or size is a synchronous
  message to another process on whatever thread asks (0.2 ms here), and one read costs 0.9 ms of CPU before its first byte.
  The page therefore asks while it hands files out, in slices that leave it free to answer, and the workers read small
  files and beginnings of files sixteen at a time.
- A chosen folder becomes a list of \`File\`s in one task of the browser's own. Folders that are dropped do not have it.
- \`scan\` and \`forecast\` read headers only, as much as the files before needed. *Save* reads each file once, whole.
- An encapsulated object without a usable offset table has to be read to its end to find the end of its pixels.`;
