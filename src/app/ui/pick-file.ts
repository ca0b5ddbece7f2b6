/** Files of JSON: what the page itself saves, and profiles. */
export const jsonFiles = '.json,application/json';

/** Asks for one file. The input is made on demand, so that the page has exactly two file inputs of its own. */
export function pickFile(accept: string, onFile: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) {
      onFile(file);
    }
  });
  input.click();
}
