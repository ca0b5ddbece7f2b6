import { describe, expect, it } from 'vitest';
import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { valueBytes } from '../dicom/dataset-access.ts';
import { readText } from '../dicom/value-codec.ts';
import { isText, type Vr } from '../dicom/vr.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { gapRows, tableE11 } from '../profile/rule-data.ts';
import { tagsOfRow } from '../profile/rule-set.ts';
import { buildFile } from '../testing/build-dataset.ts';
import { deidentifyBytes } from '../testing/deidentify-bytes.ts';

/** Forms and lengths of PS3.5 table 6.2-1. */
const valid: Readonly<Partial<Record<Vr, RegExp>>> = {
  AE: /^[\x21-\x7e]{1,16}$/,
  AS: /^\d{3}[DWMY]$/,
  CS: /^[A-Z0-9_ ]{1,16}$/,
  DA: /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/,
  DS: /^[-+\d.eE]{1,16}$/,
  DT: /^(19|20)\d{12}$/,
  IS: /^[-+]?\d{1,12}$/,
  LO: /^[^\\]{1,64}$/,
  LT: /^.{1,10240}$/,
  PN: /^[^\\=]{1,64}$/,
  SH: /^[^\\]{1,16}$/,
  ST: /^.{1,1024}$/,
  TM: /^([01]\d|2[0-3])[0-5]\d[0-5]\d$/,
  UC: /^.+$/,
  UI: /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/,
  UR: /^https:\/\/\S+$/,
  UT: /^.+$/,
};

/** Attributes whose enumerated values or defined terms are closed (PS3.3). */
const valueSets: Readonly<Record<string, readonly string[]>> = {
  '04000565': ['COERCE', 'CORRECT'],
  '00102203': ['ALTERED', 'UNALTERED'],
};

const rows = [...tableE11, ...gapRows].flatMap((row) => {
  const tag = tagsOfRow(row)[0];
  const vr = tag === undefined ? undefined : lookUpAttribute(tag)?.vr;
  const isMade = tag !== undefined && vr !== undefined && vr !== 'SQ' && row.action.includes('D');
  return isMade ? [{ ...row, tag, vr }] : [];
});

describe('a dummy (PS3.15 E.1, D)', () => {
  it.each(rows)('of $name $id is valid for its VR and value set', ({ id, tag, vr }) => {
    const original = isText(vr) ? { values: ['SECRET'] } : { bytes: Uint8Array.of(83, 69, 67, 82, 69, 84) };
    // Inside an item no Type is proven, so that the code takes its D.
    const item = [{ tag, vr, ...original } as ElementDescription];
    const file = buildFile([
      { tag: 0x00080018, vr: 'UI', values: ['1.2.999.1'] },
      { tag: 0x00081140, vr: 'SQ', items: [item] },
    ]);
    const { output } = deidentifyBytes(file);
    const element = output.elements.tags.indexOf(tag);
    const bytes = valueBytes(output, element)!;
    expect(bytes.length).toBeGreaterThan(0);
    expect(bytes.length % 2).toBe(0);
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain('SECRET');
    if (!isText(vr)) return;
    const [text = ''] = readText(output, element);
    expect(text).toMatch(valid[vr]!);
    if (valueSets[id]) expect(valueSets[id]).toContain(text);
  });

  it('stands for at least 90 attributes of the table', () => {
    expect(rows.length).toBeGreaterThan(90);
  });
});
