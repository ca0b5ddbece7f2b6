import type { HiddenContent } from './codestream/codestream-content.ts';

/** Why an image got its class. Stable words; the texts below are what people read. */
export type PixelReasonCode =
  | 'no-pixels'
  | 'encapsulated-document'
  | 'burned-in-annotation'
  | 'recognizable-features'
  | 'nested-image'
  | 'secondary-capture'
  | 'screen-or-report'
  | 'series-description'
  | 'ultrasound'
  | 'ultrasound-without-regions'
  | 'slide-label'
  | 'visible-light'
  | 'projection'
  | 'original-acquisition'
  | 'numbers-or-masks'
  | 'colour-or-8-bit'
  | 'not-original'
  | 'no-acquisition-values'
  | 'unknown-kind'
  | HiddenContent
  | 'patient-in-codestream'
  | 'behind-table'
  | 'embedded-overlay'
  | 'audio';

export const pixelReasons: Readonly<Record<PixelReasonCode, string>> = {
  'no-pixels': 'No image',
  'encapsulated-document': 'Encapsulated document, its pages cannot be cleaned',
  'burned-in-annotation': 'Burned In Annotation is YES',
  'recognizable-features': 'Recognizable Visual Features is YES',
  'nested-image': 'Image inside a sequence, may show text',
  'secondary-capture': 'Secondary Capture, may show text',
  'screen-or-report': 'Secondary image such as a screen save or rendering, may show text',
  'series-description': 'Series named like a report, dose sheet or screen save, may show text',
  ultrasound: 'Ultrasound, may show text around the image',
  'ultrasound-without-regions': 'Ultrasound without image regions, may show text',
  'slide-label': 'Slide label, overview or thumbnail, may show the label',
  'visible-light': 'Photograph or endoscopy, may show text or a face',
  projection: 'X-ray image, may show text',
  'original-acquisition': 'Original acquisition, text unlikely',
  'numbers-or-masks': 'Numbers or masks, not a picture of anything',
  'colour-or-8-bit': 'Colour or 8-bit CT or MR image, likely a capture',
  'not-original': 'Derived image, may be a capture that shows text',
  'no-acquisition-values': 'No acquisition values, may be a capture that shows text',
  'unknown-kind': 'Kind of image that is not known to be free of text',
  'codestream-comment': 'Comment inside the compressed image, may name someone',
  'codestream-metadata': 'EXIF or other metadata inside the compressed image, may name someone',
  'patient-in-codestream': 'Compressed image that names the patient or the visit outside the pixels',
  'behind-table': 'Lookup table, overlay, waveform, colour profile or icon longer than it may be, may hold anything',
  'behind-codestream': 'Bytes behind the end of a compressed image, may hold anything',
  'unknown-codestream': 'Compressed image that cannot be followed, may hold more than the image',
  'behind-frames': 'More pixel data than the image has, may hold anything',
  'fewer-pixels': 'Less pixel data than Rows, Columns and Number of Frames say, may hold anything',
  'fewer-images': 'Fewer compressed images than Number of Frames says, may hold anything',
  'no-image-size': 'No usable Rows, Columns, Bits Allocated or Number of Frames, so that nobody can tell what is image',
  'beside-frames': 'Pixel data that belongs to no frame, may hold anything',
  'embedded-overlay': 'Overlay inside the pixel values, may show text',
  'audio-track': 'Video with sound, a voice may be recognized or name someone',
  audio: 'Sound recording, a voice may be recognized or name someone',
};
