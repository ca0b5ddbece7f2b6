import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { nobody } from '../../testing/nobody.ts';
import { cleanText } from '../clean-text/clean-text.ts';
import { textSettingOf } from '../clean-text/profile-words.ts';
import { type DescriptorRule, descriptorRules } from './descriptor-rules.ts';
import { renderDescriptorsDoc } from './render-descriptors-doc.ts';

const page = 'docs/descriptors.md';
const clean = (text: string, { kind = 'description', words }: DescriptorRule) =>
  cleanText(text, nobody, textSettingOf(words === undefined ? {} : { words }, kind)).text;

it('is what docs/descriptors.md says; UPDATE_DOCS=1 writes it anew', () => {
  const rendered = renderDescriptorsDoc(clean);
  if (process.env['UPDATE_DOCS']) writeFileSync(page, rendered);
  expect(readFileSync(page, 'utf8')).toBe(rendered);
});

it('shows texts that stay under the rules that say so, and others under those that do not', () => {
  for (const one of descriptorRules) {
    const { rule, texts } = one;
    const stays = / stay(?: |$)/.test(rule);
    for (const text of texts) expect(clean(text, one) === text, `${rule}: ${text}`).toBe(stays);
  }
});
