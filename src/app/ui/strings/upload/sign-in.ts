/** Texts of the sign-in that an endpoint or an issuer gives. `host` gives it. */
export const signInStrings = {
  region: 'Sign-in',
  first: 'Sign in first.',
  start: 'Sign in',
  again: 'Sign in again',
  cancel: 'Cancel sign-in',
  signedIn: (host: string, isRenewed: boolean) =>
    isRenewed
      ? `Signed in by ${host}. The token stays in memory and is renewed by itself.`
      : `Signed in by ${host}. The token stays in memory; when it ends, you are asked to sign in again.`,
  issuer: {
    'signed-out': (host: string) =>
      `Not signed in. ${host} opens in a window of its own; what you type there does not pass through this page.`,
    'signing-in': (host: string) => `Signing in: go on in the window of ${host}. It may be behind this one.`,
    expired: 'The sign-in has expired. Sign in again; an upload that waits for it goes on by itself.',
    unreachable: (host: string) => `${host}, which gives the sign-in, does not answer. Try again later.`,
    blocked: 'The browser blocked the window of the sign-in. Allow pop-ups for this page, then sign in.',
    refused: (host: string) => `${host} refused the sign-in.`,
  },
  endpoint: {
    idle: (host: string) => `The sign-in comes from your session at ${host} when something is sent.`,
    unreachable: (host: string) => `${host}, which gives the sign-in, does not answer now.`,
    refused: (host: string) => `${host} gives no sign-in. Sign in there in another tab.`,
  },
  refusedByServer: (host: string) =>
    `The server did not accept the sign-in of ${host}. Sign in there as somebody who may store files.`,
} as const;
