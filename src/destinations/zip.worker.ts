import * as Comlink from 'comlink';
import { createZipService } from './zip-service.ts';

Comlink.expose(createZipService());
