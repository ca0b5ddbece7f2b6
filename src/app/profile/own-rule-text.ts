import type { ShownAction } from '../../profile/action-code.ts';
import type { OwnDecision, RuleSelector } from '../../profile/profile.ts';

/** The letter that a decision has in the grid. */
export const decisionCodes: Readonly<Record<OwnDecision['kind'], ShownAction>> = {
  keep: 'K',
  remove: 'X',
  empty: 'Z',
  dummy: 'D',
  'replace-uid': 'U',
  clean: 'C',
  replace: 'D',
};

/** Eight hex digits, or with `x` for any digit, as the standard prints them: `(0010,0020)`. */
function printDigits(digits: string): string {
  const bare = digits
    .replace(/[^0-9a-fx]/gi, '')
    .toUpperCase()
    .replaceAll('X', 'x');
  return `(${bare.slice(0, 4)},${bare.slice(4)})`;
}

/** What a rule is about, without the name of the attribute. */
export function printSelector(selector: RuleSelector): string {
  switch (selector.kind) {
    case 'tag':
      return printDigits(selector.tag);
    case 'pattern':
      return printDigits(selector.pattern);
    case 'keyword':
      return selector.keyword;
    case 'private-element':
      return `(${selector.element.slice(0, 4)},${selector.element.slice(4)}) ${selector.creator}`;
    default:
      return selector.creator;
  }
}

/**
 * What a typed text can mean that the dictionary does not have: an unknown tag, a pattern, as `60xx` or `(60xx,…)` for whole
 * groups, or a private creator.
 */
export function selectorsFromText(text: string): readonly RuleSelector[] {
  const trimmed = text.trim();
  const digits = trimmed.replace(/[(),\s]/g, '');
  if (/^[0-9a-f]{8}$/i.test(digits)) {
    // Private numbers mean something only with their creator (PS3.5 7.8.1).
    const isPrivate = Number.parseInt(digits.slice(3, 4), 16) % 2 === 1;
    return isPrivate ? [] : [{ kind: 'tag', tag: digits.toUpperCase() }];
  }
  const group = /^([0-9a-f]{2}xx)(?:…|\.{3}|xxxx)?$/i.exec(digits)?.[1];
  if (group !== undefined) {
    return [{ kind: 'pattern', pattern: `${group.toUpperCase().replace('XX', 'xx')}xxxx` }];
  }
  if (/^[0-9a-fx]{8}$/i.test(digits)) {
    return [{ kind: 'pattern', pattern: digits.toUpperCase().replaceAll('X', 'x') }];
  }
  const place = PRIVATE_PLACE.exec(trimmed);
  if (place !== null) {
    const creator = trimmed.replace(PRIVATE_PLACE, '').replace(/^[\s,;·]+|[\s,;·]+$/g, '');
    const element = `${place[1]?.toUpperCase()}xx${place[2]?.toUpperCase()}`;
    return creator === '' ? [] : [{ kind: 'private-element', creator, element }];
  }
  return trimmed.length >= SHORTEST_CREATOR ? [{ kind: 'private-creator', creator: trimmed }] : [];
}

const SHORTEST_CREATOR = 3;
/** `(0019,xx0C)` or `0019xx0C`, before or behind the creator. */
const PRIVATE_PLACE = /\(?\b([0-9a-f]{3}[13579bdf]),?\s?xx([0-9a-f]{2})\b\)?/i;
