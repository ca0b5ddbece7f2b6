import { countOf } from '../format.ts';

/** Texts about what stays on this computer, and how a person can check it. */
export const trustStrings = {
  requests: {
    badge: (n: number, hosts: readonly string[]) => {
      const requests = countOf(n, 'request', 'requests');
      if (hosts.length === 0) return `${requests} since load`;
      return hosts.length === 1 ? `${requests}, all to ${hosts[0]}` : `${requests} to ${hosts.join(', ')}`;
    },
    badgeBlocked: (badge: string, blocked: string) => `${badge}, ${blocked} blocked`,
    word: (n: number) => (n === 1 ? 'request' : 'requests'),
    about:
      'since this page loaded, not counting the program’s own files. Counted by the browser, shown on every screen.',
    blocked: (n: number) => `${countOf(n, 'request', 'requests')} blocked by the content policy`,
  },
  offline: {
    badge: 'Works offline',
    badgeOff: 'Works offline, network is off',
    check: ['Works offline', 'Disconnect and try'],
    checkOff: ['The network is off', 'Everything goes on working'],
    notKept: ['The network is off', 'Keep this tab open'],
  },
  privacy: {
    heading: 'Privacy',
    checks: [
      ['No upload destination set', 'Files stay here'],
      ['No server, account or analytics', 'Static page'],
      ['Originals never stored', 'Read where they are'],
    ],
    blocked: ['Background requests blocked', 'Content policy, probed'],
    notBlocked:
      'Protection is incomplete: a test request from a worker was not blocked. The page is served without its content policy. The test carried no data; ask whoever hosts the page to add the headers before you use it.',
    unread: ['Background requests blocked', 'Probed; this browser does not say by which policy'],
    unknown: ['Background requests blocked', 'Being tested'],
    policy: {
      heading: 'What the content policy forbids',
      forbids: [
        'Sending anything to anybody, the host of this page included.',
        'Scripts, styles, fonts and pictures from elsewhere; only the program’s own files run.',
        'Forms, frames, plug-ins and new windows.',
        'Being shown inside another site.',
        'Camera, microphone, location and reading the clipboard.',
      ],
      cannot: 'It cannot forbid that a page is left for another. The program does not do that, and its tests check it.',
    },
  },
  about: {
    heading: 'About Nescio',
    open: 'Help and about',
    version: 'Version',
    build: 'Build',
    rules: 'Rules',
    edition: (edition: string) => `DICOM PS3.15 Table E.1-1, ${edition}`,
    profileHash: 'Profile in use, SHA-256',
    licence: 'Licence',
    offline: 'Network',
    offlineYes: 'Kept in this browser: works without a network',
    offlineNo: 'Not kept in this browser: needs its host to load',
    data: 'Rule data, SHA-256',
    dataHint:
      'The rules are data files of the source, in src/profile/data. A file with the same sum has the same rules.',
    install: 'The browser can install the page as a program: look for Install in its menu or address bar.',
    sent: 'Requests since load',
    blocked: 'Blocked by the content policy',
    check: {
      heading: 'How to check that nothing leaves',
      steps: [
        'Open the browser’s developer tools and the tab Network, then use the page. Apart from the program’s own files, nothing is added.',
        'Look at the response header Content-Security-Policy of the page and of its scripts: connect-src is ’none’.',
        'Disconnect from the network and go on: everything still works.',
      ],
      counter:
        'The counter shows what the browser reports for this page. Background workers have no counter of their own; the content policy keeps them from the network, and a test request at start checks that.',
    },
    limits: 'What it does not promise',
    licences: 'Licences of the parts it is made of',
  },
} as const;
