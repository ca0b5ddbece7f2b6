import { usageError } from '../exit-status.ts';
import { checkedAddress } from '../settings/server-address.ts';

/** As servers have them, with zeros in front of numbers as well. Nothing else becomes part of an address. */
export function isUid(text: string): boolean {
  return /^(?=.{1,64}$)\d+(\.\d+)*$/.test(text);
}

/** What lies on a DICOMweb server below its `studies` resource: a study, one of its series, or one instance (PS3.18 10.4). */
export type ServedAddress = {
  readonly origin: string;
  /** Without a slash at its end. */
  readonly url: string;
  /** Of study, series and instance, as far as they are named. */
  readonly uids: readonly string[];
};

export function isWebAddress(named: string): boolean {
  return /^https?:/i.test(named);
}

/**
 * Reads `https://host/…/studies/<uid>`, and behind it `/series/<uid>` and `/instances/<uid>`.
 * @param what the argument is, for people
 * @throws CommandError as `checkedAddress`, and where it names no study
 */
export function servedInput(named: string, what: string): ServedAddress {
  const { origin, pathname } = checkedAddress(named, what, 'files would come');
  const path = pathname.replace(/\/+$/, '');
  const [, study, series, instance] =
    /\/studies\/([\d.]+)(?:\/series\/([\d.]+)(?:\/instances\/([\d.]+))?)?$/.exec(path) ?? [];
  const uids = [study, series, instance].filter((uid) => uid !== undefined);
  const isWhole = uids.length > 0 && uids.every(isUid);
  if (isWhole) return { origin, url: `${origin}${path}`, uids };
  throw usageError(
    `${what} names no study of a DICOMweb server: it ends with /studies/ and a UID, or the series or instance of one.`,
  );
}
