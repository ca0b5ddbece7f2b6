import { readFileSync } from 'node:fs';

const guide = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');

/** Code of the guide by file name, as readers copy it. */
export function scriptsOfGuide(): ReadonlyMap<string, string> {
  return new Map([...guide.matchAll(/```ts (\S+)\n(.*?)```/gs)].map(([, name, code]) => [name!, code!]));
}

/** A block of the guide with a label, such as `csp element`. */
export function blockOfGuide(label: string): string {
  const found = guide.match(new RegExp(`\`\`\`\\w+ ${label}\\n(.*?)\`\`\``, 's'))?.[1];
  if (found === undefined) throw new Error(`The guide has no block "${label}".`);
  return found.trim();
}
