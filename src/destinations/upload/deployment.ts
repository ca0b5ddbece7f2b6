import type { DeployedDestination, DestinationKind, SignInKind } from '../../pipeline/contracts/upload.ts';
import { addressProblem, readAddress, refuseOthers } from './deployed-address.ts';
import { isObject } from './is-object.ts';
import { readCredentials } from './read-credentials.ts';

const destinationKinds: readonly DestinationKind[] = ['stow-rs', 'xnat', 'presigned', 'tus'];
const signInKinds: readonly SignInKind[] = ['none', 'bearer', 'basic', 'header', 'cookie'];

/** What the operator of a page decides for everybody who opens it. */
export type Deployment = {
  /** None: nothing can be uploaded, and the policy lets nothing out. */
  readonly destinations: readonly DeployedDestination[];
  /** Origins of portals that may show `embed.html` in a frame. */
  readonly hosts: readonly string[];
};

export const localDeployment: Deployment = { destinations: [], hosts: [] };

/** `<meta name>` that carries the deployment; the build writes it, and an operator may change it with the headers. */
export const deploymentMetaName = 'nescio-deployment';

/**
 * Reads a deployment: `{ "destinations": [{ "kind", "name", "url", "signIn", "credentials", "stores" }], "hosts": ["https://portal.example"] }`.
 * @throws TypeError that says which entry is wrong and why; with one mistake the whole is refused
 */
export function parseDeployment(text: string): Deployment {
  const json = parseJson(text);
  if (!isObject(json)) throw new TypeError('The deployment is not a JSON object.');
  const { destinations = [], hosts = [], ...others } = json;
  refuseOthers(others, 'The deployment');
  if (!Array.isArray(destinations) || !Array.isArray(hosts)) {
    throw new TypeError('"destinations" and "hosts" must be arrays.');
  }
  return {
    destinations: destinations.map((entry, at) => readEntry(entry, `Destination ${at + 1}`)),
    hosts: hosts.map((host, at) => readOrigin(host, `Host ${at + 1}`)),
  };
}

function readOrigin(host: unknown, place: string): string {
  if (typeof host !== 'string' || addressProblem(host) !== null || new URL(host).origin !== host) {
    throw new TypeError(`${place} must be an origin such as https://portal.example.`);
  }
  return host;
}

/** The servers that files may go to, each once, as a content security policy names them. */
export function originsOf(destinations: readonly Pick<DeployedDestination, 'url' | 'stores'>[]): readonly string[] {
  return [...new Set(destinations.flatMap(({ url, stores }) => [new URL(url).origin, ...stores]))].sort();
}

function readEntry(entry: unknown, place: string): DeployedDestination {
  if (!isObject(entry)) throw new TypeError(`${place} is not an object.`);
  const { kind, name, url, signIn = 'none', credentials = null, stores = [], ...others } = entry;
  refuseOthers(others, place);
  if (typeof name !== 'string' || name.trim() === '' || name.length > 80) {
    throw new TypeError(`${place} needs a "name" of 1 to 80 characters.`);
  }
  const address = readAddress(url, `${place}: "url"`);
  if (credentials !== null && signIn !== 'none') throw new TypeError(`${place} has both "signIn" and "credentials".`);
  if (!Array.isArray(stores)) throw new TypeError(`${place}: "stores" must be an array of origins.`);
  return {
    kind: oneOf(kind, destinationKinds, `${place}: "kind"`),
    name: name.trim(),
    url: address,
    signIn: oneOf(signIn, signInKinds, `${place}: "signIn"`),
    credentials: credentials === null ? null : readCredentials(credentials, `${place}: "credentials"`),
    stores: stores.map((store, at) => readOrigin(store, `${place}: store ${at + 1}`)),
  };
}

function oneOf<Value extends string>(value: unknown, values: readonly Value[], what: string): Value {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw new TypeError(`${what} must be one of ${values.join(', ')}.`);
  return found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TypeError('The deployment is not JSON.');
  }
}
