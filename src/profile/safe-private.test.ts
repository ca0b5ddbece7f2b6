import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isText } from '../dicom/vr.ts';
import ownJson from './data/own-safe-private.json' with { type: 'json' };
import tableJson from './data/safe-private.json' with { type: 'json' };
import { optionTexts } from './describe-options.ts';
import { findSafePrivate, safePrivateAttributes } from './safe-private.ts';

const own = safePrivateAttributes.filter(({ list }) => list === 'own');
const table = safePrivateAttributes.filter(({ list }) => list === 'table');

const ownRows = ownJson.rows as readonly (readonly string[])[];
const vendors: Readonly<Record<string, string>> = ownJson.vendors;
const reasons: Readonly<Record<string, string>> = ownJson.reasons;

describe('the safe private attributes', () => {
  it('has every row of Table E.3.10-1, 479 of 20 creators (PS3.15 E.3.10)', () => {
    expect(table).toHaveLength(479);
    expect(new Set(table.map(({ creator }) => creator)).size).toBe(20);
    expect([tableJson.rowCount, tableJson.creatorCount, ownJson.rowCount]).toEqual([479, 20, own.length]);
  });

  it('are as many as the page says', () => {
    expect(optionTexts.retainSafePrivate.consequence).toContain(` ${safePrivateAttributes.length} `);
  });

  it('finds each of them by creator, in any block', () => {
    for (const attribute of safePrivateAttributes) {
      const tag = ((attribute.group << 16) | 0x3500 | attribute.element) >>> 0;
      expect(findSafePrivate(attribute.creator, tag)).toBe(attribute);
      expect(findSafePrivate(`${attribute.creator} `, tag)).toBeNull();
    }
  });

  it('has nothing on the own list that the table has, and no plain bytes', () => {
    const keys = new Set(table.map(({ creator, group, element }) => `${creator} ${group} ${element}`));
    for (const { creator, group, element, vrs } of own) {
      expect(vrs.some((vr) => ['OB', 'OW', 'UN'].includes(vr))).toBe(false);
      expect(keys.has(`${creator} ${group} ${element}`)).toBe(false);
    }
    expect(new Set(own.map(({ creator, group, element }) => `${creator} ${group} ${element}`)).size).toBe(own.length);
  });

  it('limits every number and every text of the own list', () => {
    const without = own.filter(({ limit }) => limit === null).map(({ vrs }) => vrs.join());
    expect(new Set(without)).toEqual(new Set(['SQ', 'UI', 'DT']));
    for (const { vrs, limit } of own) {
      const isNumber = vrs.every((vr) => vr === 'DS' || vr === 'IS' || !isText(vr));
      if (limit !== null) expect(limit.kind === 'range').toBe(isNumber);
    }
  });

  it('says of each row of the own list whose it is, who reads it, and why it cannot identify', () => {
    for (const [creator, , , , , meaning, , , readers, reason] of ownRows) {
      expect(vendors[creator ?? ''], creator).toBeDefined();
      expect(reasons[reason ?? ''], meaning).toBeDefined();
      expect(readers).toMatch(/^(dcm2niix|dcmstack|PET2BIDS|Slicer)(, (dcm2niix|dcmstack|PET2BIDS|Slicer))*$/);
    }
  });

  it('shows the own list in docs/conformance.md (UPDATE_DOCS=1 writes it again)', () => {
    const page = new URL('../../docs/conformance.md', import.meta.url);
    const text = readFileSync(page, 'utf8');
    const lines = [
      '| Creator | Element | VR | Meaning | Unit | Values | Readers | Why it cannot identify |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...ownRows.map(([creator, group, element, vrs, , meaning, unit, values, readers, reason]) => {
        const limit = values?.replace(/^terms:(.*)$/, (_, terms: string) => terms.split(' ').join(', '));
        return `| ${creator} | (${group},xx${element}) | ${vrs} | ${meaning} | ${unit} | ${limit} | ${readers} | ${reason} |`;
      }),
    ];
    const [begin, end] = ['<!-- own list -->\n', '\n<!-- end of the own list -->'];
    const before = text.slice(0, text.indexOf(begin) + begin.length);
    const renewed = `${before}${lines.join('\n')}${text.slice(text.lastIndexOf(end))}`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, renewed);
    expect(renewed === readFileSync(page, 'utf8')).toBe(true);
    for (const [name, why] of Object.entries(reasons)) expect(text).toContain(`| ${name} | ${why} |`);
  });

  it('says there how many rows of the table are plain bytes', () => {
    const opaque = table.filter(({ vrs }) => vrs.includes('OB') || vrs.includes('OW'));
    const document = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8');
    expect(document).toContain(`${opaque.length} rows of the table`);
  });
});
