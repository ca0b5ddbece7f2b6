import { readFileSync } from 'node:fs';
import { lexer, type Token, type Tokens } from 'marked';
import type { Plugin } from 'vite';
import { plainText } from './src/app/help/find-headings.ts';
import type { Guide, GuideBlock, GuideText } from './src/app/help/guide.ts';

const asked = /\.md\?guide$/;

/**
 * Turns `import { guide } from './security.md?guide'` into a script that holds the document as data. The page shows it with
 * elements of its own, because its policy allows no text to become HTML.
 */
export function guides(): Plugin {
  return {
    name: 'guides',
    enforce: 'pre',
    load: {
      filter: { id: asked },
      handler(id) {
        const file = id.slice(0, -'?guide'.length);
        this.addWatchFile(file);
        return `export const guide = ${JSON.stringify(guideOf(readFileSync(file, 'utf8')))};`;
      },
    },
  };
}

/** @param markdown a document that begins with its title as the heading of level one */
export function guideOf(markdown: string): Guide {
  const [title, ...tokens] = lexer(markdown).filter(({ type }) => type !== 'space');
  if (title?.type !== 'heading') throw new Error('A guide begins with its title.');
  return { title: plainText(textsOf((title as Tokens.Heading).tokens)), blocks: tokens.flatMap(blocksOf) };
}

function blocksOf(token: Token): readonly GuideBlock[] {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading;
      const texts = textsOf(tokens);
      return [{ kind: 'heading', depth, id: headingId(plainText(texts)), texts }];
    }
    case 'paragraph':
    case 'text': {
      const { tokens, text } = token as Tokens.Paragraph | Tokens.Text;
      return [{ kind: 'paragraph', texts: tokens === undefined ? [text] : textsOf(tokens) }];
    }
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      return [{ kind: ordered ? 'numbered' : 'bulleted', items: items.map((item) => item.tokens.flatMap(blocksOf)) }];
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      const cells = (row: readonly Tokens.TableCell[]) => row.map((cell) => textsOf(cell.tokens));
      return [{ kind: 'table', head: cells(header), rows: rows.map(cells) }];
    }
    case 'code':
      return [{ kind: 'code', text: (token as Tokens.Code).text }];
    case 'blockquote':
      return (token as Tokens.Blockquote).tokens.flatMap(blocksOf);
    case 'space':
    case 'hr':
    case 'html':
    case 'def':
      return [];
    default:
      throw new Error(`Guides have no ${token.type}.`);
  }
}

function textsOf(tokens: readonly Token[]): readonly GuideText[] {
  return tokens.flatMap(textOf);
}

function textOf(token: Token): readonly GuideText[] {
  switch (token.type) {
    case 'text':
    case 'escape': {
      const { tokens, text } = token as Tokens.Text;
      return tokens === undefined ? [unescaped(text)] : textsOf(tokens);
    }
    case 'codespan':
      return [{ kind: 'code', text: (token as Tokens.Codespan).text }];
    case 'strong':
    case 'em':
      return [{ kind: token.type, texts: textsOf((token as Tokens.Strong | Tokens.Em).tokens) }];
    case 'link': {
      const { href, tokens } = token as Tokens.Link;
      return [{ kind: 'link', to: href, texts: textsOf(tokens) }];
    }
    case 'br':
      return [' '];
    case 'image':
      return [(token as Tokens.Image).text];
    case 'html':
      return [];
    default:
      throw new Error(`Guides have no ${token.type}.`);
  }
}

/** The four characters that Markdown documents write as entities of HTML. */
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };

function unescaped(text: string): string {
  return text.replaceAll(/&(?:lt|gt|amp|quot);/g, (entity) => entities[entity] ?? entity);
}

/** As code hosts name headings, so that links between documents work in both places. */
function headingId(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}
