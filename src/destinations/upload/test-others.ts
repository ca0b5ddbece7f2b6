import type { TestLine, UploadTarget } from '../../pipeline/contracts/upload.ts';
import { parseLinks } from './presigned-links.ts';
import { signInHeaders } from './sign-in.ts';
import { describeStatus, type TestRequest, type TestSurroundings, testReach } from './test-connection.ts';
import { failure } from './test-line.ts';
import { xnatRequest } from './xnat-request.ts';

/** Tests an XNAT server: the sign-in, then whether it shows the project. Nothing is stored. */
export async function* testXnat(
  { url, credentials, project }: UploadTarget,
  surroundings: TestSurroundings,
  signal: AbortSignal,
): AsyncGenerator<TestLine> {
  const base = url.replace(/\/+$/, '');
  const request = (path: string) => xnatRequest(credentials, 'GET', `${base}${path}`, null, ignore, signal);
  const session = yield* testReach(request('/data/JSESSION'), surroundings, signal);
  if (session === null) return;
  const line = describeStatus(session.status);
  yield line ?? { tone: 'ok', text: 'Signed in to XNAT', detail: `${session.status}` };
  if (line !== null) return;
  const found = await surroundings.sendRequest(request(`/data/projects/${encodeURIComponent(project)}?format=json`));
  if (found.kind !== 'response') return;
  const detail = `${found.status}`;
  if (found.status === 200) yield { tone: 'ok', text: `Project ${project} is there`, detail };
  else yield failure(`XNAT does not show the project ${project} to this sign-in.`, detail);
}

/** SHA-256 of no bytes. */
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Tests a broker: asks for one link, and uses it for nothing. */
export async function* testPresigned(
  { url, credentials }: UploadTarget,
  origins: readonly string[],
  surroundings: TestSurroundings,
  signal: AbortSignal,
): AsyncGenerator<TestLine> {
  const message = { outputPath: 'connection-test.dcm', sizeBytes: 0, sha256: emptyHash };
  const request: TestRequest = {
    method: 'POST',
    url,
    headers: { ...signInHeaders(credentials), 'Content-Type': 'application/json', Accept: 'application/json' },
    body: new Blob([JSON.stringify(message)]),
    withCredentials: credentials.kind === 'cookie',
  };
  const answer = yield* testReach(request, surroundings, signal);
  if (answer === null) return;
  const detail = `${answer.status}`;
  const link = answer.status < 300 ? (parseLinks(answer.text, 1)?.links[0] ?? null) : null;
  if (link === null) {
    yield describeStatus(answer.status) ?? failure('The server gives no link to upload to. Check the address.', detail);
    return;
  }
  yield { tone: 'ok', text: 'Signed in, the server gives links', detail };
  const { origin, host } = new URL(link.url);
  if (origins.includes(origin)) yield { tone: 'ok', text: `Links lead to ${host}`, detail: '' };
  else yield failure(`Links lead to ${host}, to which this page may not send. Whoever hosts the page must add it.`);
}

/** Tests a tus server: an answer that speaks of tus, and the sign-in where the server asks for one here. */
export async function* testTus(
  { url, credentials }: UploadTarget,
  surroundings: TestSurroundings,
  signal: AbortSignal,
): AsyncGenerator<TestLine> {
  // A creation without a length is refused by every server (tus 1.0, Creation): nothing is made.
  const request: TestRequest = {
    method: 'POST',
    url,
    headers: { ...signInHeaders(credentials), 'Tus-Resumable': '1.0.0' },
    body: null,
    withCredentials: credentials.kind === 'cookie',
  };
  const answer = yield* testReach(request, surroundings, signal);
  if (answer === null) return;
  const line = describeStatus(answer.status);
  if (line !== null) yield line;
  else if (answer.status < 300) yield failure('The server answers, but not as a tus server does.', `${answer.status}`);
  else yield { tone: 'ok', text: 'Signed in, tus answers', detail: `${answer.status}` };
}

const ignore = () => undefined;
