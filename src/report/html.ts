/** Text that is HTML already. Made by `html` only, so that nothing gets into a page unescaped by accident. */
export type Html = { readonly html: string };

/** Joins a template; every string and number put in is escaped, `Html` goes in as it is, lists are joined. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const parts = strings.map((text, n) => text + (n < values.length ? render(values[n] as HtmlValue) : ''));
  return { html: parts.join('') };
}

type HtmlValue = string | number | Html | readonly Html[];

function render(value: HtmlValue): string {
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map((part) => part.html).join('');
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
