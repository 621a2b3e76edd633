import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage'
];

const PAGE = `<!doctype html><html><head><meta charset="utf-8"></head><body style="margin:0">
<div id="canvas" style="width:1600px;height:900px"></div>
<script src="/page.js"></script></body></html>`;

/** The browser to use: CHROMIUM, or where Debian and others install it. */
export function chromiumPath() {
  const wanted = process.env.CHROMIUM;
  const found = wanted ? [wanted].filter(existsSync) : CANDIDATES.filter(existsSync);
  if (found.length === 0) {
    throw new Error(
      `Expected Chromium at ${wanted ?? CANDIDATES.join(' or ')}, but there is none.\n` +
        'Maybe install the package chromium, or set CHROMIUM to its path.'
    );
  }
  return found[0];
}

/**
 * Lets the page of build/page.js do a job in headless Chromium and returns its answer. Everything
 * is served from this process on the loopback interface; the profile is a folder of its own that
 * is deleted afterwards.
 */
export async function inChromium(script, job, millis = 240_000) {
  const server = createServer();
  const profile = mkdtempSync(join(tmpdir(), 'millrace-chromium-'));
  let browser;
  let timer;
  try {
    const answer = new Promise((resolve, reject) => {
      server.on('request', (request, response) => serve(request, response, { script, job, resolve, reject }));
      timer = setTimeout(() => reject(new Error(`Chromium gave no answer in ${seconds(millis)}.`)), millis);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${server.address().port}/`;
    browser = spawn(chromiumPath(), [...FLAGS, `--user-data-dir=${profile}`, '--remote-debugging-port=0', url], {
      stdio: 'ignore',
      detached: true
    });
    const died = new Promise((_, reject) => {
      browser.on('error', reject);
      browser.on('exit', (code) => reject(new Error(`Chromium ended early, with exit code ${code}.`)));
    });
    return await Promise.race([answer, died]);
  } finally {
    clearTimeout(timer);
    await stop(browser);
    server.closeAllConnections();
    server.close();
    await remove(profile);
  }
}

function seconds(millis) {
  return `${Math.round(millis / 1000)} seconds`;
}

function serve(request, response, { script, job, resolve, reject }) {
  const path = new URL(request.url, 'http://localhost').pathname;
  if (path === '/answer') {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      response.end();
      const { failure, answer } = JSON.parse(body);
      if (failure) {
        reject(new Error(`In the page: ${failure}`));
      } else {
        resolve(answer);
      }
    });
  } else if (path === '/job') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(job));
  } else if (path === '/page.js') {
    response.setHeader('content-type', 'text/javascript; charset=utf-8');
    response.end(readFileSync(script));
  } else if (path === '/') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(PAGE);
  } else {
    response.statusCode = 404;
    response.end();
  }
}

/** Asks the browser to go, so that it puts its profile down, and ends whatever of it is left. */
async function stop(browser) {
  if (!browser || browser.pid === undefined) {
    return;
  }
  if (browser.exitCode === null && browser.signalCode === null) {
    const gone = new Promise((resolve) => browser.once('exit', resolve));
    browser.kill('SIGTERM');
    await Promise.race([gone, pause(10_000, undefined, { ref: false })]);
  }
  try {
    process.kill(-browser.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

/** Children of the browser may still write for a moment. */
async function remove(folder) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rm(folder, { recursive: true, force: true });
    } catch (error) {
      if (attempt === 50) {
        throw error;
      }
      await pause(100);
    }
  }
}
