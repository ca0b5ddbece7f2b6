import type { Input } from './input.ts';

/**
 * What a caller gives, told apart from the error that ends it: everything read before is still to be delivered, and then the error.
 */
export type GivenInputs = {
  readonly inputs: AsyncIterable<Input>;
  /** @throws what the caller's iterator threw */
  readonly throwIfBroken: () => void;
};

export function givenInputs(given: Iterable<Input> | AsyncIterable<Input>): GivenInputs {
  let broken: { readonly error: unknown } | null = null;
  async function* inputs(): AsyncGenerator<Input> {
    try {
      yield* given;
    } catch (error) {
      broken = { error };
    }
  }
  return {
    inputs: inputs(),
    throwIfBroken: () => {
      if (broken !== null) throw broken.error;
    },
  };
}
