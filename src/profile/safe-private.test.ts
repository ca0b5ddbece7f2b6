import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isText } from '../dicom/vr.ts';
import ownJson from './data/own-safe-private.json' with { type: 'json' };
import tableJson from './data/safe-private.json' with { type: 'json' };
import { optionTexts } from './describe-options.ts';
import { findSafePrivate, safePrivateAttributes } from './safe-private.ts';

const own = safePrivateAttributes.filter(({ list }) => list === 'own');
const table = safePrivateAttributes.filter(({ list }) => list === 'table');

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

  it('has numbers only on the own list, and nothing that the table has', () => {
    const keys = new Set(table.map(({ creator, group, element }) => `${creator} ${group} ${element}`));
    for (const { creator, group, element, vrs } of own) {
      expect(vrs).toHaveLength(1);
      expect(vrs.every((vr) => vr === 'DS' || vr === 'IS' || !isText(vr))).toBe(true);
      expect(vrs.some((vr) => ['OB', 'OW', 'UN', 'SQ'].includes(vr))).toBe(false);
      expect(keys.has(`${creator} ${group} ${element}`)).toBe(false);
    }
  });

  it('shows the own list apart in docs/conformance.md', () => {
    const document = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8');
    const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0');
    for (const { creator, group, element, vrs, meaning } of own) {
      const line = `| ${creator} | (${hex(group, 4)},xx${hex(element, 2)}) | ${vrs.join(' ')} | ${meaning} |`;
      expect(document).toContain(line);
    }
  });

  it('says there how many rows of the table are plain bytes', () => {
    const opaque = table.filter(({ vrs }) => vrs.includes('OB') || vrs.includes('OW'));
    const document = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8');
    expect(document).toContain(`${opaque.length} rows of the table`);
  });
});
