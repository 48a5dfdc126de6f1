import { readEnv } from '#app/env.server.ts';
import { isLostWrite } from '#db/lost-write.ts';
import { announce } from './announce.ts';
import { listen } from './listen.ts';
import { openPlatform } from './platform.ts';

/** The whole server: platform, then port. Ctrl-C and SIGTERM stop it cleanly; a second one stops it at once. */
const startedAt = performance.now();
const env = readEnv();
const running = await openPlatform(env);
const server = await listen(env, running.platform);
announce(env, running, server.url, Math.round(performance.now() - startedAt));

let stopping = false;
async function stop(signal: string) {
  if (stopping) process.exit(130);
  stopping = true;
  running.platform.log.info({ signal }, 'stopping');
  const hurry = setTimeout(() => process.exit(1), 15_000);
  hurry.unref();
  await server.close();
  await running.close();
  process.exit(0);
}
// The development build of Vite installs handlers of its own that end the process before ours are done.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.removeAllListeners(signal);
  process.on(signal, () => void stop(signal));
}

process.on('uncaughtException', (error) => {
  if (isLostWrite(error))
    return running.platform.log.warn({ err: error }, 'a database connection was lost while it was written to');
  running.platform.log.fatal({ err: error }, 'uncaught');
  process.exit(1);
});

// npm ends its shell on SIGTERM without telling us: a server that npm started goes when that shell is gone.
if (process.env.npm_lifecycle_event !== undefined) {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell && !stopping) void stop('SIGTERM');
  }, 500).unref();
}
