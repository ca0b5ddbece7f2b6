import * as Comlink from 'comlink';
import { createPackagedLooker } from './packaged-looker.ts';

// The text worker of the package in a browser.
Comlink.expose(createPackagedLooker());
