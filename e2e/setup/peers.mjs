import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const { CHROMIUM_PATH = '/usr/bin/chromium', FIREFOX_PATH = '/usr/bin/firefox-esr', PYTHON_PATH } = process.env;

/** The programs that the tests ask for a second opinion, and the Debian package that brings each. */
export const peers = [
  { name: 'Chromium', package: 'chromium', isThere: () => chromiumPath() !== null },
  { name: 'Firefox', package: 'firefox-esr', isThere: () => existsSync(FIREFOX_PATH) },
  { name: 'WebKit', package: 'webkit2gtk-driver', isThere: () => existsSync('/usr/bin/WebKitWebDriver') },
  { name: 'Xvfb', package: 'xvfb', isThere: () => runs('Xvfb', ['-help']) },
  { name: 'dcmdump (DCMTK)', package: 'dcmtk', isThere: () => runs('dcmdump', ['--version']) },
  { name: 'dciodvfy (dicom3tools)', package: 'dicom3tools', isThere: () => runs('dciodvfy', ['-version']) },
  { name: 'plastimatch', package: 'plastimatch', isThere: () => runs('plastimatch', ['--version']) },
  { name: 'Java', package: 'openjdk-17-jdk-headless', isThere: () => runs('javac', ['-version']) },
  { name: 'unzip', package: 'unzip', isThere: () => runs('unzip', ['-v']) },
  { name: 'bsdtar', package: 'libarchive-tools', isThere: () => runs('bsdtar', ['--version']) },
  { name: '7-Zip', package: '7zip', isThere: () => runs('7zz', ['i']) },
  { name: 'pdfinfo', package: 'poppler-utils', isThere: () => runs('pdfinfo', ['-v']) },
  { name: 'Orthanc', package: 'orthanc', isThere: () => runs('Orthanc', ['--version']) },
  {
    name: 'DICOMweb plugin of Orthanc',
    package: 'orthanc-dicomweb',
    isThere: () => existsSync('/usr/share/orthanc/plugins/libOrthancDicomWeb.so'),
  },
  { name: 'nginx', package: 'nginx', isThere: () => runs('nginx', ['-v']) },
  { name: 'openssl', package: 'openssl', isThere: () => runs('openssl', ['version']) },
  {
    name: 'Python with pydicom',
    package: 'python3-pydicom',
    isThere: () => runs(pythonPath(), ['-c', 'import pydicom']),
  },
  { name: 'NumPy', package: 'python3-numpy', isThere: () => runs(pythonPath(), ['-c', 'import numpy']) },
  { name: 'Pillow', package: 'python3-pil', isThere: () => runs(pythonPath(), ['-c', 'import PIL']) },
  {
    name: 'DejaVu fonts',
    package: 'fonts-dejavu-core',
    isThere: () => existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'),
  },
];

/** Debian's own Python: pydicom comes as a Debian package, and another Python on the PATH would not see it. */
export function pythonPath() {
  return PYTHON_PATH ?? (existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3');
}

/** Where a Chromium of the system is; null leaves it to the one that Playwright may have installed. */
export function chromiumPath() {
  return existsSync(CHROMIUM_PATH) ? CHROMIUM_PATH : null;
}

/** True when the command exists and ends well. */
function runs(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
