import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, expect, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';

/** Downloads a contract's evidence, unpacks it, and checks it in a browser that has no network: sound, then altered. */
export async function expectProofOffline(page: Page, browser: Browser, contractPath: string): Promise<void> {
  await page.goto(`${contractPath}/proof`);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载核验包' }).click();
  const folder = mkdtempSync(join(tmpdir(), 'proof-'));
  const context = await browser.newContext({ offline: true });
  try {
    const zip = join(folder, 'proof.zip');
    await (await coming).saveAs(zip);
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
      const path = join(folder, name.slice(name.indexOf('/') + 1));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
    const offline = await context.newPage();
    const file = join(folder, 'verify.html');
    const sound = readFileSync(file, 'utf8');
    const open = async (html: string) => {
      writeFileSync(file, html);
      await offline.goto(pathToFileURL(file).href);
      return offline.getByRole('status');
    };
    await expect(await open(sound)).toHaveText('没有改动：每一版、每一条都与指纹一致。');
    await offline.getByLabel(/最后一条指纹比对/).fill('0'.repeat(64));
    await expect(offline.getByRole('status')).toHaveText('对不上：1 处，见下面标红的。');
    const signer = /"signer":"[^"]+"/.exec(sound)?.[0] ?? 'no signer';
    await expect(await open(sound.replace(signer, '"signer":"别人"'))).toContainText('对不上：1 处');
    await expect(offline.locator('#findings .bad')).toHaveText(
      /^✗ 第 \d+ 条（页面签署）：内容与本条指纹不一致，被改动过$/,
    );
    const words = /"paragraphs":\["[^"]/.exec(sound)?.[0] ?? 'no words';
    await expect(await open(sound.replace(words, `${words}不`))).toContainText('对不上：1 处');
    await expect(offline.locator('#findings .bad')).toHaveText(/^✗ 第 1 版全文：/);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
