import { expect, it } from 'vitest';
import type { FrameRequest, ImageProblem, ShownFrame } from '../../../pipeline/contracts/image.protocol.ts';
import { createFrameAhead } from './frame-ahead.ts';

type Picture = ShownFrame | ImageProblem;
type Asked = { readonly how: 'show' | 'ahead'; readonly give: (picture: Picture) => void; isCancelled: boolean };

function setUp() {
  const asked: Asked[] = [];
  const ask = (how: Asked['how']) => (_: FrameRequest, give: Asked['give']) => {
    const request = { how, give, isCancelled: false };
    asked.push(request);
    return () => {
      request.isCancelled = true;
    };
  };
  return { asked, next: createFrameAhead({ show: ask('show'), ahead: ask('ahead') }) };
}

const contentOf = () => ({ kind: 'plain', blob: new Blob(), lastModifiedMs: 0 }) as const;
const asOpened = (content: FrameRequest['content']): FrameRequest => ({
  content,
  frame: 0,
  window: null,
  showsOverlays: true,
  blanked: null,
});
function picture() {
  const closed: number[] = [];
  const shown = { kind: 'shown', bitmap: { close: () => closed.push(1) } } as unknown as Picture;
  return { shown, closed };
}

it('gives a picture that was fetched at once, and once', () => {
  const { asked, next } = setUp();
  const content = contentOf();
  const { shown } = picture();
  next.fetch(content);
  next.fetch(content);
  asked[0]?.give(shown);
  const got: Picture[] = [];
  next.show(asOpened(content), (result) => got.push(result));
  expect(got).toEqual([shown]);
  next.show(asOpened(content), () => undefined);
  expect(asked.map(({ how }) => how)).toEqual(['ahead', 'show']);
});

it('waits for a picture that is being decoded, without asking again', () => {
  const { asked, next } = setUp();
  const content = contentOf();
  const { shown } = picture();
  next.fetch(content);
  const got: Picture[] = [];
  next.show(asOpened(content), (result) => got.push(result));
  asked[0]?.give(shown);
  expect([got, asked.length]).toEqual([[shown], 1]);
});

it('keeps one picture alone, and closes what nobody took', () => {
  const { asked, next } = setUp();
  const { shown, closed } = picture();
  next.fetch(contentOf());
  asked[0]?.give(shown);
  next.fetch(contentOf());
  expect([closed.length, asked.length]).toEqual([1, 2]);
  next.clear();
  expect(asked[1]?.isCancelled).toBe(true);
});

it('asks for whatever is to look otherwise', () => {
  const { asked, next } = setUp();
  const content = contentOf();
  next.fetch(content);
  next.show({ ...asOpened(content), frame: 1 }, () => undefined);
  next.show({ ...asOpened(content), blanked: [] }, () => undefined);
  next.show({ ...asOpened(content), window: { center: 1, width: 2 } as never }, () => undefined);
  next.show({ ...asOpened(content), showsOverlays: false }, () => undefined);
  next.show(asOpened(contentOf()), () => undefined);
  expect(asked.map(({ how }) => how)).toEqual(['ahead', 'show', 'show', 'show', 'show', 'show']);
});

it('asks ahead for a file as it is when it is opened', () => {
  const requests: FrameRequest[] = [];
  const ahead = (request: FrameRequest) => {
    requests.push(request);
    return () => undefined;
  };
  const content = contentOf();
  createFrameAhead({ show: () => () => undefined, ahead }).fetch(content);
  expect(requests).toEqual([asOpened(content)]);
});

it('can be told that nobody waits any more, as long as the picture is being decoded', () => {
  const { asked, next } = setUp();
  const [one, other] = [contentOf(), contentOf()];
  next.fetch(one);
  next.show(asOpened(one), () => undefined)();
  expect(asked[0]?.isCancelled).toBe(true);
  next.fetch(other);
  asked[1]?.give(picture().shown);
  next.show(asOpened(other), () => undefined)();
  expect(asked[1]?.isCancelled, 'it is there').toBe(false);
});

it('gives up a picture that is being decoded when another one is likelier', () => {
  const { asked, next } = setUp();
  next.fetch(contentOf());
  next.fetch(contentOf());
  expect(asked.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
});

it('gives what is wrong with a picture like a picture, and has nothing to close then', () => {
  const { asked, next } = setUp();
  const content = contentOf();
  const problem = { kind: 'problem' } as unknown as Picture;
  next.fetch(content);
  asked[0]?.give(problem);
  const got: Picture[] = [];
  next.show(asOpened(content), (result) => got.push(result));
  expect(got).toEqual([problem]);
  next.fetch(content);
  asked[1]?.give(problem);
  next.clear();
  expect(asked).toHaveLength(2);
});

it('holds nothing after the batch ended, and closes what it held once', () => {
  const { asked, next } = setUp();
  const content = contentOf();
  const { shown, closed } = picture();
  next.fetch(content);
  asked[0]?.give(shown);
  next.clear();
  next.clear();
  expect(closed).toHaveLength(1);
  next.show(asOpened(content), () => undefined);
  next.fetch(content);
  expect(asked.map(({ how }) => how)).toEqual(['ahead', 'show', 'ahead']);
});
