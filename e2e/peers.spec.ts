import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import JSZip from 'jszip';
import { temporaryFolder } from './support/folder.ts';
import { countWithJava, dumpProblem, needs, python, testWithUnzip } from './support/peers.ts';

type Made = { readonly good: string; readonly copy: string; readonly faults: Readonly<Record<string, string>> };
type Fidelity = { readonly problems: readonly { readonly problem: string }[] };

test.skip(...needs('Python'));

/** A check that finds nothing is worth something only when it finds what is there. */
test.describe('the second opinions find', () => {
  const folder = temporaryFolder();
  let made: Made;
  test.beforeAll(() => {
    made = python<Made>('make_faults', [folder.path]);
  });
  test.afterAll(() => folder.discard());

  const compare = (after: string, changed: readonly string[] = []) =>
    python<Fidelity>('check_fidelity', [], { pairs: [{ before: made.good, after, changed }] }).problems.map(
      (one) => one.problem,
    );

  test('nothing between two equal files', () => {
    expect(compare(made.copy)).toEqual([]);
  });

  test('every element that differs though no rule names it, and pixels', () => {
    const { faults } = made;
    expect(compare(faults['changed element'] ?? '').join()).toContain('(0018,0060) is different');
    expect(compare(faults['missing element'] ?? '').join()).toContain('(0018,0060) is missing');
    expect(compare(faults['new element'] ?? '').join()).toContain('(0018,0022) is new');
    expect(compare(faults['changed pixel'] ?? '').join()).toContain('pixel data differ');
    expect(compare(faults['changed element'] ?? '', ['(0018,0060)'])).toEqual([]);
  });

  test('an IOD that lost a mandatory attribute', () => {
    test.skip(...needs('dciodvfy'));
    const iods = (after: string) =>
      python<{ newErrors: readonly unknown[] }>('compare_iods', [], { pairs: [{ before: made.good, after }] })
        .newErrors;
    expect(iods(made.copy)).toEqual([]);
    expect(iods(made.faults['missing type 1'] ?? '')).not.toEqual([]);
  });

  test('a file that is cut short', () => {
    test.skip(...needs('dcmdump'));
    const cut = join(folder.path, 'cut.dcm');
    writeFileSync(cut, readFileSync(made.good).subarray(0, 600));
    expect(dumpProblem(made.good)).toBe('');
    expect(dumpProblem(cut)).not.toBe('');
  });

  test('an archive with one wrong byte', async () => {
    test.skip(...needs('unzip', 'Java'));
    const zip = new JSZip();
    zip.file('one.dcm', readFileSync(made.good));
    const bytes = await zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
    const archive = join(folder.path, 'archive.zip');
    writeFileSync(archive, bytes);
    testWithUnzip(archive);
    expect(countWithJava(archive)).toBe(1);
    bytes[300] = (bytes[300] ?? 0) ^ 1;
    writeFileSync(archive, bytes);
    expect(() => testWithUnzip(archive)).toThrow();
    expect(() => countWithJava(archive)).toThrow();
    expect(() => python('check_zip', [archive, join(folder.path, 'unpacked')])).toThrow();
  });
});
