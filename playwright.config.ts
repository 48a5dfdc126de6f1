import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/told-world.ts',
  fullyParallel: false,
  // Each walks on a site of its own.
  workers: 2,
  // A journey that fails is walked once more, on a site of its own made anew; a report names it as flaky.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  outputDir: 'test-results',
  // A site for each: the import leaves thousands of near-equal records in the lists, and the deal moves its clock
  // by more than a year, so that listed demands expire.
  projects: [
    {
      name: 'pages',
      testIgnore: [
        '**/import.spec.ts',
        '**/one-deal.spec.ts',
        '**/contract-life.spec.ts',
        '**/salon.spec.ts',
        '**/demands.spec.ts',
        '**/negotiation.spec.ts',
        '**/library.spec.ts',
        '**/money.spec.ts',
        '**/esign.spec.ts',
      ],
    },
    { name: 'import', testMatch: '**/import.spec.ts' },
    { name: 'library', testMatch: '**/library.spec.ts' },
    { name: 'money', testMatch: '**/money.spec.ts' },
    { name: 'esign', testMatch: '**/esign.spec.ts' },
    { name: 'deal', testMatch: '**/one-deal.spec.ts' },
    { name: 'negotiation', testMatch: '**/negotiation.spec.ts' },
    { name: 'demands', testMatch: '**/demands.spec.ts' },
    { name: 'salon', testMatch: '**/salon.spec.ts' },
    { name: 'life', testMatch: '**/contract-life.spec.ts' },
  ],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
