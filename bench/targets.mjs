// Every target beside what was measured. A ratio is of CPU seconds of the whole browser, in the same run.
import { median } from './median.mjs';

/** @returns rows of {target, limit, result, verdict}; verdict null where this run has nothing to say. */
export function judge({ rows, sets, shell }) {
  const of = (job, set) => rows.filter((row) => row.job === job && row.set === set.name);
  const cpuOf = (job, set, pass) => medianOf(of(job, set).map((row) => (pass === undefined ? row : row[pass]).cpu));
  const peakOf = (set) =>
    maxOf(
      of('product', set)
        .flatMap(passesOf)
        .map(({ memory }) => memory.page),
    );
  const { ct, quarter, mr, tiny, enhanced, fragments, large, largeSmall } = sets;
  const ratio = (pass, set) => divide(cpuOf('product', set, pass), cpuOf('copy', set));
  const largestPass = (set) => maxOf(['scan', 'run', 'save'].map((pass) => cpuOf('product', set, pass)));
  const engineMs = medianOf(of('engine', ct).map(({ eachMs }) => median(eachMs)));
  const tasks = of('product', tiny).flatMap(passesOf);
  const diffMs = medianOf(of('product', ct).map((row) => row.diffMs));
  const memoryGrowth = minus(peakOf(large), peakOf(largeSmall));
  return [
    target('Forecast, CT: CPU against copying', '≤ 0.5 ×', ratio('run', ct), (value) => value <= 0.5, times),
    target('Save, CT: CPU against copying', '≤ 1.25 ×', ratio('save', ct), (value) => value <= 1.25, times),
    target('Save, MR of 45 KB: CPU against copying', '≤ 1.5 ×', ratio('save', mr), (value) => value <= 1.5, times),
    target(
      `Peak memory of page and workers, ${gigabytes(large.bytes)} GB object, above that of a 10 MB object`,
      'none (noise: 50 MB)',
      memoryGrowth,
      (value) => value <= 50,
      megabytes,
    ),
    target(
      `Peak memory of page and workers, ${tiny.files} files`,
      '< 400 MB (at 50,000)',
      peakOf(tiny),
      (value) => value < 400,
      megabytes,
    ),
    target(
      `Longest main-thread task, ${tiny.files} files`,
      '≤ 50 ms',
      maxOf(tasks.map(({ longestTaskMs }) => longestTaskMs)),
      (value) => value <= 50,
      (value) => (value === 0 ? 'none over 50 ms' : milliseconds(value)),
    ),
    target('Diff on screen after a click', '< 300 ms', diffMs, (value) => value < 300, milliseconds),
    target('Engine, CT header, bytes in memory (median)', '< 1 ms', engineMs, (value) => value < 1, milliseconds),
    target(
      'Enhanced MR, 3,000 frames: dearest pass',
      '< 1 CPU-s',
      largestPass(enhanced),
      (value) => value < 1,
      seconds,
    ),
    target(
      'Object of 20,000 fragments: dearest pass',
      '< 1 CPU-s',
      largestPass(fragments),
      (value) => value < 1,
      seconds,
    ),
    target(
      'The same, Save: CPU against copying',
      '≤ 1.25 ×',
      ratio('save', fragments),
      (value) => value <= 1.25,
      times,
    ),
    target(
      'App shell, gzipped',
      '< 170 KB',
      shell.gzipBytes / 1000,
      (value) => value < 170,
      (value) => `${value.toFixed(0)} KB`,
    ),
    target(
      'dcmjs in the app shell',
      'no',
      shell.hasDcmjs ? 1 : 0,
      (value) => value === 0,
      (value) => (value ? 'yes' : 'no'),
    ),
    target(
      `Growth: Save CPU per file, ${quarter.files} to ${ct.files} CT slices`,
      'flat (≤ 1.25 ×)',
      divide(divide(cpuOf('product', ct, 'save'), ct.files), divide(cpuOf('product', quarter, 'save'), quarter.files)),
      (value) => value <= 1.25,
      times,
    ),
    target(
      `Growth: Save CPU per MB, 10 MB to ${gigabytes(large.bytes)} GB`,
      'flat (≤ 1.25 ×)',
      divide(
        divide(cpuOf('product', large, 'save'), large.bytes),
        divide(cpuOf('product', largeSmall, 'save'), largeSmall.bytes),
      ),
      (value) => value <= 1.25,
      times,
    ),
  ];
}

const passesOf = ({ scan, run, save }) => [scan, run, save];

function target(name, limit, value, isMet, format) {
  const isKnown = value !== null && Number.isFinite(value);
  return { name, limit, result: isKnown ? format(value) : 'not measured', verdict: isKnown ? isMet(value) : null };
}

const medianOf = (values) => (values.length === 0 ? null : median(values));
const maxOf = (values) => (values.length === 0 || values.includes(null) ? null : Math.max(...values));
const divide = (one, other) => (one === null || other === null || other === 0 ? null : one / other);
const minus = (one, other) => (one === null || other === null ? null : one - other);
const times = (value) => `${value.toFixed(2)} ×`;
const megabytes = (value) => `${value.toFixed(0)} MB`;
const milliseconds = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const seconds = (value) => `${value.toFixed(2)} CPU-s`;
const gigabytes = (bytes) => (bytes / 1e9).toFixed(bytes < 1e9 ? 2 : 1);
