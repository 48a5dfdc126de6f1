import { setTimeout } from 'node:timers/promises';
import { expect, type Locator, type Page, type Request, type Response } from '@playwright/test';
import type { Site } from './site.ts';

/** What each page has sent and not heard of yet: forms, and the page data that is asked for after them. */
const underWay = new WeakMap<Page, Set<Request>>();

const isWaitedFor = (request: Request): boolean =>
  request.method() !== 'GET' || new URL(request.url()).pathname.endsWith('.data');

function watch(page: Page): Set<Request> {
  const known = underWay.get(page);
  if (known !== undefined) return known;
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on('request', (request) => isWaitedFor(request) && requests.add(request));
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
  return requests;
}

/** A moment: what a click sends is sent within it, and said before the page answers. */
async function aMoment(page: Page): Promise<void> {
  await setTimeout(25);
  await page.evaluate('0');
}

/** Waits until the page has heard of all that it sent. Whoever goes on before may stop his own form on its way. */
export async function settled(page: Page): Promise<void> {
  const requests = watch(page);
  let quiet = 0;
  await expect(async () => {
    while (quiet < 2) {
      // A page that is being left has no moment to wait in.
      await aMoment(page).catch(() => (quiet = 0));
      expect([...requests].map((request) => `${request.method()} ${request.url()}`)).toEqual([]);
      quiet += 1;
    }
  }).toPass({ timeout: 40_000, intervals: [25, 50, 100] });
}

/** React has taken the page over, where it has a script: before that, a click is the browser's own. */
const isTakenOver = () =>
  document.querySelector('script[type="module"]') === null ||
  Object.keys(document.querySelector('#main') ?? document.body).some((key) => key.startsWith('__reactProps$'));

/** Opens a page when what the last one sent is answered, and waits until its script has it; without scripts, use `goto`. */
export async function visit(page: Page, path: string): Promise<Response | null> {
  await settled(page);
  const answer = await page.goto(path);
  await page.waitForFunction(isTakenOver);
  return answer;
}

const pageOf = (within: Page | Locator): Page => ('goto' in within ? within : within.page());
const buttonIn = (within: Page | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', { name, exact: typeof name === 'string' });

/** Presses the button of that name and waits for the answer: the next step may belong to somebody else. */
export async function press(within: Page | Locator, name: string | RegExp): Promise<void> {
  await buttonIn(within, name).click();
  await settled(pageOf(within));
}

/** The first of several buttons of one name. */
export async function pressFirst(within: Page | Locator, name: string | RegExp): Promise<void> {
  await buttonIn(within, name).first().click();
  await settled(pageOf(within));
}

/** The figure under a label of a page's head. */
export const figure = (page: Page, label: string): Locator =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: new RegExp(`^${label}$`) }) })
    .locator('dd > span')
    .first();

/** Moves the demo's clock by the button of that name. */
export async function moveClock(page: Page, label: RegExp): Promise<void> {
  await visit(page, '/outbox');
  const now = page.locator('strong').first();
  const before = (await now.textContent()) ?? '';
  await press(page, label);
  await expect(now).not.toHaveText(before);
}

/** The second factor, as the person does it: ask for a code, read the SMS, type it. */
export async function proveIdentity(page: Page, site: Site, person: string): Promise<void> {
  await expect(page).toHaveURL(/\/confirm-identity\?next=/);
  await press(page, /发送办理确认码/);
  // The page comes back when the code was sent; what is typed before is gone.
  await expect(page).toHaveURL(/sent=1/);
  await page.getByLabel('办理确认码').fill(await site.lastCode(person));
  await press(page, '确认');
  await expect(page).not.toHaveURL(/\/confirm-identity/);
}
