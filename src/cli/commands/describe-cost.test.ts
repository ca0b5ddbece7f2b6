import { describe, expect, it } from 'vitest';
import { describeCost } from './describe-cost.ts';

describe('the cost of a run', () => {
  it('is what was measured, and the rest in proportion', () => {
    const lines = describeCost({
      files: 100_000,
      bytes: 52_600_000_000,
      outputs: 64_000,
      lookSeconds: 600,
      searchSeconds: 70_000,
      sampleFiles: 64,
      sampleSeconds: 3,
      threads: 2,
      memoryMegabytes: 444,
    });
    expect(lines).toEqual([
      'Files: 100000, 52.6 GB; outputs: 64000',
      'Processor time of a run with these decisions: 60 min (1.000 CPU-hours)',
      '  reading and deciding: 10 min, measured over all files',
      '  writing: 50 min, measured over 64 of 64000 outputs',
      'Processor time of the search, which is done: 19.4 h',
      'Memory of a process of 2 threads: 444 MB and more for large files, and 8 KB a file',
      'Time on so many nodes of 2 threads as quick as this one: 1: 30 min; 4: 8 min; 16: 2 min; 64: 28 s',
    ]);
  });

  it('of a run that puts nothing out is that of the look', () => {
    const none = { files: 0, bytes: 0, outputs: 0, lookSeconds: 1, searchSeconds: 0, sampleFiles: 0, sampleSeconds: 0 };
    const [files, all] = describeCost({ ...none, threads: 1, memoryMegabytes: 344 });
    expect(files).toBe('Files: 0, 0 bytes; outputs: 0');
    expect(all).toBe('Processor time of a run with these decisions: 1.0 s (0.000 CPU-hours)');
  });
});
