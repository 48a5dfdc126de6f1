import { defineConfig } from 'vitest/config';
import { isLostWrite } from './db/lost-write.ts';

const pure = ['app/domain/**/*.test.ts', 'app/ui/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    // The server lives through it, too.
    onUnhandledError: (error) => (isLostWrite(error) ? false : undefined),
    projects: [
      // Files share nothing that one could leave to the next, so each worker loads the code once.
      { extends: true, test: { name: 'pure', include: pure, isolate: false, testTimeout: 20_000 } },
      {
        extends: true,
        test: {
          name: 'database',
          // Each file has a database of its own, and that is all that one could leave to the next.
          isolate: false,
          include: ['{app,db,search,seeds,e2e}/**/*.test.{ts,tsx}'],
          exclude: pure,
          globalSetup: './db/vitest-global.ts',
          setupFiles: './db/vitest-each-file.ts',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
