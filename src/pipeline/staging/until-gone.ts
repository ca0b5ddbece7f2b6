/** So many tries; with the pauses between them about six seconds. */
const mostAttempts = 16;
const longestPauseMs = 500;

/**
 * Removes something and tries again while it cannot be removed: a file stays locked for a moment after its writer has let go, a
 * little longer when the writer's worker was ended (Chromium 156).
 * @returns true when it is gone, or was not there
 */
export async function untilGone(remove: () => Promise<void>): Promise<boolean> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    if (await isGoneAfter(remove)) return true;
    await new Promise((resolve) => setTimeout(resolve, Math.min(longestPauseMs, 20 * 2 ** attempt)));
  }
  return false;
}

/** @returns true when it is gone now. A name that the browser does not let the page have is none that the page has made. */
export async function isGoneAfter(remove: () => Promise<void>): Promise<boolean> {
  try {
    await remove();
    return true;
  } catch (error) {
    return error instanceof TypeError || (error instanceof DOMException && error.name === 'NotFoundError');
  }
}
