import { access, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { projectRoot } from '#db/project-root.ts';
import { startSite } from './site.ts';

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  );

test('a start after kill -9 recovers by itself and keeps the data; ending npm ends the server', async () => {
  test.setTimeout(240_000);
  const dataDir = await mkdtemp(join(projectRoot, '.data', 'start-'));
  try {
    const first = await startSite({ dataDir });
    await first.rows(`update organisations set name = name || '（改名）' where name like '%陇原理工大学%'`);
    await first.kill();
    expect(await answers(first.url)).toBe(false);

    const second = await startSite({ dataDir, throughNpm: true });
    expect((await fetch(`${second.url}/achievements`)).status).toBe(200);
    expect(await second.rows(`select name from organisations where name like '%陇原理工大学%（改名）%'`)).toHaveLength(
      1,
    );
    await second.stop();
    await expect.poll(() => answers(second.url), { timeout: 20_000 }).toBe(false);
    const lock = join(dataDir, 'postgres', 'postmaster.pid');
    await expect
      .poll(
        () =>
          access(lock).then(
            () => 'database runs',
            () => 'database stopped',
          ),
        { timeout: 30_000 },
      )
      .toBe('database stopped');
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
