import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PresetId } from '../../src/profile/profile.ts';
import { writeOutputs } from './corpus-outputs.ts';

const python = '/usr/bin/python3';
const script = join(import.meta.dirname, 'aryanto.py');

describe("Aryanto's fifty elements", () => {
  const folder = mkdtempSync(join(tmpdir(), 'nescio-aryanto-'));
  const inputs = join(folder, 'in');
  const outputs = join(folder, 'out');

  beforeAll(() => {
    execFileSync('mkdir', ['-p', inputs]);
    execFileSync(python, ['-B', script, 'make', join(inputs, 'fifty.dcm')]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are all there before', () => {
    const found = execFileSync(python, ['-B', script, 'check', join(inputs, 'fifty.dcm'), join(inputs, 'fifty.dcm')]);
    expect(JSON.parse(found.toString())).toMatchObject({ top: 0, nested: 0 });
  });

  it.each<PresetId>(['qmenta-guarded', 'ps315-basic', 'qmenta'])('are gone, 50 of 50, under %s', async (preset) => {
    const { written } = await writeOutputs({ name: preset, preset, options: [] }, ['fifty.dcm'], inputs, outputs);
    expect(written).toEqual(['fifty.dcm']);
    const found = execFileSync(python, ['-B', script, 'check', join(inputs, 'fifty.dcm'), join(outputs, 'fifty.dcm')]);
    expect(JSON.parse(found.toString())).toEqual({ top: 50, nested: 50, left: [] });
  });
});
