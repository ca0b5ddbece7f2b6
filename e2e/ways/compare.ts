import { expect } from '@playwright/test';
import type { Made } from './way.ts';

/** What ways may say in their own words, as a pattern that is taken out before the texts are compared. */
type Different = { readonly name: string; readonly reason: string; readonly sameAs: (text: string) => string };

const differences: readonly Different[] = [
  {
    name: 'report.html',
    reason: 'The minute at which it was made.',
    sameAs: (text) => text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d · Nescio/, 'Nescio'),
  },
  {
    name: 'outputs.csv',
    reason:
      'The command has hashed what it has written, and names the UIDs that a server knows it by: columns that the others do not have.',
    sameAs: (text) => text.replace(/^((?:"[^"]*",){2}"[^"]*").*$/gm, '$1'),
  },
];

/** Everything that two ways have made is the same, but for what is listed. */
export function expectSame(found: Made, expected: Made, way: string): void {
  expect.soft(found.counts, `${way}: counts`).toEqual(expected.counts);
  expect.soft(found.outputs, `${way}: outputs`).toEqual(expected.outputs);
  expectSameTexts(found.records, expected.records, `${way}: records`);
  if (found.receipt !== null && expected.receipt !== null)
    expectSameTexts(found.receipt, expected.receipt, `${way}: receipt`);
}

function expectSameTexts(found: Made['records'], expected: Made['records'], what: string): void {
  expect.soft(Object.keys(found).sort(), what).toEqual(Object.keys(expected).sort());
  for (const [name, text] of Object.entries(expected)) {
    const isSame = comparable(name, found[name] ?? '') === comparable(name, text);
    expect.soft(isSame, `${what}: ${name}`).toBe(true);
  }
}

function comparable(name: string, text: string): string {
  return differences.find((one) => one.name === name)?.sameAs(text) ?? text;
}
