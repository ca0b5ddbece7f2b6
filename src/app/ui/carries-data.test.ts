import { expect, it } from 'vitest';
import { carriesData } from './carries-data.ts';

const own = 'https://page.example';

it.each([
  ['https://page.example/assets/index-1.js', 'script', false],
  ['https://page.example/assets/worker-1.js', 'other', false],
  ['https://page.example/favicon.svg', 'img', false],
  ['blob:https://page.example/1-2-3', 'fetch', false],
  ['data:image/png;base64,AA', 'img', false],
  ['https://page.example/assets/index-1.js?v=FAKE', 'script', true],
  ['https://page.example/assets/index-1.js', 'fetch', true],
  ['https://page.example/collect', 'beacon', true],
  ['https://elsewhere.example/a.js', 'script', true],
] as const)('%s by %s: %s', (address, initiator, expected) => {
  expect(carriesData(address, initiator, own)).toBe(expected);
});
