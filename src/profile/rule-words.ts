import type { BasicAction } from './action-code.ts';
import type { Cleaning, Rule } from './compiled-profile.ts';

/**
 * What a rule does to a value, in words that follow a noun: `kept`, `removed`, `cleaned word by word`. Two rules have the
 * same words exactly when they do the same.
 */
export function ruleWords(rule: Rule): string {
  switch (rule.action) {
    case 'C':
      return cleaningWords[rule.cleaning];
    case 'replace':
      return `replaced by “${rule.value}”`;
    default:
      return actionWords[rule.action];
  }
}

/** Compound codes are settled per file, by what the kind of file demands (PS3.15 Table E.1-1a). */
const actionWords: Readonly<Record<BasicAction, string>> = {
  K: 'kept',
  X: 'removed',
  Z: 'emptied',
  D: 'replaced by a dummy',
  U: 'replaced by a new UID',
  'Z/D': 'emptied or a dummy',
  'X/Z': 'removed or emptied',
  'X/D': 'removed or a dummy',
  'X/Z/D': 'removed, emptied or a dummy',
  'X/Z/U*': 'emptied or new UIDs',
};

const cleaningWords: Readonly<Record<Cleaning, string>> = {
  'relative-times': 'counted from the start of the study',
  dates: 'shifted in time',
  descriptors: 'cleaned word by word',
  'structured-content': 'cleaned item by item',
  graphics: 'shapes kept, text cleaned',
  characteristics: 'kept within limits',
  device: 'AE titles replaced',
  private: 'kept where known safe',
};

/** The broad fate of a value, for counting: a sentence can hold six of them, not sixteen. */
export type Fate = 'keeps' | 'cleans' | 'replaces' | 'empties' | 'removes' | 'empties or replaces';

/** `removes` stands for compound codes too where a removed value is one of the ends. */
export function fateOf(rule: Rule): Fate {
  switch (rule.action) {
    case 'K':
      return 'keeps';
    case 'C':
      return 'cleans';
    case 'X':
    case 'X/Z':
    case 'X/D':
    case 'X/Z/D':
      return 'removes';
    case 'Z':
      return 'empties';
    case 'Z/D':
    case 'X/Z/U*':
      return 'empties or replaces';
    default:
      return 'replaces';
  }
}
