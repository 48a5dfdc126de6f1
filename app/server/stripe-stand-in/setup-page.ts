import { standAccount } from './account.ts';
import { seconds } from './desk.ts';
import type { Desk } from './desk.ts';
import { parseForm } from './form-body.ts';
import { document, escaped, pageHeaders } from './pay-page.ts';
import type { ApiAnswer, ApiRequest } from './api.ts';

export const setupPath = '/setup/e/';

const redirect = (address: string): ApiAnswer => ({
  status: 303,
  headers: { location: address, 'cache-control': 'no-store' },
  body: '',
});

/** The hosted page of an account link: GET shows it, POST files what is asked. A spent link leads to where another is made. */
export function answerSetup(desk: Desk, { method, path, body, headers }: ApiRequest): ApiAnswer {
  const link = desk.store.links.get(path.slice(setupPath.length));
  const account = link && desk.store.accounts.get(link.account);
  if (!link || !account) {
    const lost = document('找不到', '<h1>找不到这个开户页面</h1><p>链接不完整或已失效。请回到收款账户页重新进入。</p>');
    return { status: 404, headers: pageHeaders(null), body: lost };
  }
  if (link.expiresAt <= seconds(desk.now())) return redirect(link.refreshUrl);
  if (method !== 'POST') {
    const back = { success_url: link.returnUrl, cancel_url: link.refreshUrl };
    return { status: 200, headers: pageHeaders(back), body: setupPage(account.business_profile.name ?? '') };
  }
  if (headers['sec-fetch-site'] === 'cross-site') return { status: 403, headers: pageHeaders(null), body: '' };
  const { intent, name, alipay, wechat_pay: wechatPay } = parseForm(body);
  if (intent === 'file') {
    const wallets = [...(alipay ? ['alipay' as const] : []), ...(wechatPay ? ['wechat_pay' as const] : [])];
    standAccount(desk, account.id, {
      isEnabled: true,
      wallets,
      name: typeof name === 'string' ? name.trim().slice(0, 200) : undefined,
    });
  }
  if (intent === 'part') {
    standAccount(desk, account.id, { isEnabled: false, due: ['company.verification.document', 'external_account'] });
  }
  desk.store.links.delete(link.token);
  desk.store.touch();
  return redirect(link.returnUrl);
}

const setupPage = (name: string): string =>
  document(
    '开户',
    `<h1>开通在线收款（演示）</h1>
<form method="post">
<label>账户名称 <input name="name" maxlength="200" value="${escaped(name)}"></label>
<fieldset><legend>除银行卡外还收</legend>
<label><input type="checkbox" name="alipay" value="1" checked> 支付宝</label>
<label><input type="checkbox" name="wechat_pay" value="1" checked> 微信支付</label></fieldset>
<button class="main" name="intent" value="file">提交材料，审核通过（演示）</button>
<button name="intent" value="part">提交一部分，还缺材料（演示）</button>
<button name="intent" value="leave">以后再填，返回成果通</button>
</form>
<p class="quiet">真实环境里由支付服务商在这里收集单位和负责人的证件、结算银行账户。演示不收任何材料。</p>`,
  );
