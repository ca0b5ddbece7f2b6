import { describe, expect, it } from 'vitest';
import { acceptPortal, type FrameWindow, type Portal } from './accept-portal.ts';

const hosts = ['https://portal.example', 'https://other.example'];
const connect = {
  nescio: 'connect',
  version: 1,
  profile: 'ps315-basic',
  profileSha256: null,
  key: new Uint8Array(32),
  limits: {},
};

/** A framed page that hears what a test says, with the origin and source that a browser would state. */
function openFrame() {
  const sent: string[] = [];
  const listeners = new Set<(event: MessageEvent) => void>();
  const parent = { postMessage: (_: unknown, origin: unknown) => void sent.push(String(origin)) } as Window;
  const own = {
    parent,
    addEventListener: (_: string, listener: never) => listeners.add(listener),
    removeEventListener: (_: string, listener: never) => listeners.delete(listener),
  } as unknown as FrameWindow;
  const accepted: Portal[] = [];
  acceptPortal(own, hosts, (portal) => accepted.push(portal));
  const { port1 } = new MessageChannel();
  const say = (change: Partial<Record<'origin' | 'source' | 'data' | 'ports', unknown>> = {}) => {
    const event = { origin: hosts[0], source: parent, data: connect, ports: [port1], ...change } as MessageEvent;
    for (const listener of [...listeners]) listener(event);
    return accepted.length;
  };
  return { sent, say, accepted, port1 };
}

describe('a framed page', () => {
  it('says hello to listed origins only, never to whoever listens', () => {
    expect(openFrame().sent).toEqual(hosts);
  });

  it('takes the first portal and no second one', () => {
    const { say, accepted } = openFrame();
    expect(say()).toBe(1);
    expect(say({ origin: hosts[1], data: { ...connect, profile: 'qmenta' } })).toBe(1);
    expect(accepted[0]?.connect.profile).toBe('ps315-basic');
    expect(accepted[0]?.origin).toBe(hosts[0]);
  });

  it('does not answer another origin, another window or a message in pieces', () => {
    const { say, port1 } = openFrame();
    expect(say({ origin: 'https://portal.example.evil.example' })).toBe(0);
    expect(say({ origin: 'null' })).toBe(0);
    expect(say({ source: {} })).toBe(0);
    expect(say({ source: null })).toBe(0);
    expect(say({ ports: [] })).toBe(0);
    expect(say({ ports: [port1, port1] })).toBe(0);
    expect(say({ data: { ...connect, version: 2 } })).toBe(0);
    expect(say()).toBe(1);
  });
});
