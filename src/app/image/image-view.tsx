import { useMemo, useRef, useState } from 'react';
import type { ShownFrame } from '../../pipeline/image.protocol.ts';
import type { BatchFile } from '../../pipeline/run-batch.ts';
import type { ImageDesk } from '../image-desk.ts';
import type { StandingRules } from '../outcomes.ts';
import { standingOf } from '../outcomes.ts';
import { seriesName } from '../series-name.ts';
import type { Series } from '../study-nodes.ts';
import { imageStrings } from '../ui/strings/image.ts';
import type { AskForRelease } from './confirm-panel.tsx';
import { ConfirmPanel } from './confirm-panel.tsx';
import { seriesImages } from './confirmable.ts';
import { ContactSheet } from './contact-sheet.tsx';
import { Filmstrip } from './filmstrip.tsx';
import { FrameStage } from './frame-stage.tsx';
import { ModeChoice, type ViewMode } from './mode-choice.tsx';
import { sheetFrames } from './sheet-frames.ts';
import { StageControls } from './stage-controls.tsx';
import { useFrame } from './use-frame.ts';
import { WhyHeld } from './why-held.tsx';
import { WindowPanel } from './window-panel.tsx';

/** How one file is looked at; what belongs to another file is not taken over. */
type Look = {
  readonly fileId: number;
  readonly frame: number;
  /** Null for the file's own. */
  readonly window: ShownFrame['window'];
  readonly showsOverlays: boolean;
};

/** The pixels of one file, and of its series. */
export function ImageView(props: {
  file: BatchFile;
  series: Series | null;
  rules: StandingRules;
  images: ImageDesk;
  ask: AskForRelease;
  onOpenFile: (id: number) => void;
  /** The person states that the images of these files show no identifying text. `shown` goes into the record. */
  onConfirm: (ids: readonly number[], reason: string, shown: string) => void;
  onTakeBack: (ids: readonly number[]) => void;
}) {
  const { file, series, rules } = props;
  const [wanted, setMode] = useState<ViewMode>('one');
  const [lastLook, setLook] = useState<Look>(() => freshLook(file.id));
  const look = lastLook.fileId === file.id ? lastLook : freshLook(file.id);
  const canvas = useRef<HTMLCanvasElement>(null);
  const members = series?.members ?? noFiles;
  const waiting = useMemo(() => seriesImages(members, rules), [members, rules]);
  const frames = useMemo(() => sheetFrames(members), [members]);
  const mode = frames.count > 1 ? wanted : 'one';
  const view = useFrame(props.images, canvas, { ...look, content: mode === 'one' ? file.content : null });
  const standing = standingOf(file, rules);
  const list = { frames, members: members.length, selected: frames.indexOf(file.id, look.frame) };
  const open = (chosen: BatchFile, frame: number) => {
    setLook({ ...(chosen.id === file.id ? look : freshLook(chosen.id)), frame });
    if (chosen.id !== file.id) {
      props.onOpenFile(chosen.id);
    }
  };
  return (
    <div className="viewer-box">
      <div className="viewer">
        <div className="viewer-main">
          {frames.count > 1 && <ModeChoice mode={mode} onChange={setMode} />}
          {mode === 'sheet' ? (
            <ContactSheet
              {...list}
              label={`${imageStrings.sheet}, ${(series && seriesName(series)) || 'this series'}`}
              ask={props.images.thumbnail}
              onOpen={(chosen, frame) => {
                setMode('one');
                open(chosen, frame);
              }}
            />
          ) : (
            <>
              <FrameStage
                canvas={canvas}
                view={view}
                frame={look.frame}
                onWindow={(window) => setLook({ ...look, window })}
              />
              {view.kind === 'shown' && (
                <StageControls
                  frames={view.facts.frames}
                  frame={look.frame}
                  overlays={view.overlays}
                  showsOverlays={look.showsOverlays}
                  onFrame={(frame) => setLook({ ...look, frame })}
                  onOverlays={(showsOverlays) => setLook({ ...look, showsOverlays })}
                />
              )}
              {frames.count > 1 && (
                <Filmstrip
                  key={series?.key}
                  {...list}
                  label={imageStrings.strip}
                  ask={props.images.glimpse}
                  onOpen={open}
                />
              )}
            </>
          )}
        </div>
        <section className="viewer-side" aria-label={imageStrings.about}>
          {standing.kind === 'held' && <WhyHeld holds={standing.holds} held={waiting.held} />}
          <ConfirmPanel
            key={series?.key}
            images={waiting}
            ask={props.ask}
            onConfirm={(reason) => {
              const { full, small } = props.images.seen(waiting.open.map(({ content }) => content));
              props.onConfirm(
                idsOf(waiting.open),
                reason,
                imageStrings.confirm.shown(waiting.open.length, full, small),
              );
            }}
            onTakeBack={() => props.onTakeBack(idsOf(waiting.confirmed))}
          />
          <p className="faint">{imageStrings.original}</p>
          {view.kind === 'shown' && (
            <WindowPanel
              shown={look.window === null ? view : { ...view, window: look.window }}
              isChanged={look.window !== null}
              onChange={(window) => setLook({ ...look, window })}
            />
          )}
        </section>
      </div>
    </div>
  );
}

const noFiles: readonly BatchFile[] = [];

function freshLook(fileId: number): Look {
  return { fileId, frame: 0, window: null, showsOverlays: true };
}

function idsOf(files: readonly BatchFile[]): readonly number[] {
  return files.map(({ id }) => id);
}
