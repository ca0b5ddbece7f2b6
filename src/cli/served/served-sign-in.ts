import { usageError } from '../exit-status.ts';
import type { Manifest } from '../input/manifest.ts';
import { eachInput } from '../settings/places.ts';
import { readSignIn } from '../settings/sign-in-file.ts';
import { isWebAddress, servedInput } from './served-address.ts';

/**
 * The file by which inputs are read from a server; '' where none is, or nobody signs in.
 * @param outUrl the server that outputs go to; null where they go elsewhere
 * @throws CommandError where an address cannot be used, where one sign-in would be told to two servers, or where its file cannot be used
 */
export function signInOfInputs(
  inputs: readonly string[],
  manifest: Manifest | null,
  outUrl: string | null,
  named: string | undefined,
  environment: NodeJS.ProcessEnv,
): string {
  const origins = new Set<string>();
  eachInput(inputs, manifest, (input, what) => {
    if (isWebAddress(input)) origins.add(servedInput(input, what).origin);
  });
  const file = named ?? environment['NESCIO_SIGN_IN_FILE'] ?? '';
  if (origins.size === 0) {
    if (named !== undefined && outUrl === null) throw usageError(onlyServers);
    return '';
  }
  if (file === '') return '';
  if (outUrl !== null) origins.add(new URL(outUrl).origin);
  if (origins.size > 1) throw usageError(oneServer);
  readSignIn(file, {});
  return file;
}

/** True where one of the inputs is on a server. */
export function readsServer(inputs: readonly string[], manifest: Manifest | null): boolean {
  let isServed = false;
  eachInput(inputs, manifest, (input) => {
    isServed ||= isWebAddress(input);
  });
  return isServed;
}

const onlyServers = '--sign-in is for an IN or an OUT that is a server.';
const oneServer =
  'The sign-in is that of one server, and the addresses name several: it would be told to all of them. Run what is of one server at a time.';
