import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  countOf,
  formatClock,
  formatCount,
  formatDate,
  formatDuration,
  formatSize,
  formatTime,
  shortenMiddle,
} from './format.ts';
import { VERSION } from './version.ts';

describe('numbers', () => {
  it('groups thousands and agrees in number', () => {
    expect(formatCount(12480)).toBe('12,480');
    expect(countOf(1, 'file', 'files')).toBe('1 file');
    expect(countOf(0, 'file', 'files')).toBe('0 files');
  });

  it.each([
    [0, '0 kB'],
    [1, '1 kB'],
    [51_400_000, '51 MB'],
    [3_140_000_000, '3.1 GB'],
  ])('%i bytes is %s', (bytes, text) => expect(formatSize(bytes)).toBe(text));

  it.each([
    [400, 'under 1 s'],
    [8_200, '8 s'],
    [131_000, '2 min 11 s'],
    [3_840_000, '1 h 4 min'],
  ])('%i ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it('shows a clock', () => expect(formatClock(82_900)).toBe('1:22'));
});

it('shows a DICOM date as ISO and leaves other text alone', () => {
  expect(formatDate('20210302')).toBe('2021-03-02');
  expect(formatDate('1997.04.24')).toBe('1997-04-24');
  expect(formatDate('2021')).toBe('2021');
});

it('keeps both ends of a long identifier', () => {
  const short = shortenMiddle('2.25.123456789012345678901234567890', 15);
  expect(short).toHaveLength(15);
  expect(short).toMatch(/^2\.25\.\d+…\d+890$/);
  expect(shortenMiddle('2.25.1', 15)).toBe('2.25.1');
});

it('shows the version of the package', () => {
  expect(VERSION).toBe(packageJson.version);
});

it('tells the time of day by the clock of the person, to the second', () => {
  expect(formatTime(new Date(2026, 10, 30, 4, 5, 9).getTime())).toBe('04:05:09');
});
