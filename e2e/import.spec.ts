import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { jsonlToXlsx } from '#seeds/jsonl-to-xlsx.ts';
import { achievements } from '#seeds/world/achievements.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { releaseAs } from './imported.ts';
import { visit } from './page-deeds.ts';

const unit = '陇原理工大学';
const records = 10_000;
/** Stands in every record and nowhere else in the demo world. */
const mark = 'Qilian1000';
const numberOf = (at: number): string => `QL${String(at).padStart(5, '0')}`;

/** Research records as JSON lines, told from the demo world's achievements with a number each. */
const jsonLines = (): string =>
  Array.from({ length: records }, (_, at) => {
    const told = achievements[at % achievements.length];
    if (told === undefined) throw new Error('the demo world has no achievements');
    const record = {
      kind: 'full',
      title: `${told.name}（试验 ${numberOf(at)}）`,
      abstract: `${told.abstract}试验批次 ${mark}，编号 ${numberOf(at)}。`,
      keywords: [...told.keywords, mark],
      discipline: '农业工程',
    };
    return JSON.stringify(record);
  }).join('\n');

/** Every value the progress bars have shown, each by its name, in order. */
const watchBar = (page: Page) =>
  page.addInitScript(() => {
    const seen: Record<string, number[]> = {};
    Object.assign(window, { seen });
    const look = () => {
      const bar = document.querySelector('progress');
      if (bar === null) return;
      const values = (seen[bar.ariaLabel ?? ''] ??= []);
      const part = bar.value / bar.max;
      if (part !== values.at(-1)) values.push(part);
    };
    document.addEventListener('DOMContentLoaded', () => {
      look();
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  });

async function expectBarMoved(page: Page, name: string): Promise<void> {
  const seen = await page.evaluate(
    (bar) => (window as unknown as { seen: Record<string, number[]> }).seen[bar] ?? [],
    name,
  );
  expect(seen.filter((part) => part > 0 && part < 1).length, `the bar showed ${seen.join(', ')}`).toBeGreaterThan(0);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
}

test('ten thousand records go from a spreadsheet to the public list, with a bar that moves', async ({
  page,
  site,
  signInAs,
}) => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'chengguo-import-'));
  const sheet = join(folder, 'records.xlsx');
  await writeFile(join(folder, 'records.jsonl'), jsonLines());
  expect(await jsonlToXlsx(join(folder, 'records.jsonl'), sheet, unit)).toBe(records);

  await signInAs(page, 'longyuan-officer');
  await watchBar(page);
  await visit(page, '/desk/imports');
  await page.getByLabel('成果表').setInputFiles(sheet);
  await page.getByRole('button', { name: '上传并检查' }).click();
  await expect(page.getByRole('heading', { name: '确认导入 10,000 项成果' })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole('radio', { name: /^指明一位保密审查人员/ }).check();
  await page.getByRole('combobox', { name: '由谁审' }).selectOption('牛禾月');
  await page.getByLabel(/不涉及国家秘密和不宜公开/).check();
  await page.getByRole('button', { name: '确认导入' }).click();
  await expect(page.getByText('等牛禾月做保密审查，确认后公开')).toBeVisible({ timeout: 120_000 });
  await expectBarMoved(page, '检查进度');
  await expectBarMoved(page, '入库进度');
  const states = (state: string) =>
    site.rows<{ n: number }>(
      `select count(*)::int as n from achievements where name like '%试验 QL%' and state = '${state}'`,
    );
  expect(await states('unit_review')).toEqual([{ n: records }]);

  // Nothing is public before the click of the one who was named.
  await signInAs(page, 'longyuan-secrecy');
  await releaseAs(page, 'records.xlsx', '10,000');
  await expect(page.getByText('已处理 10,000 项，审过并公开')).toBeVisible({ timeout: 120_000 });
  await expectBarMoved(page, '处理进度');
  await rm(folder, { recursive: true });

  await page.context().clearCookies();
  const count = page.locator('#found');
  await expect(async () => {
    await visit(page, `/achievements?q=${mark}`);
    await expect(count).toHaveText('10,000 项成果', { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  for (const at of [0, 499, 999]) {
    await visit(page, `/achievements?q=${numberOf(at)}`);
    await expect(count).toHaveText('1 项成果');
    await expect(page.getByRole('heading', { level: 3 }).getByText(numberOf(at))).toBeVisible();
  }
  expect(await states('published')).toEqual([{ n: records }]);
});
