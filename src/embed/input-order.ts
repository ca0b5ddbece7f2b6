import { keyedHash, toBase32 } from '../deidentify/keyed-hash.ts';
import { hashOf } from '../pipeline/batch/output-table.ts';
import { type Input, inputPath } from './input.ts';

/**
 * A list in an order that the key makes: the order of a list is mostly that of names, and outcomes would come in it. What comes
 * of an iterator is taken as it comes.
 */
export function inKeyedOrder(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  projectKey: Uint8Array,
): Iterable<Input> | AsyncIterable<Input> {
  if (!Array.isArray(inputs)) return inputs;
  const list: readonly Input[] = inputs;
  const secret = toBase32(keyedHash(projectKey, 'patient-order', 'inputs'), 26);
  const places = list.map((input) => hashOf(`${secret}${inputPath(input)}`));
  const order = [...list.keys()].sort(
    (a, b) => places[a]![0] - places[b]![0] || places[a]![1] - places[b]![1] || a - b,
  );
  return order.map((at) => list[at]!);
}
