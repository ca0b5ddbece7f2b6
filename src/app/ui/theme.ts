/** Switches between light and dark for this visit. Nothing is stored: the next visit follows the system again. */
export function toggleTheme(): void {
  const root = document.documentElement;
  const isDark =
    (root.getAttribute('data-theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) ===
    'dark';
  root.setAttribute('data-theme', isDark ? 'light' : 'dark');
}
