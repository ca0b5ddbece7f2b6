import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { presetIds } from '../../profile/preset-names.ts';
import type { PresetId } from '../../profile/profile.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { allCases, casesOf } from '../../testing/cases.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';
import { hasTool } from '../../testing/has-tool.ts';

const roiName = 0x30060026;

function structureSet(names: readonly string[]): Uint8Array {
  const rois = names.map((name, at): ElementDescription[] => [
    { tag: 0x30060022, vr: 'IS', values: [String(at + 5)] },
    { tag: roiName, vr: 'LO', values: [name] },
  ]);
  const observations = names.map((name, at): ElementDescription[] => [
    { tag: 0x30060084, vr: 'IS', values: [String(at + 5)] },
    { tag: 0x30060085, vr: 'SH', values: [name] },
  ]);
  return buildFile([
    { tag: 0x00080016, vr: 'UI', values: ['1.2.840.10008.5.1.4.1.1.481.3'] },
    { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
    { tag: 0x00100010, vr: 'PN', values: ['Quxworthy^Zebulon'] },
    { tag: 0x30060020, vr: 'SQ', items: rois },
    { tag: 0x30060080, vr: 'SQ', items: observations },
  ]);
}

function namesOf(file: Uint8Array, tag: number, preset: PresetId = 'qmenta-guarded'): readonly string[] {
  const { output } = deidentifyBytes(file, { preset });
  return [...output.elements.tags].flatMap((found, at) => (found === tag ? [readText(output, at).join('\\')] : []));
}

describe('names that programs key on', () => {
  const names = ['GTV Quxworthy', 'GTV Xyzzy', 'Xyzzy', 'GTV', 'Heart', 'Quxworthy'];
  const expected = ['GTV 5', 'GTV 6', 'ROI 7', 'GTV', 'Heart', 'ROI 10'];

  it('are distinct where they were, and none is empty', () => {
    expect(namesOf(structureSet(names), roiName)).toEqual(expected);
  });

  it('are the same wherever a file writes them', () => {
    expect(namesOf(structureSet(names), 0x30060085)).toEqual(expected);
  });

  it('are the number of their structure where a profile empties them', () => {
    expect(namesOf(structureSet(names), roiName, 'ps315-basic')).toEqual([5, 6, 7, 8, 9, 10].map((n) => `ROI ${n}`));
  });

  it('stay as an earlier run wrote them', () => {
    const { bytes } = deidentifyBytes(structureSet(names), { preset: 'ps315-basic' });
    const again = deidentifyBytes(bytes, { preset: 'ps315-basic' });
    expect(again.checked.holds).toEqual([]);
    expect(namesOf(bytes, roiName, 'ps315-basic')).toEqual([5, 6, 7, 8, 9, 10].map((n) => `ROI ${n}`));
  });

  it('stay short enough for their VR, and distinct, when they are cut', () => {
    const long = ['OpticChiasm Hippocampus Xyzzy', 'OpticChiasm Hippocampus Qwfpgj'];
    const cut = namesOf(structureSet(long), roiName);
    expect(new Set(cut).size).toBe(2);
  });
});

const hasPlastimatch = hasTool('plastimatch');

describe.skipIf(allCases.length === 0 || !hasPlastimatch)('structure sets of the cases', () => {
  it.each(presetIds)('are converted by plastimatch after %s', (preset) => {
    const folder = mkdtempSync(join(tmpdir(), 'structure-set-'));
    for (const one of casesOf('structure-sets')) {
      writeFileSync(join(folder, basename(one.file)), deidentifyBytes(one.read(), { preset }).bytes);
    }
    const out = join(folder, 'structures');
    execFileSync('plastimatch', ['convert', '--input', folder, '--output-prefix', out, '--prefix-format', 'nrrd']);
    expect(readdirSync(out).filter((name) => name.endsWith('.nrrd')).length).toBeGreaterThan(0);
  });
});
