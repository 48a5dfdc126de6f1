import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { settled } from './page-deeds.ts';
import { startSite, type Site } from './site.ts';

interface Fixtures {
  /** Pages of this browser report no CSP violation and no console error; checked after each test. */
  readonly cleanConsole: void;
  readonly signInAs: (page: Page, personKey: string) => Promise<void>;
}
interface WorkerFixtures {
  readonly site: Site;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  cleanConsole: [
    async ({ context }, use) => {
      const faults: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error' && !/status of 4\d\d|status of 503/.test(message.text()))
          faults.push(message.text());
      });
      context.on('weberror', (error) => faults.push(String(error.error())));
      await use();
      expect(faults, 'console errors and CSP reports').toEqual([]);
    },
    { auto: true },
  ],
  signInAs: async ({ site }, use) => {
    await use(async (page, personKey) => {
      const cookie = await site.sessionCookie(personKey);
      await settled(page);
      await page.context().clearCookies();
      await page.context().addCookies([{ ...cookie, url: site.url }]);
    });
  },
});

export { expect };

/** No accessibility violation of WCAG 2.1 AA on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}

/** Nothing sticks out to the right. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const [scroll, client] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(scroll).toBeLessThanOrEqual(client ?? 0);
}
