import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStowResponse, sopInstanceUidsOf, statusOf } from './stow-response.ts';

/** `[[[…]]]`, of which no text can be made, though JSON reads it. */
const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

describe('an answer of a STOW-RS server', () => {
  it.each(['{"toString":1}', '{"valueOf":1}', nested, '5', 'null', 'true', `"${'2'.repeat(65)}"`])(
    'lists nothing where a UID is something else: %#',
    (uid) => {
      const items = `{"Value":[{"00081155":{"Value":[${uid}]}}]}`;
      const answer = `{"00081198":${items},"00081199":${items}}`;
      expect(parseStowResponse(answer)).toEqual({ stored: new Set(), failed: new Map() });
      expect(sopInstanceUidsOf(`[{"00080018":{"Value":[${uid}]}}]`)).toEqual([]);
    },
  );

  it.each(['"busy"', '{}', '{"valueOf":1}', '[]', nested, 'null', '-1', '1.5', '65536', '1e300'])(
    'gives no reason where that is no whole number of 16 bits: %#',
    (reason) => {
      const item = `{"00081155":{"Value":["2.25.1"]},"00081197":{"Value":[${reason}]}}`;
      const lists = parseStowResponse(`{"00081198":{"Value":[${item}]}}`)!;
      expect(statusOf('2.25.1', lists)).toMatchObject({
        kind: 'refused',
        reason: 'The server refused this file and gave no reason.',
      });
    },
  );

  it.each([
    [0x0111, 'already has an instance with this UID (0111)'],
    [0x0122, 'does not take this SOP Class (0122)'],
    [0xa6ff, 'refused this file (A6FF)'],
    [0xa700, 'out of room (A700)'],
    [0xa7ff, 'out of room (A7FF)'],
    [0xa800, 'refused this file (A800)'],
    [0xa900, 'does not fit its SOP Class (A900)'],
    [0xa9ff, 'does not fit its SOP Class (A9FF)'],
    [0xaa00, 'refused this file (AA00)'],
    [0xc000, 'cannot understand the data set (C000)'],
    [0xcfff, 'cannot understand the data set (CFFF)'],
    [0xd000, 'refused this file (D000)'],
    [0xffff, 'refused this file (FFFF)'],
  ])('says in words why a file was refused: %i (PS3.18 I.2.2)', (code, words) => {
    const uid = '2.25.1'.padEnd(64, '1');
    const item = { '00081155': { Value: [uid] }, '00081197': { Value: [code] } };
    const lists = parseStowResponse(JSON.stringify({ '00081198': { Value: [item] } }))!;
    expect(statusOf(uid, lists)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(words) });
  });

  it('is read without an error, whatever JSON it is', () => {
    const values = fc.jsonValue({ maxDepth: 6 });
    const item = fc.record({
      '00081155': fc.oneof(values, fc.record({ Value: values })),
      '00081197': fc.oneof(values, fc.record({ Value: values })),
      '00080018': fc.oneof(values, fc.record({ Value: values })),
    });
    const sequence = fc.oneof(values, fc.record({ Value: fc.oneof(values, fc.array(fc.oneof(values, item))) }));
    const answer = fc.record({ '00081198': sequence, '00081199': sequence });
    fc.assert(
      fc.property(fc.oneof(values, answer, fc.array(item)), (value) => {
        const text = JSON.stringify(value);
        const lists = parseStowResponse(text);
        if (lists !== null) for (const uid of lists.failed.keys()) statusOf(uid, lists);
        sopInstanceUidsOf(text);
      }),
    );
  });
});
