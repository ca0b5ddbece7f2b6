import { StoreFailure } from '../../pipeline/pool/node/store-failure.ts';
import { CommandError } from '../exit-status.ts';

/** An error for people where a store did not do what it was asked to; any other error as it is. */
export function tellStoreFailure(error: unknown): unknown {
  return error instanceof StoreFailure ? new CommandError(error.message) : error;
}

/** @throws CommandError where the store did not do what it was asked to */
export async function askedOfStore<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw tellStoreFailure(error);
  }
}
