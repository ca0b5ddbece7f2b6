import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderDeidentificationDoc } from './render-deidentification-doc.ts';

const page = new URL('../../docs/deidentification.md', import.meta.url);

it('keeps docs/deidentification.md in step with the rules (UPDATE_DOCS=1 writes it again)', () => {
  const rendered = renderDeidentificationDoc();
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, rendered);
  expect(readFileSync(page, 'utf8')).toBe(rendered);
});
