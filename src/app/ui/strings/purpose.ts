import { countOf } from '../format.ts';

/** Texts of the choice of a purpose: on the start page, in the profile panel, and where a batch can be switched to one. */
export const purposeStrings = {
  heading: 'What is it for?',
  about: 'Sets the profile. You can change it until you save',
  adjust: 'Adjust',
  openProfile: 'Open profile',
  own: { name: 'Own profile', summary: (title: string) => `As you have set it: ${title}` },
  sets: (name: string) => `${name} sets`,
  profile: 'Profile',
  notDefault: 'not as in the default',
  beside: 'What follows',
  looser: {
    purpose: 'Looser than the default. What follows:',
    own: 'Looser than the default, by your own changes. What follows:',
  },
  announce: (name: string, labels: readonly string[]) =>
    labels.length === 0
      ? `${name} sets the default.`
      : `${name} sets otherwise than the default: ${labels.join(', ')}.`,
  sites: 'Sites must share one key and may share a patient list.',
  openKey: 'Open project key',
  keyOpen: 'Project key opened.',
  patientList: 'Patient list',
  listRead: (fileName: string, patients: number) => `${fileName}: ${countOf(patients, 'patient', 'patients')}.`,
  listRefused: (fileName: string) => `${fileName} was refused, so every patient is held. Adjust says why.`,
  remember: 'Remember on this computer',
  rememberHint:
    'Purpose and profile, until you untick it. Never files, keys or patients, nor words and replacement texts of your own: a profile file keeps those.',
  switched: (name: string) => `Switched to ${name}. Every file is checked again.`,
  undo: 'Undo',
  takenBack: 'As before the switch.',
  needs: {
    region: 'Needed by converters',
    held: (files: number) =>
      `${countOf(files, 'file waits', 'files wait')}: converters would take slices apart wrongly.`,
    lost: (files: number) => `${countOf(files, 'file loses', 'files lose')} what converters need.`,
    what: 'What, and which programs',
    switchTo: (name: string) => `Switch to ${name}`,
  },
} as const;
