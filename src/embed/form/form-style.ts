import tokens from '../../app/ui/styles/tokens.css?inline';
import form from './form.css?inline';

/** Styles of the form as constructed sheets: a host's `style-src 'self'` allows them, and they reach nothing outside. */
export function formSheets(): readonly CSSStyleSheet[] {
  const ownTokens = tokens.replaceAll(/:root(\[[^\]]+\])/g, ':host($1)').replaceAll(':root', ':host');
  return [ownTokens, form].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
