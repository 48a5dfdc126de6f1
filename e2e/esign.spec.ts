import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideScroll, test } from './fixtures.ts';
import { moveClock, press, proveIdentity, settled, visit } from './page-deeds.ts';
import type { Site } from './site.ts';

/** In its second week of publicity: after it, both may sign. */
const waiting = `select c.id from contracts c join organisations o on o.id = c.licensee_org_id
  where c.state = 'publicity' and o.name like '%澄箔%' order by c.no limit 1`;

/** Signed at the provider by the journey before it. */
const signed = `select c.id from contracts c join organisations o on o.id = c.licensee_org_id
  where c.state = 'performing' and o.name like '%澄箔%' order by c.no limit 1`;

test.use({ actionTimeout: 15_000 });
test.describe.configure({ mode: 'serial' });

/** Names the signer of a side; asked for the second factor on the way, the person comes back and sends the form again. */
async function nameSigner(page: Page, site: Site, person: string, name: string, button: string): Promise<void> {
  const send = async () => {
    await page.getByLabel('本单位签署人').fill(name);
    await page.getByLabel('签署人手机号').fill('13800000001');
    await page.getByLabel('法定代表人本人').check();
    await page.getByLabel(/本单位同意第 \d+ 版用电子签名签署/).check();
    await press(page, button);
  };
  // Each sign-in is a session of its own, so each is asked for the second factor.
  await send();
  await proveIdentity(page, site, person);
  await send();
}

/** Waits until the provider's page of a signer is offered, and goes there. */
async function goToProvider(page: Page, path: string): Promise<void> {
  const link = page.getByRole('link', { name: '打开签署页面' });
  await expect(async () => {
    await visit(page, path);
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 40_000 });
  await page.goto((await link.getAttribute('href')) ?? '');
}

/** A signer opens his page at the provider and signs there under his name. */
async function signAtProvider(page: Page, path: string, name: string): Promise<void> {
  await goToProvider(page, path);
  await page.getByLabel('经办人姓名').fill(name);
  await page.getByRole('button', { name: /名义签署/ }).click();
  await expect(page.getByText('你方已签署')).toBeVisible();
  await page.getByRole('link', { name: '回成果通看签署进展' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '电子签名' })).toBeVisible();
}

/** Waits until the platform has heard that both have signed, and has kept the papers. */
async function waitUntilSigned(page: Page, path: string): Promise<void> {
  await expect(async () => {
    await visit(page, path);
    await expect(page.getByText('双方已签署，签署文件与冻结文本核对一致')).toBeVisible({ timeout: 500 });
    await expect(page.getByRole('link', { name: '服务商的证据报告' })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 40_000 });
}

test('a contract is signed at the e-sign provider: proposed, agreed, refused once, signed by both, kept', async ({
  page,
  site,
  signInAs,
}) => {
  const [contract] = await site.rows<{ id: string }>(waiting);
  const path = `/desk/contracts/${contract?.id}/esign`;
  await signInAs(page, 'longyuan-approver');

  await test.step('before its time nothing can be proposed', async () => {
    await visit(page, path);
    await expect(page.getByText('现在不能签署')).toBeVisible();
    await expect(page.getByRole('button', { name: '提议用电子签名服务签署' })).toHaveCount(0);
    await moveClock(page, /往后 16 天/);
    await expect(async () => {
      await visit(page, `/desk/contracts/${contract?.id}`);
      await expect(page.getByRole('link', { name: '用持牌电子签名服务签署' })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 60_000 });
  });

  const propose = async () => {
    await signInAs(page, 'longyuan-approver');
    await visit(page, path);
    await nameSigner(page, site, 'longyuan-approver', '何校长', '提议用电子签名服务签署');
    await expect(page.getByText(/^等.+同意$/)).toBeVisible();
  };
  const agree = async () => {
    await signInAs(page, 'chengbo-owner');
    await visit(page, path);
    await expect(page.getByText('提议用电子签名服务签署，等你方答复')).toBeVisible();
    await nameSigner(page, site, 'chengbo-owner', '郑总', '同意，指定我方签署人');
  };

  await test.step('one side proposes, the other agrees; on a phone too', async () => {
    await propose();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSideScroll(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await agree();
  });

  await test.step('a signer refuses at the provider, and his words come back', async () => {
    await goToProvider(page, path);
    await page.getByLabel('拒签原因').fill('第 5 条的期限要改');
    await page.getByRole('button', { name: '拒签' }).click();
    await expect(page.getByText('你方已拒签')).toBeVisible();
    await expect(async () => {
      await visit(page, path);
      await expect(page.getByText('上一次拒签')).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await expect(page.getByText('原因：第 5 条的期限要改').first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('proposed anew, both sign in their order', async () => {
    await propose();
    await agree();
    await signAtProvider(page, path, '郑总');
    await signInAs(page, 'longyuan-approver');
    await signAtProvider(page, path, '何校长');
  });

  await test.step('the contract is signed, its papers are kept, its evidence says how', async () => {
    await waitUntilSigned(page, path);
    await expect(page.getByText('服务商核验到的经办人：何校长')).toBeVisible();
    await expectAccessible(page);
    const href = await page.getByRole('link', { name: /^签署文件/ }).getAttribute('href');
    const file = await page.request.get(href ?? '');
    expect(file.headers()['content-type']).toBe('application/pdf');
    await visit(page, `/desk/contracts/${contract?.id}/proof`);
    for (const words of ['送交电子签名服务商', '在服务商处签署', '签署文件与证据报告归档', '双方签署完成']) {
      await expect(page.getByText(words).first()).toBeVisible();
    }
    await signInAs(page, 'longyuan-inventor-1');
    await visit(page, path);
    await expect(page.getByRole('button', { name: /撤销|提议|现在问/ })).toHaveCount(0);
  });
});

test('a change of it is put to the other side and signed at the e-sign provider', async ({ page, site, signInAs }) => {
  const [contract] = await site.rows<{ id: string }>(signed);
  const changes = `/desk/contracts/${contract?.id}/changes`;
  const path = `/desk/contracts/${contract?.id}/esign`;

  await test.step('the own side writes it; until it is put to the other, that one finds nothing of it', async () => {
    await signInAs(page, 'longyuan-officer');
    await visit(page, changes.replace('changes', 'amend'));
    await settled(page);
    await page.getByRole('button', { name: /^\d 其他约定/ }).click();
    await page.getByLabel('期满后继续保密').fill('9');
    await press(page, '核对改动');
    const [day] = await site.rows<{ day: string }>(
      "select to_char(max(signed_at) + interval '10 days', 'YYYY-MM-DD') as day from contracts",
    );
    await page.getByLabel('从哪天起执行').fill(day?.day ?? '');
    await page.getByLabel('为什么变更').fill('双方都要更长的保密期');
    await press(page, '存为待签署的变更');
    await expect(page.getByText('变更待本方签署')).toBeVisible();
    await signInAs(page, 'chengbo-owner');
    expect((await page.request.get(`${path}?version=2`)).status()).toBe(404);
  });

  await test.step('proposed, agreed, signed by both; it waits for its day', async () => {
    await signInAs(page, 'longyuan-approver');
    await visit(page, changes);
    await page.getByRole('link', { name: '用持牌电子签名服务签署' }).click();
    await expect(page.getByText(/签的是合同变更：第 2 版/)).toBeVisible();
    await settled(page);
    await nameSigner(page, site, 'longyuan-approver', '何校长', '提议用电子签名服务签署');
    await expect(page.getByText(/^等.+同意$/)).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSideScroll(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await signInAs(page, 'chengbo-owner');
    await visit(page, changes);
    await expect(page.getByText('这一版正在用电子签名服务签署')).toBeVisible();
    await expect(page.getByRole('button', { name: '同意并签署变更' })).toHaveCount(0);
    await visit(page, path);
    await nameSigner(page, site, 'chengbo-owner', '郑总', '同意，指定我方签署人');
    await signAtProvider(page, path, '郑总');
    await signInAs(page, 'longyuan-approver');
    await signAtProvider(page, path, '何校长');
    await waitUntilSigned(page, path);
    await visit(page, changes);
    await expect(page.getByText('变更已签署')).toBeVisible();
    await expect(page.getByText(/起执行；在这以前按第 1 版执行/)).toBeVisible();
    await expect(page.getByRole('link', { name: '拟一份变更' })).toHaveCount(0);
    await visit(page, `/desk/contracts/${contract?.id}/text?version=2`);
    await expect(page.getByText('何校长（经认证的签署人）')).toBeVisible();
    await expectAccessible(page);
  });
});

test('a signing that the provider leaves unanswered is ended by both sides, and the contract signed another way', async ({
  page,
  site,
  signInAs,
}) => {
  // Called off eleven days ago, and the provider knows nothing of it any more.
  const [contract] = await site.rows<{ id: string }>(
    `update esign_flows set state = 'cancelling', provider_flow_id = 'gone', silent_since = now() - interval '11 days',
       cancel_reason = '服务商停业' where state = 'open' returning contract_id as id`,
  );
  const path = `/desk/contracts/${contract?.id}/esign`;
  const declare = async (person: string) => {
    const send = async () => {
      await page.getByLabel('我方同意这次电子签署作废').check();
      await press(page, '声明这次签署作废');
    };
    await signInAs(page, person);
    await visit(page, path);
    await expect(page.getByText('仍没有回应的，双方都可以声明这次签署作废')).toBeVisible();
    await send();
    await proveIdentity(page, site, person);
    await send();
  };
  await declare('longyuan-approver');
  await expect(page.getByText('已声明这次签署作废')).toBeVisible();
  await expect(page.getByRole('button', { name: '声明这次签署作废' })).toHaveCount(0);
  await expectAccessible(page);
  await declare('shuyue-owner');
  await expect(page.getByText('上一次双方声明作废')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideScroll(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await visit(page, path.replace('/esign', ''));
  await expect(page.getByRole('button', { name: /^签署第 \d+ 版$/ })).toBeVisible();
});
