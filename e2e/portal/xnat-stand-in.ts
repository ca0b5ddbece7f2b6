import { type Behind, empty } from './serve-example.ts';

/**
 * Stands in for XNAT, of which no Debian package exists: its token against forged requests and its import of single files, as
 * https://wiki.xnat.org/xnat-api/image-session-import-service-api describes them. It reads no DICOM and archives nothing; what it
 * takes shows nothing about a real XNAT but that the request has the form.
 */
export function createXnatStandIn(project: string): { readonly behind: Behind; readonly imports: readonly Buffer[] } {
  const imports: Buffer[] = [];
  const [session, token] = ['STANDIN0SESSION', 'stand-in-token'];
  const behind: Behind = ({ method, url, sent, body }) => {
    const { pathname, searchParams: query } = new URL(url, 'http://xnat');
    if (pathname === '/data/JSESSION' && query.get('CSRF') === 'true') {
      const headers = { 'set-cookie': `JSESSIONID=${session}; Path=/; HttpOnly; SameSite=Strict` };
      return { status: 200, headers, body: Buffer.from(`${session};XNAT_CSRF=${token}`) };
    }
    if (pathname !== '/data/services/import' || method !== 'POST') return empty(404);
    const isOfSession = sent.cookie?.includes(`JSESSIONID=${session}`) && query.get('XNAT_CSRF') === token;
    if (!isOfSession) return empty(403);
    const isImport = query.get('import-handler') === 'gradual-DICOM' && query.get('inbody') === 'true';
    const labels = ['SUBJECT_ID', 'EXPT_LABEL'].map((name) => query.get(name) ?? '');
    // XNAT takes these characters in labels.
    const hasLabels = labels.every((label) => /^[\w-]{1,64}$/.test(label));
    if (!isImport || !hasLabels || query.get('PROJECT_ID') !== project) return empty(400);
    imports.push(body);
    return { status: 200, headers: {}, body: Buffer.from(`/prearchive/projects/${project}/0/${labels[1]}\r\n`) };
  };
  return { behind, imports };
}
