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
