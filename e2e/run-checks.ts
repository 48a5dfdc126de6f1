import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { findChromium } from './find-chromium.ts';

/** `npm test`: everything, cheapest first; stops at the first failure and says which step it was. */
type Step = readonly [name: string, command: string, args: readonly string[]];

const npx = (name: string, ...args: string[]): Step => [name, 'npx', ['--no-install', ...args]];

// Each of these takes one core, so two go at a time.
const readings = [
  [npx('types', 'tsc', '--noEmit')],
  [
    npx('lint', 'oxlint', '--deny-warnings'),
    npx('format', 'prettier', '--check', '--log-level', 'warn', '.'),
    npx('import boundaries', 'depcruise', '--config', '.dependency-cruiser.cjs', 'app', 'db', 'search', 'seeds', 'e2e'),
  ],
];
const runs = [
  npx('unit and integration tests', 'vitest', 'run'),
  npx('production build', 'remix', 'vite:build', '--logLevel', 'warn'),
  ['browser floor of the build', 'node', ['--import', 'tsx', 'e2e/browser-floor.ts']] as const,
];

const environment: NodeJS.ProcessEnv = { ...process.env, npm_config_loglevel: 'error' };

function ended(name: string, status: number | null, from: number): void {
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} after ${((Date.now() - from) / 1000).toFixed(0)} s`);
  if (status !== 0) process.exit(status ?? 1);
}

async function run([name, command, args]: Step, env: NodeJS.ProcessEnv = environment): Promise<void> {
  const from = Date.now();
  console.log(`\n== ${name}`);
  const [status] = (await once(spawn(command, args, { stdio: 'inherit', env }), 'close')) as [number | null];
  ended(name, status, from);
}

/** What it says comes when it has ended, so that two at a time do not talk into each other. */
async function runApart([name, command, args]: Step): Promise<void> {
  const from = Date.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
  const close = once(child, 'close') as Promise<[number | null]>;
  const said = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await close;
  console.log(`\n== ${name}\n${said.join('').trim()}`);
  ended(name, status, from);
}

await Promise.all(
  readings.map(async (lane) => {
    for (const step of lane) await runApart(step);
  }),
);
for (const step of runs) await run(step);
await run(npx('browser journeys', 'playwright', 'test'), { ...environment, CHROMIUM_PATH: findChromium() });
