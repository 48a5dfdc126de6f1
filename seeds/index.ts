import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { projectRoot } from '#db/project-root.ts';
import { openSearch } from '#search/index.server.ts';
import { makeContext } from './make.ts';
import { scaleWorld } from './scale.ts';

/** `npm run seed -- --scale 10000`: adds listings to the demo world of DATA_DIR (default .data), for measuring. */
const { values } = parseArgs({ options: { scale: { type: 'string' } } });
const count = Number(values.scale);
if (!Number.isInteger(count) || count < 1) {
  console.error('usage: npm run seed -- --scale N   (the demo world itself is written by the first npm start)');
  process.exit(2);
}
const embedded = await startEmbedded({ dataDir: join(process.env.DATA_DIR ?? join(projectRoot, '.data'), 'postgres') });
await migrate(embedded.url);
const opened = openDatabase(embedded.url, { applicationName: 'chengguo-seed', statementTimeoutMs: 120_000 });
try {
  const from = performance.now();
  const ctx = makeContext(opened.db, { search: openSearch({ db: opened.db }), now: () => new Date() });
  await scaleWorld(ctx, count, (done) => {
    const rate = (done / (performance.now() - from)) * 1000;
    process.stdout.write(
      `\r${done} of ${count}, ${rate.toFixed(0)} rows/s, ${((count - done) / rate).toFixed(0)} s left   `,
    );
  });
  process.stdout.write('\n');
} finally {
  await opened.close();
  await embedded.stop();
}
