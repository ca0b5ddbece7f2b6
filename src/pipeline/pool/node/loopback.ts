/** RFC 1122, 3.2.1.3 and RFC 4291, 2.5.3; the name by RFC 6761, 6.3. @param host as a parsed address has it, which has no other way to write them */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
