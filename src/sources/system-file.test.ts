import { describe, expect, it } from 'vitest';
import { describeSystemFile } from './system-file.ts';

describe('describeSystemFile', () => {
  it.each([
    ['study/.DS_Store', 'macOS'],
    ['.DS_Store', 'macOS'],
    ['study/Thumbs.db', 'Windows'],
    ['study/DESKTOP.INI', 'Windows'],
    ['study/._IM0001', 'macOS'],
    ['a.zip/__MACOSX/study/IM0001', 'macOS'],
    ['stick/$RECYCLE.BIN/x/IM0001', 'Windows'],
    ['stick/System Volume Information/WPSettings.dat', 'Windows'],
  ])('names the maker of %s', (path, maker) => {
    expect(describeSystemFile(path)).toContain(maker);
  });

  it.each([
    'study/IM0001',
    '.hidden',
    'study/.git/config',
    'Thumbs.db.dcm',
    'DICOMDIR',
    '__MACOSX',
    '',
    'desktop.ini/IM0001',
  ])('leaves %j to the scan', (path) => {
    expect(describeSystemFile(path)).toBeNull();
  });
});
