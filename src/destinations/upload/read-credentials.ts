import type { CredentialSource } from '../../pipeline/contracts/sign-in.ts';
import { readAddress, refuseOthers } from './deployed-address.ts';
import { isObject } from './is-object.ts';

/**
 * Reads who gives the token of a destination: `{ "kind": "endpoint", "url" }` or `{ "kind": "oidc", "issuer", "clientId", "scope" }`.
 * @throws TypeError that says what is wrong
 */
export function readCredentials(entry: unknown, place: string): CredentialSource {
  if (!isObject(entry)) throw new TypeError(`${place} is not an object.`);
  const { kind, ...rest } = entry;
  switch (kind) {
    case 'endpoint': {
      const { url, ...others } = rest;
      refuseOthers(others, place);
      return { kind, url: readAddress(url, `${place}: "url"`) };
    }
    case 'oidc': {
      const { issuer, clientId, scope = 'openid', ...others } = rest;
      refuseOthers(others, place);
      if (typeof clientId !== 'string' || clientId === '') throw new TypeError(`${place} needs a "clientId".`);
      if (typeof scope !== 'string' || !scope.split(' ').includes('openid')) {
        throw new TypeError(`${place}: "scope" must hold the word openid.`);
      }
      // Without the slash at the end: the address of what the issuer says of itself is made of it (OpenID Connect Discovery, 4).
      return { kind, issuer: readAddress(issuer, `${place}: "issuer"`).replace(/\/$/, ''), clientId, scope };
    }
    default:
      throw new TypeError(`${place}: "kind" must be endpoint or oidc.`);
  }
}
