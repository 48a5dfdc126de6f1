import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * A Chromium to test with: the one named by CHROMIUM_PATH, an installed one, Playwright's own where it can be downloaded,
 * else Debian's through apt where this runs as root. Says in one line what to install when none can be had.
 */
export function findChromium(): string {
  const found = [process.env.CHROMIUM_PATH ?? '', ...installed, chromium.executablePath()].find(
    (path) => path !== '' && existsSync(path),
  );
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium here: installing the Debian packages chromium and fonts-noto-cjk.');
    quiet('apt-get', ['update']);
    quiet('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  console.log("No Chromium here: trying Playwright's own.");
  spawnSync('npx', ['--no-install', 'playwright', 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  console.error(
    'The browser journeys need a Chromium: install Debian’s chromium and fonts-noto-cjk, or set CHROMIUM_PATH.',
  );
  process.exit(1);
}

function quiet(command: string, args: string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
