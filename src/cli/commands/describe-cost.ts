/** What was measured over the files of a run before it begins. Seconds are of processor time. */
export type RunCost = {
  readonly files: number;
  readonly bytes: number;
  readonly outputs: number;
  /** Of reading and deciding all files. */
  readonly lookSeconds: number;
  readonly searchSeconds: number;
  /** Outputs that were made to see what it costs. */
  readonly sampleFiles: number;
  readonly sampleSeconds: number;
  /** Of one process, and what it takes at least. */
  readonly threads: number;
  readonly memoryMegabytes: number;
};

const nodeCounts = [1, 4, 16, 64];

/** Measured where files are decided and a sample of them is written; the rest is proportion, and so is the time on more nodes. */
export function describeCost(cost: RunCost): readonly string[] {
  const { files, bytes, outputs, lookSeconds, searchSeconds, sampleFiles, sampleSeconds, threads } = cost;
  const writeSeconds = sampleFiles === 0 ? 0 : (sampleSeconds * outputs) / sampleFiles;
  const seconds = lookSeconds + writeSeconds;
  const times = nodeCounts.map((count) => `${count}: ${describeSeconds(seconds / (count * threads))}`);
  return [
    `Files: ${files}, ${describeBytes(bytes)}; outputs: ${outputs}`,
    `Processor time of a run with these decisions: ${describeSeconds(seconds)} (${(seconds / 3600).toFixed(3)} CPU-hours)`,
    `  reading and deciding: ${describeSeconds(lookSeconds)}, measured over all files`,
    `  writing: ${describeSeconds(writeSeconds)}, measured over ${sampleFiles} of ${outputs} outputs`,
    `Processor time of the search, which is done: ${describeSeconds(searchSeconds)}`,
    `Memory of a process of ${threads} threads: ${cost.memoryMegabytes} MB and more for large files, and 8 KB a file`,
    `Time on so many nodes of ${threads} threads as quick as this one: ${times.join('; ')}`,
  ];
}

function describeSeconds(seconds: number): string {
  if (seconds < 90) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'];

function describeBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}
