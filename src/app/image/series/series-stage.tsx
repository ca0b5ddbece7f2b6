import { decideStrings } from '../../ui/strings/decide.ts';
import { imageStrings } from '../../ui/strings/image.ts';
import { BoxesOver } from '../boxes/boxes-over.tsx';
import { FrameStage } from '../frame-stage.tsx';
import { LabelledSlider } from '../labelled-slider.tsx';
import { SeenMark } from '../seen/seen-mark.tsx';
import { StageControls } from '../stage-controls.tsx';
import { PictureChoice, ToolChoice } from '../stage-tools.tsx';
import type { SeriesViewer } from './use-series-viewer.ts';

/** The open image of a series that waits, its boxes, and the way through the others. */
export function SeriesStage({ viewer }: { viewer: SeriesViewer }) {
  const { view, look, setLook, tools, drawn, frames, index, file, frame } = viewer;
  const count = frames.count;
  return (
    // The wheel goes through the images while a whole one is in sight, and scrolls it where it is enlarged.
    <div
      className="viewer-main series-stage"
      onWheel={({ deltaY, ctrlKey }) => {
        if (look.zoom === 'fit' && !ctrlKey && deltaY !== 0) viewer.show(index + Math.sign(deltaY));
      }}
    >
      <p className="vh" role="status">
        {drawn.said}
      </p>
      <FrameStage
        canvas={viewer.canvas}
        viewport={viewer.viewport}
        view={view}
        frame={frame}
        zoom={look.zoom}
        onZoom={(zoom) => setLook({ ...look, zoom })}
        onWindow={(window) => setLook({ ...look, window })}
        end={null}
        mark={(scale) => (
          <SeenMark
            sight={viewer.sight}
            scale={scale}
            leastScale={viewer.leastScale}
            share={look.share}
            onOwnWindow={() => setLook({ ...look, window: null })}
          />
        )}
        tools={
          <>
            {view.kind === 'shown' && (
              <ToolChoice tool={tools.tool} onChange={tools.setTool} onDrawByKeys={viewer.drawByKeys} />
            )}
            {viewer.canBeBlanked && <PictureChoice picture={tools.picture} onChange={tools.setPicture} />}
          </>
        }
        layer={(scale) => <BoxesOver fileId={file.id} view={view} scale={scale} tool={tools.tool} drawn={drawn} />}
      />
      {view.kind === 'shown' && (
        <StageControls
          frames={1}
          frame={0}
          overlays={view.overlays}
          showsOverlays={look.showsOverlays}
          onFrame={() => undefined}
          onOverlays={(showsOverlays) => setLook({ ...look, showsOverlays })}
        />
      )}
      {count > 1 && (
        <div className="stage-controls">
          <LabelledSlider
            label={decideStrings.slider}
            value={index + 1}
            min={1}
            max={count}
            step={1}
            shown={imageStrings.frame(index + 1, count)}
            onChange={(number) => viewer.show(number - 1)}
          />
        </div>
      )}
    </div>
  );
}
