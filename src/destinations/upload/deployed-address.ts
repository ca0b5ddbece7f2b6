/** @returns what is wrong with an address of a deployment, as the end of a sentence; null when it may be used */
export function addressProblem(address: string): string | null {
  if (!URL.canParse(address)) return 'is no absolute address';
  const { protocol, username, password, search, hash } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return 'does not begin with https:// or http://';
  if (username !== '' || password !== '') return 'holds a user name or password; they are typed into the page';
  return search === '' && hash === '' ? null : 'has a query or a fragment';
}

/** The address in the form that browsers use. @param place what is read, as the beginning of a sentence. @throws TypeError */
export function readAddress(address: unknown, place: string): string {
  const problem = typeof address === 'string' ? addressProblem(address) : 'is missing';
  if (problem !== null) throw new TypeError(`${place} ${problem}.`);
  return new URL(String(address)).href;
}

/** @param others members that were not asked for @throws TypeError when there are any */
export function refuseOthers(others: object, place: string): void {
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw new TypeError(`${place} has a member "${unknown}" that nobody knows.`);
}
