/** One block of a `_headers` file: a path, which may end in `*`, and what it sets and takes away. */
type Block = {
  readonly path: string;
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly detach: readonly string[];
};

/** Hosts that read `_headers`. Where two blocks match, both join the values; only one of them can take a header away. */
export type HeadersHost = 'netlify' | 'cloudflare-pages';

/** Reads `_headers`, as <https://docs.netlify.com/routing/headers/> describes the format. */
export function parseHeadersFile(text: string): readonly Block[] {
  const blocks: { path: string; set: (readonly [string, string])[]; detach: string[] }[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    if (/^\S/.test(line)) {
      blocks.push({ path: line.trim(), set: [], detach: [] });
      continue;
    }
    const block = blocks.at(-1);
    if (block === undefined) throw new Error('A header before any path.');
    const [, detached] = /^\s+!\s*([\w-]+)\s*$/.exec(line) ?? [];
    const [, name, value] = /^\s+([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (detached !== undefined) block.detach.push(detached);
    else if (name !== undefined && value !== undefined) block.set.push([name, value]);
    else throw new Error(`Neither a header nor its removal: ${line}`);
  }
  return blocks;
}

/** What a host sends with a path: values of several blocks joined by a comma, which for policies means that all hold. */
export function headersOf(blocks: readonly Block[], path: string, host: HeadersHost): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const block of blocks.filter((one) => matches(one.path, path))) {
    if (host === 'cloudflare-pages') for (const name of block.detach) found.delete(name.toLowerCase());
    for (const [name, value] of block.set) {
      const before = found.get(name.toLowerCase());
      found.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
    }
  }
  return found;
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}
