import { describe, expect, it } from 'vitest';
import { connectionsOf } from './connections.ts';
import { originsOf, parseDeployment } from './deployment.ts';

const pacs = {
  kind: 'stow-rs',
  name: 'Research PACS',
  url: 'https://pacs.example/dicom-web/studies',
  signIn: 'bearer',
};
const parse = (value: unknown) => parseDeployment(JSON.stringify(value));

describe('a deployment', () => {
  it('lists destinations and hosts, each origin once', () => {
    const xnat = { kind: 'xnat', name: 'XNAT', url: 'https://xnat.example' };
    const other = { ...pacs, name: 'Second', url: 'https://pacs.example/other' };
    const { destinations, hosts } = parse({ destinations: [pacs, xnat, other], hosts: ['https://portal.example'] });
    expect(destinations.map(({ signIn }) => signIn)).toEqual(['bearer', 'none', 'bearer']);
    expect(hosts).toEqual(['https://portal.example']);
    expect(originsOf(destinations)).toEqual(['https://pacs.example', 'https://xnat.example']);
  });

  it('names the stores that links may lead to', () => {
    const broker = {
      kind: 'presigned',
      name: 'S3',
      url: 'https://portal.example/links',
      stores: ['https://b.s3.example'],
    };
    const { destinations } = parse({ destinations: [broker] });
    expect(originsOf(destinations)).toEqual(['https://b.s3.example', 'https://portal.example']);
  });

  it('names who gives tokens; the page may ask them, and no file goes there', () => {
    const { signIn: _, ...untyped } = pacs;
    const endpoint = { kind: 'endpoint', url: 'https://portal.example/token' };
    const issuer = { kind: 'oidc', issuer: 'https://login.example/', clientId: 'nescio' };
    const { destinations } = parse({
      destinations: [
        { ...untyped, credentials: endpoint },
        { ...untyped, credentials: issuer },
      ],
    });
    expect(destinations.map(({ credentials }) => credentials)).toEqual([
      endpoint,
      { ...issuer, issuer: 'https://login.example', scope: 'openid' },
    ]);
    expect(parse({ destinations }).destinations, 'as the build writes it into the page').toEqual(destinations);
    expect(originsOf(destinations)).toEqual(['https://pacs.example']);
    const origins = ['https://login.example', 'https://pacs.example', 'https://portal.example'];
    expect(connectionsOf(destinations)).toEqual({ origins, hasIssuer: true });
    expect(connectionsOf(destinations.slice(0, 1)).hasIssuer).toBe(false);
  });

  it.each([
    ['a kind that nobody knows', { kind: 'saml' }, /endpoint or oidc/],
    ['an endpoint without an address', { kind: 'endpoint' }, /"url" is missing/],
    ['an endpoint with a query', { kind: 'endpoint', url: 'https://portal.example/?a=1' }, /query/],
    ['an issuer without a client', { kind: 'oidc', issuer: 'https://login.example' }, /clientId/],
    [
      'a secret of the client',
      { kind: 'oidc', issuer: 'https://l.example', clientId: 'a', clientSecret: 'b' },
      /clientSecret/,
    ],
    ['a scope without openid', { kind: 'oidc', issuer: 'https://l.example', clientId: 'a', scope: 'x' }, /openid/],
  ])('refuses credentials with %s', (_, credentials, reason) => {
    const { signIn: __, ...untyped } = pacs;
    expect(() => parse({ destinations: [{ ...untyped, credentials }] })).toThrow(reason);
  });

  it('refuses a sign-in that is both typed and given', () => {
    const credentials = { kind: 'endpoint', url: 'https://portal.example/token' };
    expect(() => parse({ destinations: [{ ...pacs, credentials }] })).toThrow(/both/);
  });

  it('is empty by default', () => {
    expect(parse({})).toEqual({ destinations: [], hosts: [] });
  });

  it.each([
    ['not JSON', '{'],
    ['an array', '[]'],
    ['an unknown member', '{"destination":[]}'],
    ['a destination without a name', JSON.stringify({ destinations: [{ ...pacs, name: ' ' }] })],
    ['an unknown kind', JSON.stringify({ destinations: [{ ...pacs, kind: 'ftp' }] })],
    ['an unknown member of a destination', JSON.stringify({ destinations: [{ ...pacs, token: 'secret' }] })],
    ['a script address', JSON.stringify({ destinations: [{ ...pacs, url: 'javascript:alert(1)' }] })],
    ['a relative address', JSON.stringify({ destinations: [{ ...pacs, url: '/dicom-web' }] })],
    ['a password in the address', JSON.stringify({ destinations: [{ ...pacs, url: 'https://a:b@pacs.example/' }] })],
    ['a user in the address', JSON.stringify({ destinations: [{ ...pacs, url: 'https://a@pacs.example/' }] })],
    ['an address of another scheme', JSON.stringify({ destinations: [{ ...pacs, url: 'ftp://pacs.example/' }] })],
    ['a fragment', JSON.stringify({ destinations: [{ ...pacs, url: 'https://pacs.example/#a' }] })],
    ['a long name', JSON.stringify({ destinations: [{ ...pacs, name: 'a'.repeat(81) }] })],
    ['a host that is no text', JSON.stringify({ hosts: [1] })],
    ['hosts that are no list', JSON.stringify({ hosts: {} })],
    ['destinations that are no list', JSON.stringify({ destinations: {} })],
    ['a destination that is no object', JSON.stringify({ destinations: [1] })],
    ['stores that are no list', JSON.stringify({ destinations: [{ ...pacs, stores: {} }] })],
    ['a query', JSON.stringify({ destinations: [{ ...pacs, url: 'https://pacs.example/?key=1' }] })],
    ['a store with a path', JSON.stringify({ destinations: [{ ...pacs, stores: ['https://b.example/x'] }] })],
    ['a host with a path', JSON.stringify({ hosts: ['https://portal.example/app'] })],
    ['a host that is a wildcard', JSON.stringify({ hosts: ['*'] })],
  ])('refuses %s', (_, text) => {
    expect(() => parseDeployment(text)).toThrow(TypeError);
  });
});
