import type { TestLine } from '../../pipeline/contracts/upload.ts';

/** A finding of a connection test that ends it. */
export function failure(text: string, detail = ''): TestLine {
  return { tone: 'failure', text, detail };
}
