import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAst } from 'vite';
import { expect, it } from 'vitest';
import { decideStrings } from './strings/decide.ts';

type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown };

/** Attributes that a person reads or hears, those of our own components included. */
const SPOKEN = ['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt'].concat([
  'label',
  'name',
  'consequence',
  'unit',
  'prefix',
  'region',
  'summary',
  'textValue',
]);
const APP = resolve(import.meta.dirname, '..');

/** Words written between tags, in what stands in braces there, or in an attribute that a person reads or hears. */
function wordsOfTheirOwn(source: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: Node) => {
    if (node.type === 'JSXText') take(node, node['value']);
    if (node.type === 'JSXExpressionContainer') visitShown(node['expression'] as Node);
    if (node.type === 'JSXAttribute') {
      const { name } = node['name'] as unknown as { name: string };
      const value = node['value'] as Node | null;
      if (value === null || !SPOKEN.includes(name)) {
        // Other attributes are for the machine; the elements and functions in them are looked at all the same.
        if (value?.type === 'JSXExpressionContainer') visitBelow(value);
        return;
      }
      if (value.type === 'Literal') take(value, value['value']);
    }
    visitBelow(node);
  };
  const visitBelow = (node: Node) => {
    for (const below of Object.values(node).flat()) {
      if (typeof below === 'object' && below !== null && 'type' in below) visit(below as Node);
    }
  };
  /** What an expression gives to be shown: either branch, the last operand, the fixed parts of a template. */
  const visitShown = (node: Node) => {
    switch (node.type) {
      case 'Literal':
        return take(node, node['value']);
      case 'TemplateLiteral':
        return (node['quasis'] as Node[]).forEach((part) => {
          take(part, (part['value'] as { raw: string }).raw);
        });
      case 'ConditionalExpression':
        visitShown(node['consequent'] as Node);
        return visitShown(node['alternate'] as Node);
      case 'LogicalExpression':
        visitShown(node['left'] as Node);
        return visitShown(node['right'] as Node);
    }
  };
  const take = (node: Node, text: unknown) => {
    if (typeof text === 'string' && /\p{L}/u.test(text)) {
      found.push(`${source.slice(0, node.start).split('\n').length}: ${text.trim()}`);
    }
  };
  visit(parseAst(source, { lang: 'tsx' }) as unknown as Node);
  return found;
}

it('finds words wherever a component can hold them', () => {
  const words = (jsx: string) => wordsOfTheirOwn(`export const a = <p>${jsx}</p>;`).map((line) => line.slice(3));
  expect(words('Save')).toEqual(['Save']);
  expect(words(`{isOpen ? 'Hide' : count > 1 && 'Show'}`)).toEqual(['Hide', 'Show']);
  expect(words('{`\u0024{count} of \u0024{total}`}')).toEqual(['of']);
  expect(words('<i aria-label="Close" title={isOn ? "On" : text.off} />')).toEqual(['Close', 'On']);
  expect(words('<i onClick={() => show(<b>Word</b>)} className="btn" key="k" /> · {text.save}')).toEqual(['Word']);
});

it('names no number of files on the way to Deliver where none goes out', () => {
  expect([0, 1, 2].map(decideStrings.foot.deliver)).toEqual(['Go to Deliver', 'Deliver 1 file', 'Deliver 2 files']);
});

it('keeps every text of the page in the catalogue', () => {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    wordsOfTheirOwn(readFileSync(resolve(APP, file), 'utf8')).map((words) => `${file}:${words}`),
  );
  expect(found).toEqual([]);
});
