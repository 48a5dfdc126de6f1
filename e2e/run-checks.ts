import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.ts';

/** `npm test`: everything, cheapest first; stops at the first failure and says which step it was. */
const npx = (...args: string[]): [string, string[]] => ['npx', ['--no-install', ...args]];
const steps: [name: string, command: [string, string[]]][] = [
  ['types', npx('tsc', '--noEmit')],
  ['lint', npx('oxlint', '--deny-warnings')],
  ['format', npx('prettier', '--check', '--log-level', 'warn', '.')],
  ['import boundaries', npx('depcruise', '--config', '.dependency-cruiser.cjs', 'app', 'db', 'search', 'seeds', 'e2e')],
  ['unit and integration tests', npx('vitest', 'run')],
  ['production build', npx('remix', 'vite:build', '--logLevel', 'warn')],
  ['browser floor of the build', ['node', ['--import', 'tsx', 'e2e/browser-floor.ts']]],
];

const environment: NodeJS.ProcessEnv = { ...process.env, npm_config_loglevel: 'error' };

function run(name: string, [command, args]: [string, string[]], env: NodeJS.ProcessEnv = environment): void {
  const from = Date.now();
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} after ${((Date.now() - from) / 1000).toFixed(0)} s`);
  if (status !== 0) process.exit(status ?? 1);
}

for (const [name, command] of steps) run(name, command);
run('browser journeys', npx('playwright', 'test'), { ...environment, CHROMIUM_PATH: findChromium() });
