import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('./data/', import.meta.url);
const hashesFile = new URL('hashes.json', folder);

it('keeps hashes.json in step with the rule data (UPDATE_DOCS=1 writes it again)', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'hashes.json');
  const hashes = Object.fromEntries(
    files.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(new URL(name, folder)))
        .digest('hex'),
    ]),
  );
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(hashesFile, `${JSON.stringify(hashes, null, 2)}\n`);
  expect(JSON.parse(readFileSync(hashesFile, 'utf8'))).toEqual(hashes);
});
