import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lookUpAttribute } from '../dicom/data-dictionary.ts';
import { parseTag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import { compileProfile } from './compile-profile.ts';
import { createProfile } from './create-profile.ts';
import unlistedJson from './data/unlisted.json' with { type: 'json' };
import { findRule } from './find-rule.ts';
import { isForbiddenGroup } from './forbidden-group.ts';

const document = readFileSync('docs/unlisted-attributes.md', 'utf8');
const [added = '', rest = ''] = document.split('## Not added');
const tagsIn = (text: string) =>
  [...text.matchAll(/\(([\dA-F]{4}),([\dA-Fx]{4})\)/g)].map(([, group, element]) => `${group}${element}`);
const dictionary = Object.keys(
  JSON.parse(readFileSync(new URL('../dicom/data/dictionary.json', import.meta.url), 'utf8')) as object,
);
const basic = compileProfile(createProfile('ps315-basic'));
const texts: ReadonlySet<Vr> = new Set(['LO', 'SH', 'LT', 'ST', 'UT', 'UC', 'UR', 'OB']);

/** A tag of the dictionary's entry; an x is any digit. */
const tagOfEntry = (id: string) => parseTag(id.replaceAll('x', '0')) ?? 0;

describe('docs/unlisted-attributes.md', () => {
  it('lists every rule of ours that is beyond the table', () => {
    expect(tagsIn(added)).toEqual(expect.arrayContaining(unlistedJson.rows.map(([id]) => id)));
    expect(unlistedJson.rows).toHaveLength(unlistedJson.rowCount);
  });

  it('says of each attribute with a text that no rule names why it may stay, and of no other', () => {
    const unnamed = dictionary.filter((id) => {
      const tag = tagOfEntry(id);
      const vr = lookUpAttribute(tag)?.vr;
      return vr !== undefined && texts.has(vr) && !isForbiddenGroup(tag) && findRule(basic, tag, vr).action === 'K';
    });
    // Labels that people type stay under the Basic Profile, and are in the list of what was added.
    const named = new Set(tagsIn(added));
    expect(tagsIn(rest).sort()).toEqual(unnamed.filter((id) => !named.has(id)).sort());
  });
});

describe('the retired repeating groups', () => {
  it.each([0x7f000010, 0x7f000020, 0x7f1e0030, 0x7fe20010, 0x10000011, 0x10101234])('go whole: %x', (tag) => {
    expect(findRule(basic, tag, 'OW').action).toBe('X');
  });

  it.each([0x002031aa, 0x00203100, 0x00280452, 0x00280870, 0x7fe00020])('go element by element: %x', (tag) => {
    expect(findRule(basic, tag, 'CS').action).toBe('X');
  });

  it.each([0x7fe00010, 0x7fe00008, 0x7fe00001])('are not the group of Pixel Data: %x', (tag) => {
    expect(findRule(basic, tag, 'OW').action).toBe('K');
  });
});
