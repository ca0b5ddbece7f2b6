import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guideOf } from '../../../vite.guides.ts';
import { findHeadings, wordsOf } from './find-headings.ts';
import type { GuideBlock, GuideText } from './guide.ts';
import { guideNames, placeOf } from './guides.ts';

const guides = new Map(guideNames.map((name) => [name, guideOf(readFileSync(`docs/${name}.md`, 'utf8'))]));

function linksOf(texts: readonly GuideText[]): readonly string[] {
  return texts.flatMap((text) => {
    if (typeof text === 'string' || text.kind === 'code') return [];
    return text.kind === 'link' ? [text.to, ...linksOf(text.texts)] : linksOf(text.texts);
  });
}

function linksOfBlock(block: GuideBlock): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return linksOf(block.texts);
    case 'bulleted':
    case 'numbered':
      return block.items.flatMap((item) => item.flatMap(linksOfBlock));
    case 'table':
      return [block.head, ...block.rows].flatMap((row) => row.flatMap(linksOf));
    case 'code':
      return [];
  }
}

describe('guides of Help', () => {
  it.each(guideNames)('%s: every link to another guide leads to a heading that is there', (name) => {
    const { blocks } = guides.get(name)!;
    expect(blocks.length).toBeGreaterThan(0);
    const lost = blocks.flatMap(linksOfBlock).filter((to) => {
      const place = placeOf(to, name);
      if (place === null || place.id === null) return false;
      return !guides.get(place.name)!.blocks.some((block) => block.kind === 'heading' && block.id === place.id);
    });
    expect(lost).toEqual([]);
  });

  it('leaves addresses and documents that the page does not have as text', () => {
    expect(placeOf('https://example.org/', 'security')).toBeNull();
    expect(placeOf('adr/0001-edit-list-over-original-bytes.md', 'security')).toBeNull();
    expect(placeOf('hosting.md', 'security')).toBeNull();
    expect(placeOf('pixels.md#seen', 'security')).toEqual({ name: 'pixels', id: 'seen' });
    expect(placeOf('#limits', 'security')).toEqual({ name: 'security', id: 'limits' });
  });

  it('keeps lists, tables, code and stressed words, and writes entities as characters', () => {
    const { title, blocks } = guideOf(
      '# A *title*\n\n- one **two**\n\n| a | b |\n| - | - |\n| `x` | 1 &lt; 2 |\n\n## Next `one`\n\nEnd.',
    );
    expect(title).toBe('A title');
    expect(blocks).toEqual([
      {
        kind: 'bulleted',
        items: [[{ kind: 'paragraph', texts: ['one ', { kind: 'strong', texts: ['two'] }] }]],
      },
      expect.objectContaining({ kind: 'table' }),
      { kind: 'heading', depth: 2, id: 'next-one', texts: ['Next ', { kind: 'code', text: 'one' }] },
      { kind: 'paragraph', texts: ['End.'] },
    ]);
    expect(JSON.stringify(blocks)).toContain('1 < 2');
  });

  it('finds the headings under which all words stand', () => {
    const guide = guideOf('# Top\n\nAlpha.\n\n## One\n\nBeta gamma.\n\n## Two\n\n- beta\n- Gamma\n');
    expect(findHeadings(guide, wordsOf(' beta  GAMMA'))).toEqual([
      { id: 'one', heading: 'One' },
      { id: 'two', heading: 'Two' },
    ]);
    expect(findHeadings(guide, wordsOf('alpha'))).toEqual([{ id: '', heading: 'Top' }]);
    expect(findHeadings(guide, wordsOf('alpha beta'))).toEqual([]);
  });
});
