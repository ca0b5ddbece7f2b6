import { usageError } from '../exit-status.ts';
import type { ProgramContext } from '../program-context.ts';
import { serverAddress } from '../settings/server-address.ts';
import { readSignIn } from '../settings/sign-in-file.ts';
import { isStoreAddress, storeAddress } from '../store/store-address.ts';
import { filesOfStore } from '../store/store-files.ts';
import { type PutOutFiles, putOutFiles } from './put-out-files.ts';
import { filesOfServer } from './server-files.ts';

/** What `verify` looks at. @throws CommandError where it cannot be looked at, or `--sign-in` cannot be used */
export async function filesToVerify(
  out: string,
  signIn: string | undefined,
  { environment, signal }: Pick<ProgramContext, 'environment' | 'signal'>,
): Promise<PutOutFiles> {
  const url = serverAddress(out);
  if (url !== null) return filesOfServer(url, readSignIn(signIn, environment), signal);
  if (signIn !== undefined) throw usageError('--sign-in is for an OUT that is a server.');
  return isStoreAddress(out) ? filesOfStore(storeAddress(out, 'OUT'), signal) : putOutFiles(out);
}
