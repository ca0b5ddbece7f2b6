/** A time of day (PS3.5 6.2 TM), with how it is written: 1 to 3 parts, digits of a fraction, old colons or none. */
export type ClockTime = {
  readonly micros: number;
  readonly parts: number;
  readonly fractionDigits: number;
  readonly hasColons: boolean;
};

export const microsPerDay = 86_400_000_000;
const microsPerSecond = 1_000_000;

const plain = /^(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,6}))?)?)?$/;
const old = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?$/;

/** @returns null when the text is no time of day. Second 60 is a leap second. */
export function parseClockTime(text: string): ClockTime | null {
  const found = plain.exec(text) ?? old.exec(text);
  if (found === null) return null;
  const [, hour, minute, second, fraction = ''] = found;
  const [hours, minutes, seconds] = [hour, minute, second].map((part) => Number(part ?? 0)) as [number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 60) return null;
  const micros = ((hours * 60 + minutes) * 60 + seconds) * microsPerSecond + Number(fraction.padEnd(6, '0'));
  const parts = [hour, minute, second].filter((part) => part !== undefined).length;
  return { micros, parts, fractionDigits: fraction.length, hasColons: text.includes(':') };
}

/** Writes a time as `form` was written, with more digits where fewer could not tell it exactly. @param micros within one day */
export function formatClockTime(micros: number, form: Omit<ClockTime, 'micros'>): string {
  const seconds = Math.floor(micros / microsPerSecond);
  const fraction = `${micros % microsPerSecond}`.padStart(6, '0');
  const digits = Math.max(form.fractionDigits, fraction.replace(/0+$/, '').length);
  const needed = digits > 0 || seconds % 60 !== 0 ? 3 : seconds % 3600 !== 0 ? 2 : 1;
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) =>
    `${Math.floor(part)}`.padStart(2, '0'),
  );
  const text = clock.slice(0, Math.max(form.parts, needed)).join(form.hasColons ? ':' : '');
  return digits === 0 ? text : `${text}.${fraction.slice(0, digits)}`;
}
