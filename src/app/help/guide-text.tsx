import { Fragment, type ReactNode } from 'react';
import { plainText } from './find-headings.ts';
import type { GuideBlock, GuideText } from './guide.ts';

/** What a click on a link of a guide does; null where the page does not have what it names. */
export type FollowLink = (to: string) => (() => void) | null;

/** The blocks of a guide as elements: text never becomes HTML. */
export function GuideBlocks({ blocks, follow }: { blocks: readonly GuideBlock[]; follow: FollowLink }) {
  return blocks.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a guide does not change while it is shown.
    <Block key={at} block={block} follow={follow} />
  ));
}

function Block({ block, follow }: { block: GuideBlock; follow: FollowLink }): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = block.depth < 3 ? 'h3' : 'h4';
      return (
        <Heading data-guide-id={block.id} tabIndex={-1}>
          <Texts texts={block.texts} follow={follow} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Texts texts={block.texts} follow={follow} />
        </p>
      );
    case 'bulleted':
    case 'numbered': {
      const List = block.kind === 'bulleted' ? 'ul' : 'ol';
      return (
        <List>
          {block.items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <li key={at}>
              <GuideBlocks blocks={item} follow={follow} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return <GuideTable head={block.head} rows={block.rows} follow={follow} />;
    case 'code':
      return <pre>{block.text}</pre>;
  }
}

type Cells = readonly (readonly GuideText[])[];

function GuideTable({ head, rows, follow }: { head: Cells; rows: readonly Cells[]; follow: FollowLink }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys.
    <section className="guide-table" tabIndex={0} aria-label={head.map(plainText).join(', ')}>
      <table>
        <thead>
          <tr>
            {head.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a guide does not change while it is shown.
              <th key={at} scope="col">
                <Texts texts={cell} follow={follow} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <tr key={at}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                <td key={column}>
                  <Texts texts={cell} follow={follow} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Texts({ texts, follow }: { texts: readonly GuideText[]; follow: FollowLink }) {
  return texts.map((text, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    <Fragment key={at}>{typeof text === 'string' ? text : <Styled text={text} follow={follow} />}</Fragment>
  ));
}

function Styled({ text, follow }: { text: Exclude<GuideText, string>; follow: FollowLink }): ReactNode {
  switch (text.kind) {
    case 'code':
      return <code>{text.text}</code>;
    case 'strong':
    case 'em': {
      const Stressed = text.kind;
      return (
        <Stressed>
          <Texts texts={text.texts} follow={follow} />
        </Stressed>
      );
    }
    case 'link': {
      const open = follow(text.to);
      const inner = <Texts texts={text.texts} follow={follow} />;
      if (open === null) return inner;
      return (
        <button type="button" className="link" onClick={open}>
          {inner}
        </button>
      );
    }
  }
}
