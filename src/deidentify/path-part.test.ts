import { describe, expect, it } from 'vitest';
import { pathPart } from './path-part.ts';

describe('pathPart', () => {
  it.each([
    ['N-7KQ2M4XAB1', 'N-7KQ2M4XAB1'],
    ['SITE 01_a.b', 'SITE 01_a.b'],
    ['Köln-3', 'Köln-3'],
    ['../../etc', '__.._etc'],
    ['..', '_'],
    ['a/b', 'a_b'],
    ['a:b*?"<>|', 'a_b______'],
    ['end. ', 'end_'],
    ['con', '_con'],
    ['LPT1.x', '_LPT1.x'],
    ['', '_'],
  ])('writes %j as %j', (id, part) => {
    expect(pathPart(id)).toBe(part);
  });
});
