import { expect, it } from 'vitest';
import { inPathOrder, outputsCsv } from './outputs-csv.ts';

const row = { path: 'P/2.dcm', sizeBytes: 10, crc32: 0xabc };

it('lists outputs in order of path, with their hashes where all have one', () => {
  const hashed = [row, { ...row, path: 'P/1.dcm' }].map((each) => ({ ...each, sha256: 'ff' }));
  expect([...outputsCsv(inPathOrder(hashed))].join('')).toBe(
    '"output_path","bytes","crc32","sha256"\r\n"P/1.dcm","10","00000abc","ff"\r\n"P/2.dcm","10","00000abc","ff"\r\n',
  );
  expect([...outputsCsv([row])].join('')).toBe('"output_path","bytes","crc32"\r\n"P/2.dcm","10","00000abc"\r\n');
});
