/** A thread that says nothing for longer is taken for dead, and a store or a server may take its time. */
const signEveryMs = 2000;
let tell: (name: string) => void = () => undefined;

/** @param told called now and then while somebody else is waited for */
export function onWaiting(told: (name: string) => void): void {
  tell = told;
}

/** Gives signs of life until the work is done. @param name of what is waited for */
export async function withSigns<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const signs = setInterval(() => tell(name), signEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(signs);
  }
}
