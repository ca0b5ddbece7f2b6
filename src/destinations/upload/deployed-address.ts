/** @returns what is wrong with an address of a deployment, as the end of a sentence; null when it may be used */
export function addressProblem(address: string): string | null {
  if (!URL.canParse(address)) return 'is no absolute address';
  const { protocol, username, password, search, hash } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return 'does not begin with https:// or http://';
  if (username !== '' || password !== '') return 'holds a user name or password; they are typed into the page';
  return search === '' && hash === '' ? null : 'has a query or a fragment';
}
