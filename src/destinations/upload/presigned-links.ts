import { isObject, parseObject } from './is-object.ts';

/** Where bytes go, and what goes with them. */
export type Link = {
  readonly method: 'PUT' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** `read`: where what is at that path already can be read. */
export type WholeLinks = { readonly kind: 'whole'; readonly links: readonly [Link]; readonly read: string | null };

export type Links = WholeLinks | { readonly kind: 'parts'; readonly uploadId: string; readonly links: readonly Link[] };

/** Every address that the page would ask. */
export function addressesOf(links: Links): readonly string[] {
  const read = links.kind === 'whole' && links.read !== null ? [links.read] : [];
  return [...links.links.map(({ url }) => url), ...read];
}

/**
 * Reads a broker's answer: `{ "url", "headers"?, "method"?, "read"? }`, or `{ "uploadId", "parts": [{ "url", "headers"? }] }`.
 * @param parts how many links a file in parts needs
 * @returns null when it is something else
 */
export function parseLinks(text: string, parts: number): Links | null {
  const answer = parseObject(text);
  if (answer === null) return null;
  if (!Array.isArray(answer['parts'])) {
    const link = readLink(answer);
    const read = typeof answer['read'] === 'string' && URL.canParse(answer['read']) ? answer['read'] : null;
    return link === null ? null : { kind: 'whole', links: [link], read };
  }
  const uploadId = answer['uploadId'];
  const links = answer['parts'].map((part) => (isObject(part) ? readLink(part) : null));
  if (typeof uploadId !== 'string' || links.length !== parts || links.length < 2) return null;
  const whole = links.filter((link) => link !== null);
  return whole.length === parts ? { kind: 'parts', uploadId, links: whole } : null;
}

/** Reads `{ "stored": { "sha256" } }`: what the store has at this path already. @returns null when it is something else */
export function parseStored(text: string): string | null {
  const stored = parseObject(text)?.['stored'];
  const sha256 = isObject(stored) ? stored['sha256'] : null;
  return typeof sha256 === 'string' ? sha256.toLowerCase() : null;
}

function readLink({ url, method = 'PUT', headers = {} }: Readonly<Record<string, unknown>>): Link | null {
  if (typeof url !== 'string' || !URL.canParse(url) || !isObject(headers)) return null;
  if (method !== 'PUT' && method !== 'POST') return null;
  const texts = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { method, url, headers: Object.fromEntries(texts) };
}
