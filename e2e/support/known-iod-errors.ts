/**
 * Errors of dciodvfy that the output may have though the input had none, each with its cause. Anything else fails the test.
 */
export const knownIodErrors: readonly { readonly pattern: RegExp; readonly cause: string }[] = [];
