import { inflateSync } from 'fflate';
import { crc32 } from './crc32.ts';

/** Small steps, so that a member that lies about its size is noticed before it has taken much (1,032:1 at most). */
const stepBytes = 64 * 1024;

/**
 * Inflates a deflated member of a zip (RFC 1951), with the platform's own inflate, which is four times faster than one in
 * JavaScript. What that one refuses, as bytes behind the end of the stream, is tried again by a more lenient one.
 * @param stated size and CRC in the directory of the zip
 * @returns null when the member is not what was stated
 */
export async function inflateMember(
  packed: Uint8Array<ArrayBuffer>,
  stated: { readonly sizeBytes: number; readonly crc32: number },
): Promise<Uint8Array | null> {
  const bytes = (await inflateByPlatform(packed, stated.sizeBytes)) ?? inflateLeniently(packed, stated.sizeBytes);
  const isStated = bytes !== null && bytes.length === stated.sizeBytes && crc32(bytes) === stated.crc32;
  return isStated ? bytes : null;
}

/** @returns null for data that is damaged or has another size. */
export async function inflateByPlatform(
  packed: Uint8Array<ArrayBuffer>,
  sizeBytes: number,
): Promise<Uint8Array | null> {
  const inflated = new Uint8Array(sizeBytes);
  let at = 0;
  const isWhole = await inflateInSteps(packed, (bytes) => {
    const fits = at + bytes.length <= sizeBytes;
    if (fits) inflated.set(bytes, at);
    at += bytes.length;
    return fits;
  });
  return isWhole && at === sizeBytes ? inflated : null;
}

/**
 * Inflates deflated data (RFC 1951) with the platform's own inflate.
 * @param take gets the bytes in order and says whether it wants more
 * @returns false when the data is damaged; what was taken until then is not to be trusted
 */
export async function inflateInSteps(
  packed: Uint8Array<ArrayBuffer>,
  take: (bytes: Uint8Array) => boolean,
): Promise<boolean> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const reader = readable.getReader();
  const feeding = feed(writable, packed);
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      if (take(step.value)) continue;
      await reader.cancel();
      return true;
    }
    return true;
  } catch {
    return false;
  } finally {
    await feeding;
  }
}

/** What goes wrong here is heard by who reads. */
async function feed(writable: WritableStream<BufferSource>, packed: Uint8Array<ArrayBuffer>): Promise<void> {
  const writer = writable.getWriter();
  try {
    for (let at = 0; at < packed.length; at += stepBytes) await writer.write(packed.subarray(at, at + stepBytes));
    await writer.close();
  } catch {
    return;
  }
}

/** Gives bytes where it can, which their number and CRC then tell right from wrong. */
function inflateLeniently(packed: Uint8Array, sizeBytes: number): Uint8Array | null {
  try {
    // The output array has the declared size, so a member that lies about it cannot take more.
    return inflateSync(packed, { out: new Uint8Array(sizeBytes) });
  } catch {
    return null;
  }
}
