/** How the program ends, for scripts. Of several the highest that applies. */
export const exitStatus = { done: 0, ownError: 1, usage: 2, held: 3, failed: 4, stopped: 5 } as const;

/** Ends the program with a message for people. It quotes no value and no key. */
export class CommandError extends Error {
  readonly status: number;

  constructor(message: string, status: number = exitStatus.ownError) {
    super(message);
    this.status = status;
  }
}

export function usageError(message: string): CommandError {
  return new CommandError(message, exitStatus.usage);
}

/** The code of an error of the system, as `ENOSPC`; '' for any other error. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
