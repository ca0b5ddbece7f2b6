import type { DestinationKind, SignInKind } from '../../../../pipeline/contracts/upload.ts';
import { countOf, formatCount, formatSize } from '../../format.ts';

const kinds: Readonly<Record<DestinationKind, string>> = {
  'stow-rs': 'STOW-RS',
  xnat: 'XNAT',
  presigned: 'Presigned PUT',
  tus: 'tus',
};

const addresses: Readonly<Record<DestinationKind, string>> = {
  'stow-rs': 'Studies URL',
  xnat: 'XNAT address',
  presigned: 'Address that gives upload links',
  tus: 'tus address',
};

const signInKinds: Readonly<Record<SignInKind, string>> = {
  none: 'None',
  bearer: 'Bearer token',
  basic: 'User and password',
  header: 'Own header',
  cookie: 'Browser session',
};

/** Texts of the region Destination. */
export const uploadStrings = {
  heading: 'Destination',
  kinds,
  addresses,
  signIns: signInKinds,
  local:
    'This page has no destination: everything stays on this computer. Whoever hosts the page can add one; see the hosting guide.',
  protocol: 'Protocol',
  destination: 'Send to',
  project: 'Project',
  signIn: 'Sign-in',
  secrets: {
    token: 'Token, kept in memory only',
    user: 'User',
    password: 'Password, kept in memory only',
    headerName: 'Header name',
    headerValue: 'Header value, kept in memory only',
  },
  test: 'Test connection',
  testing: 'Testing',
  testResult: 'Connection test',
  upload: (files: number, host: string) => `Upload ${countOf(files, 'file', 'files')} to ${host}`,
  sendAgain: (files: number) => `Send ${countOf(files, 'file', 'files')} again`,
  nothing: 'No file is de-identified, so there is nothing to upload.',
  notBegun: 'Nothing was sent.',
  what: (host: string, stores: readonly string[]) =>
    stores.length === 0
      ? `Only de-identified files go to ${host}, when you press the button. Names and paths of your files do not.`
      : `Only de-identified files go to ${stores.join(' or ')}, by links that ${host} gives, when you press the button. Names and paths of your files do not.`,
  noProject: 'Type the identifier of the project that the sessions go into.',
  tested: 'Tested',
  sent: (stored: number, total: number, sentBytes: number) =>
    `${formatCount(stored)} of ${countOf(total, 'file', 'files')} stored, ${formatSize(sentBytes)} sent or compared`,
  percent: (percent: number) => `${percent} percent sent`,
  otherServer: (hosts: string) => `This page may only connect to ${hosts}. Whoever hosts the page decides that.`,
  badAddress: (problem: string) => `The address ${problem}.`,
  progress: 'Uploading',
  cancel: 'Cancel upload',
  cancelling: 'Cancelling',
  cancelled: 'The upload was cancelled. The server keeps what it has acknowledged.',
  offline: 'The network is off. Sending goes on when it is back.',
  pause: {
    region: 'Pause',
    why: {
      'no-answer': 'The server does not answer now.',
      unavailable: 'The server is not available now.',
      trouble: 'The server cannot take files now.',
      'no-sign-in': 'No sign-in is given for the server now.',
    },
    next: (time: string) => `Nothing is lost. The next try is at ${time}, by itself.`,
  },
  result: (stored: number, refused: number, notSent: number) =>
    `${stored} stored, ${refused} refused, ${notSent} not sent`,
  alreadyThere: 'The server had this file before, with the same content. It was not sent again.',
  notCompared:
    'Stored, says the server. It does not let this page look whether it had another file under the same UIDs, which it may have kept.',
  resultName: 'Upload result',
  outOfDate: 'Decisions changed after this upload. Upload again to send what is new.',
  discardBrokenOff: 'Discard that upload',
  receipt:
    'The receipt lists new UID, SHA-256, bytes, status (stored, already there, differs, refused, not sent), time and tries of each file.',
  broken: 'The upload stopped for an unexpected reason. What the server has acknowledged stays there. Upload again.',
} as const;
