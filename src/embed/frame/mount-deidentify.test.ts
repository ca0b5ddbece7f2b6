import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type MountOptions, mountDeidentify } from './mount-deidentify.ts';

const origin = 'https://deid.example.org';
const options: MountOptions = {
  origin,
  profile: 'ps315-basic',
  profileSha256: 'a'.repeat(64),
  key: new Uint8Array(32).fill(7),
  onFile: () => undefined,
};

describe('options of the frame', () => {
  it.each<[string, Partial<MountOptions>, RegExp]>([
    ['no origin', { origin: `${origin}/embed.html` }, /"origin"/],
    ['a short key', { key: new Uint8Array(16) }, /key has 16 bytes; it must have 32/],
    ['a pin that is no SHA-256', { profileSha256: 'abc' }, /"profileSha256" 64 hexadecimal digits/],
    ['a limit that is no whole number', { limits: { maxFiles: Number.POSITIVE_INFINITY } }, /"limits" whole numbers/],
  ])('are refused at once, before there is a frame: %s', (_, wrong, message) => {
    expect(() => mountDeidentify({} as Element, { ...options, ...wrong })).toThrow(message);
  });
});

describe('a frame that does not answer', () => {
  let listeners: ((event: object) => void)[] = [];
  const contentWindow = { postMessage: () => undefined };
  const place = { append: () => undefined } as unknown as Element;

  beforeEach(() => {
    vi.useFakeTimers();
    listeners = [];
    vi.stubGlobal('addEventListener', (_: string, listener: (event: object) => void) => listeners.push(listener));
    vi.stubGlobal('removeEventListener', () => undefined);
    vi.stubGlobal('document', { createElement: () => ({ style: {}, contentWindow, remove: () => undefined }) });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function mounted() {
    const events: unknown[] = [];
    const { unmount } = mountDeidentify(place, { ...options, onEvent: (name, detail) => events.push([name, detail]) });
    return { events, unmount };
  }

  it('is told to the portal after 20 seconds, once', () => {
    const { events } = mounted();
    vi.advanceTimersByTime(19_999);
    expect(events).toEqual([]);
    vi.advanceTimersByTime(60_000);
    expect(events).toEqual([['error', { code: 'no-answer' }]]);
  });

  it('is not told where the page has said that it is there, or the frame was taken away', () => {
    const answered = mounted();
    for (const listener of listeners)
      listener({ source: contentWindow, origin, data: { nescio: 'hello', version: 1 }, ports: [] });
    const removed = mounted();
    removed.unmount();
    vi.advanceTimersByTime(60_000);
    expect([...answered.events, ...removed.events]).toEqual([]);
    answered.unmount();
  });
});
