import { useMemo, useRef, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { ShownFrame } from '../../pipeline/contracts/image.protocol.ts';
import { nothingIdentifying } from '../batch/decide/nothing-identifying.ts';
import { blankingRecord, seenNumbers } from '../batch/decide/seen-images.ts';
import { seriesName } from '../batch/derived/series-name.ts';
import type { Series } from '../batch/derived/study-nodes.ts';
import { standingOf } from '../batch/outcomes.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { boxesStrings } from '../ui/strings/boxes.ts';
import { imageStrings } from '../ui/strings/image.ts';
import { BoxesOver } from './boxes/boxes-over.tsx';
import { BoxesPanel } from './boxes/boxes-panel.tsx';
import { drawInSight } from './boxes/draw-in-sight.ts';
import { useBoxes } from './boxes/use-boxes.ts';
import { useSeriesBoxes } from './boxes/use-series-boxes.ts';
import { ConfirmPanel } from './confirm-panel.tsx';
import { seriesImages } from './confirmable.ts';
import { ContactSheet } from './contact-sheet.tsx';
import { Filmstrip } from './filmstrip.tsx';
import { FrameStage, type Zoom } from './frame-stage.tsx';
import { ModeChoice, type ViewMode } from './mode-choice.tsx';
import { leastScaleOf } from './seen/least-scale.ts';
import { SeenMark } from './seen/seen-mark.tsx';
import { usePictureSight } from './seen/use-picture-sight.ts';
import { sheetFrames } from './sheet-frames.ts';
import { StageControls } from './stage-controls.tsx';
import { PictureChoice, ToolChoice } from './stage-tools.tsx';
import { type FrameView, useFrame } from './use-frame.ts';
import { useStageTools } from './use-stage-tools.ts';
import { WhyHeld } from './why-held.tsx';
import { WindowPanel } from './window-panel.tsx';

/** The view settings of one file. The next file starts with its own. */
type Look = {
  readonly fileId: number;
  readonly frame: number;
  /** Null for the file's own. */
  readonly window: ShownFrame['window'];
  readonly showsOverlays: boolean;
};

/** The pixels of one file, and of its series. */
export function ImageView(props: { file: BatchFile; series: Series | null; onOpenFile: (id: number) => void }) {
  const { file, series } = props;
  const seriesKey = series?.key ?? '';
  const { images, noteSeen, release } = useIntents();
  const rules = useBatch((state, derived) => derived.rules(state));
  const seen = useBatch(({ decide }) => decide.seen);
  const boxes = useSeriesBoxes(seriesKey);
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [wanted, setMode] = useState<ViewMode>('one');
  const [lastLook, setLook] = useState<Look>(() => freshLook(file.id));
  const look = lastLook.fileId === file.id ? lastLook : freshLook(file.id);
  const canvas = useRef<HTMLCanvasElement>(null);
  const members = series?.members ?? noFiles;
  const waiting = useMemo(() => seriesImages(members, rules), [members, rules]);
  const frames = useMemo(() => sheetFrames(members), [members]);
  const mode = frames.count > 1 ? wanted : 'one';
  const viewport = useRef<HTMLElement>(null);
  const leastScale = useMemo(() => leastScaleOf(members), [members]);
  const areas = file.redaction?.areas ?? null;
  const { tool, setTool, picture, setPicture, onKey } = useStageTools(seriesKey, areas !== null);
  const view = useFrame(images, canvas, {
    ...look,
    content: mode === 'one' ? file.content : null,
    blanked: picture === 'after' ? areas : null,
  });
  // What is drawn is seen over the original; what is saved does not have it yet.
  const drawn = useBoxes(file, members, rules, boxes, () => setPicture('before'));
  const drawByKeys = () => drawInSight(view, canvas.current, viewport.current, drawn.actions);
  const hasPanel = canHaveBoxes(view, drawn.boxes.length > 0 || boxes.last !== null);
  const { images: reached } = drawn.reach;
  const displayed = images.seen(reached.map(({ content }) => content));
  const { sight } = usePictureSight({
    file,
    series: seriesKey,
    canvas,
    viewport,
    view,
    seen,
    leastScale,
    onSeen: (sighting) => noteSeen([sighting]),
  });
  const openSeen = useMemo(() => seenNumbers(seen, seriesKey, waiting.open), [seen, seriesKey, waiting]);
  const standing = standingOf(file, rules);
  const list = { frames, members: members.length, selected: frames.indexOf(file.id, look.frame) };
  const open = (chosen: BatchFile, frame: number) => {
    setLook({ ...(chosen.id === file.id ? look : freshLook(chosen.id)), frame });
    if (chosen.id !== file.id) {
      props.onOpenFile(chosen.id);
    }
  };
  const choice = frames.count > 1 && <ModeChoice mode={mode} onChange={setMode} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are meant for whatever in it has the focus.
    <div className="viewer-box" onKeyDown={(event) => onKey(event, drawByKeys)}>
      <p className="vh" role="status">
        {drawn.said}
      </p>
      <div className="viewer">
        <div className="viewer-main">
          {mode === 'sheet' ? (
            <>
              <div className="stage-bar">{choice}</div>
              <ContactSheet
                {...list}
                label={sheetLabel(series)}
                ask={images.thumbnail}
                onOpen={(chosen, frame) => {
                  setMode('one');
                  open(chosen, frame);
                }}
              />
            </>
          ) : (
            <>
              <FrameStage
                canvas={canvas}
                view={view}
                frame={look.frame}
                zoom={zoom}
                onZoom={setZoom}
                onWindow={(window) => setLook({ ...look, window })}
                viewport={viewport}
                end={choice}
                mark={(scale) => (
                  <SeenMark
                    sight={sight}
                    scale={scale}
                    leastScale={leastScale}
                    onOwnWindow={() => setLook({ ...look, window: null })}
                  />
                )}
                tools={
                  <>
                    {view.kind === 'shown' && series !== null && (
                      <ToolChoice tool={tool} onChange={setTool} onDrawByKeys={drawByKeys} />
                    )}
                    {areas !== null && <PictureChoice picture={picture} onChange={setPicture} />}
                  </>
                }
                layer={(scale) =>
                  series !== null && <BoxesOver fileId={file.id} view={view} scale={scale} tool={tool} drawn={drawn} />
                }
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
                <Filmstrip key={series?.key} {...list} label={imageStrings.strip} ask={images.glimpse} onOpen={open} />
              )}
            </>
          )}
        </div>
        <section className="viewer-side" aria-label={imageStrings.about}>
          {standing.kind === 'held' && <WhyHeld holds={standing.holds} held={waiting.held} />}
          {series !== null && mode === 'one' && hasPanel && (
            <BoxesPanel
              drawn={drawn}
              members={members}
              rules={rules}
              frames={view.kind === 'shown' ? view.facts.frames : 1}
              displayed={displayed.full}
              onBlank={() => {
                const { scope, shown, reach } = drawn;
                const said = blankingRecord(seen, seriesKey, reached, shown);
                boxes.onBlank(shown, scope, reach.ids, said);
                setPicture('after');
              }}
              onUndo={boxes.last === null ? null : boxes.onTakeBack}
            />
          )}
          <ConfirmPanel
            key={series?.key}
            images={waiting}
            seen={openSeen}
            onConfirm={(note) => release(idsOf(waiting.open), nothingIdentifying(openSeen, note))}
            onTakeBack={() => release(idsOf(waiting.confirmed), null)}
          />
          <p className="faint">{noteOn(areas !== null, view)}</p>
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

/** Where there is no picture nothing can be drawn; what was drawn before can be taken away. */
function canHaveBoxes(view: FrameView, hasBoxes: boolean): boolean {
  return view.kind !== 'problem' || hasBoxes;
}

function sheetLabel(series: Series | null): string {
  return `${imageStrings.sheet}, ${(series && seriesName(series)) || 'this series'}`;
}

/** What the picture is, beside what leaves this page. */
function noteOn(hasBoxes: boolean, view: FrameView): string {
  if (view.kind === 'shown' && view.blanked !== null) return boxesStrings.after;
  return hasBoxes ? boxesStrings.original : imageStrings.original;
}

function idsOf(files: readonly BatchFile[]): readonly number[] {
  return files.map(({ id }) => id);
}
