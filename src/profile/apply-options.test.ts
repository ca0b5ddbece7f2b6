import { describe, expect, it } from 'vitest';
import { compileProfile } from './compile-profile.ts';
import type { CompiledProfile } from './compiled-profile.ts';
import { createProfile } from './create-profile.ts';
import { findRule } from './find-rule.ts';
import type { OptionName, PresetId } from './profile.ts';
import { gapRows, tableE11 } from './rule-data.ts';
import { tagsOfRow } from './rule-set.ts';
import { allOptions, dateOptions } from './supported-options.ts';

/** Without the options that belong to a preset. */
function compile(preset: PresetId, options: readonly OptionName[] = []): CompiledProfile {
  return compileProfile({ ...createProfile(preset), options });
}

const wildcards: Readonly<Record<string, number>> = { private: 0x00091001, '50xxxxxx': 0x50022500 };

function ruleOf(preset: 'ps315-basic' | 'qmenta-guarded' | 'qmenta', options: readonly OptionName[], id: string) {
  const row = tableE11.find((candidate) => candidate.id === id) ?? gapRows.find((candidate) => candidate.id === id);
  const tag = wildcards[id] ?? (row ? tagsOfRow(row)[0] : Number.parseInt(id, 16));
  return findRule(compile(preset, options), tag ?? 0, 'LO');
}

describe.each(['ps315-basic', 'qmenta-guarded'] as const)('the options of PS3.15 E.3 under %s', (preset) => {
  it.each(allOptions)('%s takes its own column of Table E.1-1 and touches no other row', (option) => {
    const without = compile(preset);
    const compiled = compile(preset, [option]);
    let named = 0;
    for (const row of tableE11) {
      const tag = wildcards[row.id] ?? tagsOfRow(row)[0] ?? 0;
      const expected = row.options[option] ?? findRule(without, tag, 'LO').action;
      expect(findRule(compiled, tag, 'LO').action, `${row.id} ${row.name}`).toBe(expected);
      if (row.options[option]) {
        expect(findRule(compiled, tag, 'LO').reason).toMatch(/^PS3\.15 E\.1-1 · .+ · [KC]$/);
        named++;
      }
    }
    expect(named).toBeGreaterThan(0);
  });

  it.each(allOptions.flatMap((one, n) => allOptions.slice(n + 1).map((other) => [one, other] as const)))(
    '%s and %s together: K before C before the basic action',
    (one, other) => {
      if (dateOptions.includes(one) && dateOptions.includes(other)) return;
      const without = compile(preset);
      const compiled = compile(preset, [one, other]);
      for (const row of tableE11) {
        const tag = wildcards[row.id] ?? tagsOfRow(row)[0] ?? 0;
        const asked = [row.options[one], row.options[other]];
        const expected = asked.includes('K') ? 'K' : asked.includes('C') ? 'C' : findRule(without, tag, 'LO').action;
        expect(findRule(compiled, tag, 'LO').action, `${row.id} ${row.name}`).toBe(expected);
      }
    },
  );

  it('takes the strictest where a profile has several, and leaves what that does not name to the preset', () => {
    expect(ruleOf(preset, dateOptions, '00080020')).toMatchObject({ action: 'C', cleaning: 'relative-times' });
    for (const id of ['00100030', '001021D0', '00380020', '00080012', '00400004']) {
      expect(ruleOf(preset, dateOptions, id)).toEqual(ruleOf(preset, [], id));
    }
  });

  it('takes modified dates where a profile has both', () => {
    expect(ruleOf(preset, ['retainFullDates', 'retainModifiedDates'], '00080020')).toMatchObject({
      action: 'C',
      cleaning: 'dates',
      reason: 'PS3.15 E.1-1 · Dates · C',
    });
  });

  it('never keeps or shifts birth date, birth time and GPS time: no date column names them', () => {
    for (const option of dateOptions) {
      for (const id of ['00100030', '00100032', '00160077', '00100033', '00100034']) {
        expect(['X', 'Z', 'D'], id).toContain(ruleOf(preset, [option], id).action);
      }
    }
  });
});

it.each<[string, readonly OptionName[], number, 'DA' | 'UI' | 'DS' | 'TM', object]>([
  ['dates by VR are kept with full dates', ['retainFullDates'], 0x00143076, 'DA', { action: 'K' }],
  ['dates by VR are shifted with modified dates', ['retainModifiedDates'], 0x00143076, 'DA', { cleaning: 'dates' }],
  ['times by VR are shifted with modified dates', ['retainModifiedDates'], 0x00143077, 'TM', { cleaning: 'dates' }],
  ['UIDs by VR are kept with Retain UIDs', ['retainUids'], 0x00081167, 'UI', { action: 'K' }],
  ['body mass index follows size and weight', ['retainPatientCharacteristics'], 0x00101022, 'DS', { action: 'K' }],
  ['the rest of an overlay follows its data', ['cleanGraphics'], 0x60020010, 'DS', { cleaning: 'graphics' }],
])('%s', (_, options, tag, vr, expected) => {
  expect(findRule(compile('ps315-basic', options), tag, vr)).toMatchObject(expected);
});

it('takes the option that was asked for before the stricter letter of QMENTA', () => {
  expect(ruleOf('qmenta-guarded', [], '00080080').reason).toMatch(/^QMENTA/);
  expect(ruleOf('qmenta-guarded', ['retainInstitutionIdentity'], '00080080')).toEqual({
    action: 'K',
    reason: 'PS3.15 E.1-1 · Institution · K',
  });
});

it('leaves the published QMENTA table as it is', () => {
  const compiled = compile('qmenta', allOptions);
  const plain = compile('qmenta');
  expect(compiled.byTag).toEqual(plain.byTag);
  expect(compiled.byVr).toEqual(plain.byVr);
});
