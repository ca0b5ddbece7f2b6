import { isObject } from './is-object.ts';

/** Where bytes go, and what goes with them. */
export type Link = {
  readonly method: 'PUT' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type Links =
  | { readonly kind: 'whole'; readonly links: readonly [Link] }
  | { readonly kind: 'parts'; readonly uploadId: string; readonly links: readonly Link[] };

/**
 * Reads a broker's answer: `{ "url", "headers"?, "method"? }`, or `{ "uploadId", "parts": [{ "url", "headers"? }] }`.
 * @param parts how many links a file in parts needs
 * @returns null when it is something else
 */
export function parseLinks(text: string, parts: number): Links | null {
  const answer = parseObject(text);
  if (answer === null) return null;
  if (!Array.isArray(answer['parts'])) {
    const link = readLink(answer);
    return link === null ? null : { kind: 'whole', links: [link] };
  }
  const uploadId = answer['uploadId'];
  const links = answer['parts'].map((part) => (isObject(part) ? readLink(part) : null));
  if (typeof uploadId !== 'string' || links.length !== parts || links.length < 2) return null;
  const whole = links.filter((link) => link !== null);
  return whole.length === parts ? { kind: 'parts', uploadId, links: whole } : null;
}

function readLink({ url, method = 'PUT', headers = {} }: Readonly<Record<string, unknown>>): Link | null {
  if (typeof url !== 'string' || !URL.canParse(url) || !isObject(headers)) return null;
  if (method !== 'PUT' && method !== 'POST') return null;
  const texts = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { method, url, headers: Object.fromEntries(texts) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
