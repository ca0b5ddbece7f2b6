import { describe, expect, it } from 'vitest';
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
    ['a query', JSON.stringify({ destinations: [{ ...pacs, url: 'https://pacs.example/?key=1' }] })],
    ['a store with a path', JSON.stringify({ destinations: [{ ...pacs, stores: ['https://b.example/x'] }] })],
    ['a host with a path', JSON.stringify({ hosts: ['https://portal.example/app'] })],
    ['a host that is a wildcard', JSON.stringify({ hosts: ['*'] })],
  ])('refuses %s', (_, text) => {
    expect(() => parseDeployment(text)).toThrow(TypeError);
  });
});
