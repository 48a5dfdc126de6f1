import { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testKey, testStandIn } from './testing.ts';
import type { TestStandIn } from './testing.ts';

let standIn: TestStandIn;
let account: string;

beforeAll(async () => {
  standIn = await testStandIn();
  account = await standIn.createAccount({ name: '示例大学 <技术转移中心>' });
});
afterAll(() => standIn.close());

async function open(change: Partial<Stripe.Checkout.SessionCreateParams> = {}): Promise<{ id: string; url: string }> {
  const stripe = new Stripe(testKey, { host: '127.0.0.1', port: standIn.port, protocol: 'http', telemetry: false });
  const price = { currency: 'cny', unit_amount: 12_345_678, product_data: { name: '里程碑 1 <b>"中试"</b>' } };
  const session = await stripe.checkout.sessions.create(
    {
      mode: 'payment',
      line_items: [{ quantity: 1, price_data: price }],
      success_url: 'http://localhost:3000/back?session={CHECKOUT_SESSION_ID}&n=1',
      cancel_url: 'http://localhost:3000/contracts/1',
      ...change,
    },
    { stripeAccount: account },
  );
  return { id: session.id, url: session.url! };
}

const press = (url: string, intent: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ intent }), redirect: 'manual', headers });
const statusOf = (id: string) =>
  standIn.controls.events('checkout.session.completed').some((e) => e.data.object['id'] === id);

describe('the pay page', () => {
  test('says in Chinese what is paid to whom, and that no real money moves', async () => {
    const { url } = await open();
    const page = await (await fetch(url)).text();
    expect(page).toContain('<html lang="zh-CN">');
    for (const words of ['演示收银台', '不会发生真实扣款', '¥123,456.78', '支付失败', '放弃'])
      expect(page).toContain(words);
    expect(page).toContain('示例大学 &lt;技术转移中心&gt;');
    expect(page).toContain('里程碑 1 &lt;b&gt;&quot;中试&quot;&lt;/b&gt;');
    expect(page).not.toContain('<b>');
  });

  test('runs no script, loads nothing, and its forms lead only home and back', async () => {
    const { url } = await open({ cancel_url: 'https://example.com/contracts/1' });
    const response = await fetch(url);
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:3000 https://example.com;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).not.toMatch(/<script|style="|src=|\son\w+=/);
  });

  test('支付 pays and goes to the success address; a second click goes there too and pays nothing', async () => {
    const { id, url } = await open();
    for (let click = 0; click < 2; click += 1) {
      const paid = await press(url, 'pay');
      expect(paid.status).toBe(303);
      expect(paid.headers.get('location')).toBe(`http://localhost:3000/back?session=${id}&n=1`);
    }
    const completed = standIn.controls.events('checkout.session.completed').filter((e) => e.data.object['id'] === id);
    expect(completed).toHaveLength(1);
    expect(await (await fetch(url)).text()).toContain('已支付');
  });

  test('支付失败 comes back with a notice and three buttons', async () => {
    const { id, url } = await open();
    const declined = await press(url, 'decline');
    expect(declined.status).toBe(303);
    const page = await (await fetch(new URL(declined.headers.get('location')!, url))).text();
    expect(page).toContain('role="alert"');
    expect(page).toContain('value="pay"');
    expect(statusOf(id)).toBe(false);
  });

  test('放弃 goes to the cancel address and leaves the session open', async () => {
    const { id, url } = await open();
    const left = await press(url, 'abandon');
    expect(left.headers.get('location')).toBe('http://localhost:3000/contracts/1');
    expect(statusOf(id)).toBe(false);
    expect((await press(url, 'pay')).headers.get('location')).toContain('/back');
  });

  test('an expired session takes no payment', async () => {
    const { id, url } = await open();
    await standIn.controls.expire(id);
    const page = await (await press(url, 'pay')).headers.get('location');
    expect(page).not.toContain('/back');
    expect(await (await fetch(url)).text()).toContain('支付链接已过期');
    expect(statusOf(id)).toBe(false);
  });

  test('a wrong id is a 404 page, another site cannot press a button', async () => {
    const lost = await fetch(`${standIn.url}/c/pay/cs_test_nothing`);
    expect(lost.status).toBe(404);
    expect(await lost.text()).toContain('找不到这笔支付');
    const { id, url } = await open();
    expect((await press(url, 'pay', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(statusOf(id)).toBe(false);
  });

  test('behind another address the session points there', async () => {
    const behind = await standIn.restart({ baseUrl: 'http://localhost:3001/demo/' });
    const stripe = new Stripe(testKey, { host: '127.0.0.1', port: behind.port, protocol: 'http', telemetry: false });
    const price = { currency: 'cny', unit_amount: 1, product_data: { name: '里程碑' } };
    const line_items = [{ quantity: 1, price_data: price }];
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      line_items,
      success_url: 'http://localhost/',
    });
    expect(session.url).toBe(`http://localhost:3001/demo/c/pay/${session.id}`);
  });
});
