import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { type BrowserOptions, callTimeoutMs, type DrivenBrowser } from './driven-browser.ts';
import { endGroup, startProgram, until, within } from './processes.ts';

/** Where Debian has the small browser of WebKitGTK. */
export const miniBrowser = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`)
  .find((path) => existsSync(path));

/** The key under which WebDriver hands out elements. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/**
 * WebKitGTK of the system, on a screen of its own, by plain WebDriver requests: three programs, which end together. Under
 * automation its windows keep nothing, so there is no private one beside the ordinary one.
 */
export async function openWebkit({ theme }: Pick<BrowserOptions, 'theme'>): Promise<DrivenBrowser> {
  const home = mkdtempSync(join(tmpdir(), 'nescio-webkit-'));
  const screen = startProgram('Xvfb', ['-displayfd', '1', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const pids: (number | undefined)[] = [screen.pid];
  const end = () => {
    for (const pid of [...pids].reverse()) endGroup(pid);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const display = await within(callTimeoutMs, 'Xvfb', firstLine(screen.stdout!));
    const port = await freePort();
    const driver = startProgram('WebKitWebDriver', [`--port=${port}`], {
      stdio: 'ignore',
      env: {
        ...process.env,
        DISPLAY: `:${display}`,
        HOME: home,
        XDG_CACHE_HOME: join(home, '.cache'),
        XDG_CONFIG_HOME: join(home, '.config'),
        XDG_DATA_HOME: join(home, '.local/share'),
        GDK_BACKEND: 'x11',
        GTK_THEME: theme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      },
    });
    pids.push(driver.pid);
    const ask = connect(`http://127.0.0.1:${port}`);
    await until('WebKitWebDriver', () => ask('GET', '/status').catch(() => null), callTimeoutMs);
    const options = { binary: miniBrowser, args: ['--automation'] };
    const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } };
    const session = await ask('POST', '/session', { capabilities });
    const { sessionId, capabilities: given } = session as {
      sessionId: string;
      capabilities: { browserVersion: string };
    };
    const at = (path: string) => `/session/${sessionId}${path}`;
    await ask('POST', at('/timeouts'), { script: callTimeoutMs, pageLoad: callTimeoutMs });
    await ask('POST', at('/window/rect'), { x: 0, y: 0, width: 1440, height: 1000 });
    const run = async (work: unknown, ...args: readonly unknown[]) => {
      const script = `return Promise.resolve((${String(work)})(...arguments));`;
      return ask('POST', at('/execute/sync'), { script, args });
    };
    return {
      name: 'WebKitGTK',
      version: given.browserVersion,
      downloads: home,
      pid: driver.pid ?? 0,
      open: async (url) => {
        await ask('POST', at('/url'), { url });
      },
      openNarrow: async (host, width) => {
        // Its tool bar keeps the window wider than a telephone, so the page is shown in a frame of the width.
        await ask('POST', at('/url'), { url: `${host}/api/frame` });
        await run((frameWidth: number) => {
          const frame = document.createElement('iframe');
          Object.assign(frame, { src: '/', width: frameWidth, height: 800 });
          document.body.replaceChildren(frame);
        }, width);
        await ask('POST', at('/frame'), { id: 0 });
      },
      run: run as DrivenBrowser['run'],
      choose: async (selector, paths) => {
        const found = await ask('POST', at('/element'), { using: 'css selector', value: selector });
        const element = (found as Record<string, string>)[elementKey];
        await ask('POST', at(`/element/${element}/value`), { text: paths.join('\n') });
      },
      enterFrame: async () => {
        await ask('POST', at('/frame'), { id: 0 });
      },
      leaveFrame: async () => {
        await ask('POST', at('/frame/parent'), {});
      },
      close: async () => {
        await ask('DELETE', at('')).catch(() => undefined);
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** One request of WebDriver (W3C), which ends in time. */
function connect(origin: string) {
  return async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${origin}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(callTimeoutMs + 5000),
    });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
    if (!response.ok) throw new Error(`${method} ${path}: ${value?.error} ${value?.message}`);
    return value;
  };
}

function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) resolve(text.trim());
    });
    stream.on('end', () => reject(new Error('Xvfb did not start.')));
  });
}
