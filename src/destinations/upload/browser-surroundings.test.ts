import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserSurroundings } from './browser-surroundings.ts';

const isSettled = async (promise: Promise<void>) => {
  const pending = Symbol('pending');
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an upload that waits', () => {
  it('sleeps as long as it is told, or until it is cancelled, and leaves no timer', async () => {
    const leaving = new AbortController();
    const long = browserSurroundings.sleep(1000, leaving.signal);
    await vi.advanceTimersByTimeAsync(999);
    expect(await isSettled(long)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isSettled(long)).toBe(true);
    const cancelled = browserSurroundings.sleep(1000, leaving.signal);
    leaving.abort();
    await cancelled;
    await browserSurroundings.sleep(1000, leaving.signal);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on when the browser is online again, and listens no longer', async () => {
    const page = new EventTarget();
    const listen = vi.fn(page.addEventListener.bind(page));
    const unlisten = vi.fn(page.removeEventListener.bind(page));
    vi.stubGlobal('addEventListener', listen);
    vi.stubGlobal('removeEventListener', unlisten);
    const { signal } = new AbortController();
    vi.stubGlobal('navigator', { onLine: true });
    await browserSurroundings.whenOnline(signal);
    expect(listen).not.toHaveBeenCalled();
    vi.stubGlobal('navigator', { onLine: false });
    const online = browserSurroundings.whenOnline(signal);
    expect(await isSettled(online)).toBe(false);
    page.dispatchEvent(new Event('online'));
    await online;
    expect(unlisten.mock.calls).toEqual(listen.mock.calls);
  });

  it('ends at once when it is cancelled offline, and listens no longer', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    const unlisten = vi.fn();
    vi.stubGlobal('removeEventListener', unlisten);
    vi.stubGlobal('navigator', { onLine: false });
    const leaving = new AbortController();
    const offline = browserSurroundings.whenOnline(leaving.signal);
    leaving.abort();
    await offline;
    expect(unlisten).toHaveBeenCalledExactlyOnceWith('online', expect.any(Function));
    await browserSurroundings.whenOnline(leaving.signal);
    expect(unlisten).toHaveBeenCalledOnce();
  });

  it('has the clock and the chance of the page', () => {
    vi.setSystemTime(1234);
    expect(browserSurroundings.now()).toBe(1234);
    const chance = vi.spyOn(Math, 'random').mockReturnValue(0.25);
    expect(browserSurroundings.random()).toBe(0.25);
    chance.mockRestore();
  });
});
