const LOCALE = 'en';
const count = new Intl.NumberFormat(LOCALE);
const oneDigit = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `12,480` */
export function formatCount(value: number): string {
  return count.format(value);
}

/** `1 file`, `12,480 files` */
export function countOf(value: number, one: string, many: string): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** Decimal units, as file managers show them: `51 MB`, `3.1 GB`. */
export function formatBytes(bytes: number): { readonly value: string; readonly unit: string } {
  if (bytes >= 1e9) {
    return { value: oneDigit.format(bytes / 1e9), unit: 'GB' };
  }
  if (bytes >= 1e6) {
    return { value: formatCount(Math.round(bytes / 1e6)), unit: 'MB' };
  }
  return { value: formatCount(Math.ceil(bytes / 1e3)), unit: 'kB' };
}

export function formatSize(bytes: number): string {
  const { value, unit } = formatBytes(bytes);
  return `${value} ${unit}`;
}

/** `under 1 s`, `8 s`, `2 min 11 s`, `1 h 4 min` */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (ms < 1000) {
    return 'under 1 s';
  }
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `14:05:09`, where the person is. */
export function formatTime(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB');
}

/** `1:22` */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A DICOM DA as `2021-03-02`, also as it was written before DICOM 3.0 (PS3.5 6.2); anything else as it stands. */
export function formatDate(value: string): string {
  return value.replace(/^(\d{4})(\.?)(\d\d)\2(\d\d)$/, '$1-$3-$4');
}

/** Keeps both ends of a long identifier: `2.999.54…04107.1`. */
export function shortenMiddle(value: string, length: number): string {
  if (value.length <= length) {
    return value;
  }
  const head = Math.ceil((length - 1) * 0.6);
  return `${value.slice(0, head)}…${value.slice(value.length - (length - 1 - head))}`;
}
