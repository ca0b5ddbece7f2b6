import type { BundleEntry } from './bundle.ts';

/** A bundle entry of UTF-8 text that is made when its turn comes. */
export function textEntry(name: string, text: () => string | Promise<string>): BundleEntry {
  return {
    name,
    async *content() {
      yield new TextEncoder().encode(await text());
    },
  };
}
