import { describe, expect, it } from 'vitest';
import { collect } from '../../testing/collect.ts';
import type { ImageProblem } from '../contracts/image.protocol.ts';
import type { InputContent } from '../contracts/input-file.ts';
import type { LookRequest, TextService } from '../contracts/text-search.ts';
import { type SearchedFile, searchSeries, type TextRisk } from './search-series.ts';

const problem: ImageProblem = { kind: 'problem', code: 'damaged', transferSyntaxUid: '', layout: '' };
const name = { box: { column: 0, row: 0, columns: 90, rows: 12 }, kind: 'other', text: 'DOE' } as const;
const size = { ...name, kind: 'measurement', text: '12 mm' } as const;

function file(id: number, rows = 512): SearchedFile {
  const content: InputContent = { kind: 'plain', blob: new Blob([String(id)]), lastModifiedMs: id };
  return { id, content, rows, columns: 512 };
}

const marks = { seen: '', 'full-range': '+', thorough: '*' } as const;
const idOf = (content: InputContent) => (content.kind === 'plain' ? content.lastModifiedMs : -1);

/** Tells what was looked at: `3 of 7` is frame 3 of file 7, a star marks a thorough look, a plus one over the full range. */
function fakeTexts(answers: {
  readonly frames?: number;
  readonly found?: (id: number) => readonly (typeof name | typeof size)[];
  readonly together?: readonly (typeof name)[];
  readonly damaged?: number;
}) {
  const looks: string[] = [];
  let projected = 0;
  const texts: TextService = {
    look: async ({ content, frame, depth }: LookRequest) => {
      const id = idOf(content);
      looks.push(`${frame} of ${id}${marks[depth]}`);
      if (id === answers.damaged) return problem;
      const found = answers.found?.(id) ?? [];
      return { kind: 'looked', texts: found.map((text) => ({ ...text, frame })), frames: answers.frames ?? 1 };
    },
    project: async (content) => {
      if (idOf(content) === answers.damaged) return problem;
      const frames = answers.frames ?? 1;
      projected += frames;
      return { kind: 'added', frames };
    },
    lookAtProjections: async () => {
      const frames = projected;
      projected = 0;
      return { kind: 'looked', texts: answers.together ?? [], frames };
    },
    isBroken: () => false,
    end: () => undefined,
  };
  return { looks, texts };
}

async function search(files: readonly SearchedFile[], risk: TextRisk, texts: TextService) {
  return collect(searchSeries(files, risk, texts, new AbortController().signal));
}

const six = [1, 2, 3, 4, 5, 6].map((id) => file(id));

describe('searchSeries', () => {
  it('looks at every frame where text is likely, at the ends thoroughly', async () => {
    const { looks, texts } = fakeTexts({ frames: 4 });
    await search([file(1), file(2), file(3), file(4)], 'likely', texts);
    expect(looks.filter((look) => look.endsWith('of 1*'))).toEqual(['0 of 1*', '2 of 1*', '3 of 1*']);
    expect(looks.filter((look) => look.includes('of 2'))).toEqual(['0 of 2', '1 of 2', '2 of 2', '3 of 2']);
    expect(looks).toHaveLength(16);
  });

  it('looks at samples and at all together where text is unlikely', async () => {
    const { looks, texts } = fakeTexts({});
    const results = await search([...six, file(7, 256)], 'unlikely', texts);
    expect(looks).toEqual(['0 of 1', '0 of 4+', '0 of 7']);
    expect(results.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const { result } of results) expect(result).toEqual({ kind: 'searched', texts: [], isTextBeside: false });
  });

  it.each([
    ['a sample', { found: (id: number) => (id === 1 ? [name] : []) }],
    ['all together', { together: [name] }],
  ])('looks at every image when %s shows text, and says so of all', async (_, answers) => {
    const { looks, texts } = fakeTexts(answers);
    const results = await search(six, 'unlikely', texts);
    expect(new Set(looks.map((look) => look.replace(/[*+]/, '')))).toEqual(new Set(six.map(({ id }) => `0 of ${id}`)));
    for (const { result } of results) expect(result).toMatchObject({ kind: 'searched', isTextBeside: true });
  });

  it('does not take a measurement for a hit, and tells of it', async () => {
    const { texts } = fakeTexts({ found: () => [size] });
    const [first, second] = await search(six, 'unlikely', texts);
    expect(first?.result).toMatchObject({ texts: [{ text: '12 mm' }], isTextBeside: false });
    expect(second?.result).toMatchObject({ texts: [], isTextBeside: false });
  });

  it('says of an image that cannot be decoded that it was not searched', async () => {
    for (const risk of ['likely', 'unlikely'] as const) {
      const { texts } = fakeTexts({ damaged: 3 });
      const results = await search(six, risk, texts);
      expect(results.find(({ id }) => id === 3)?.result).toEqual({ kind: 'not-searched', cause: 'failed' });
      expect(results.find(({ id }) => id === 2)?.result.kind).toBe('searched');
    }
  });

  it('tells nothing more once it is aborted', async () => {
    const stop = new AbortController();
    const { texts } = fakeTexts({});
    const results: number[] = [];
    for await (const { id } of searchSeries(six, 'likely', texts, stop.signal)) {
      results.push(id);
      stop.abort();
    }
    expect(results).toEqual([1]);
  });
});
