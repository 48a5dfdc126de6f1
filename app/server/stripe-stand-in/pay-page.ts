import { createHash } from 'node:crypto';
import { formatYuan } from '#app/domain/money.ts';
import type { MethodType } from './objects.ts';
import type { SessionRecord } from './store.ts';

// The page stands alone, so the colours of the site (ink, paper, azurite, cinnabar) are repeated here.
const style = `
*{box-sizing:border-box}
body{margin:0;background:#FBFAF7;color:#1C2430;font:16px/1.75 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;text-autospace:normal}
.demo{margin:0;background:#F7F0DC;color:#1C2430;border-bottom:2px solid #7A5D0E;padding:8px 16px;text-align:center;font-weight:700}
main{max-width:448px;margin:32px auto;padding:0 16px}
section{background:#fff;border:1px solid #E4E0D6;border-top:4px solid #1F4E8C;border-radius:6px;padding:24px}
h1{font-size:22px;line-height:1.4;margin:0 0 4px}
.amount{font-size:36px;font-weight:700;line-height:1.3;margin:16px 0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
dl{margin:0 0 24px;border-top:1px solid #E4E0D6}
dl div{display:flex;gap:16px;justify-content:space-between;padding:8px 0;border-bottom:1px solid #E4E0D6}
dt{color:#4A5361;flex:none}
dd{margin:0;text-align:right;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
p{margin:0 0 16px}
.quiet{color:#4A5361;font-size:14px}
.notice{border-left:4px solid #B3261E;background:#FBEAE8;padding:12px 16px}
fieldset{border:1px solid #E4E0D6;border-radius:4px;margin:0;padding:4px 16px 8px}
fieldset label{display:block;min-height:44px;padding:8px 0}
form{display:grid;gap:12px;margin:0 0 16px}
.quiet:last-child{margin:0}
button,.button{font:inherit;font-weight:700;min-height:44px;padding:8px 16px;border-radius:4px;border:1px solid #878C94;background:#fff;color:#1C2430;cursor:pointer;text-align:center;text-decoration:none;display:block}
.main{background:#1F4E8C;border-color:#1F4E8C;color:#fff}
.main:hover{background:#173B6B}
button:focus-visible,.button:focus-visible{outline:3px solid #1C2430;outline-offset:2px}
@media (max-width:400px){main{margin:16px auto}section{padding:16px}.amount{font-size:28px}}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** Where the payer goes back to. The template is replaced as Stripe does: only where it is written literally. */
export const returnUrl = (address: string, sessionId: string): string =>
  new URL(address.replaceAll('{CHECKOUT_SESSION_ID}', sessionId)).href;

export const document = (title: string, content: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · 演示收银台</title>
<style>${style}</style>
</head>
<body>
<p class="demo" role="note">演示收银台：仅供演示，不会发生真实扣款，也请勿输入银行卡信息</p>
<main><section>
${content}
</section></main>
</body>
</html>
`;

const leave = (address: string | null, sessionId: string, words: string): string =>
  address === null ? '' : `<a class="button main" href="${escaped(returnUrl(address, sessionId))}">${words}</a>`;

const row = (term: string, value: string): string => `<div><dt>${term}</dt><dd>${escaped(value)}</dd></div>`;

const deadline = (at: number): string =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' }).format(
    at * 1_000,
  );

const wayWords: Readonly<Record<MethodType, string>> = { card: '银行卡', alipay: '支付宝', wechat_pay: '微信支付' };

const wayOption = (type: MethodType, at: number): string =>
  `<label><input type="radio" name="way" value="${type}"${at === 0 ? ' checked' : ''}> ${wayWords[type]}</label>`;

/** The page of one session: three buttons while it is open, else where to go. Plain forms, no script. */
export function payPage({ object: session, plan }: SessionRecord, payee: string, isDeclined: boolean): string {
  const amount = formatYuan(BigInt(session.amount_total));
  const lines = plan.lines.map(({ name, quantity }) => row('款项', quantity === 1 ? name : `${name} × ${quantity}`));
  const facts = [...lines, row('收款方', payee), row('会话编号', `…${session.id.slice(-12)}`)];
  const list = `<dl>${facts.join('')}</dl>`;
  if (session.status === 'complete') {
    return document(
      '已支付',
      `<h1>已支付（演示）</h1><p class="amount">${amount}</p>${list}${leave(session.success_url, session.id, '返回成果通')}`,
    );
  }
  if (session.status === 'expired') {
    return document(
      '已过期',
      `<h1>支付链接已过期</h1><p>没有发生付款。请回到合同页重新发起支付。</p>${leave(session.cancel_url, session.id, '返回成果通')}`,
    );
  }
  const notice = isDeclined
    ? '<p class="notice" role="alert">支付失败：发卡行拒绝了这笔付款（演示）。款项未付，可以再试一次。</p>'
    : '';
  const ways =
    session.payment_method_types.length === 1
      ? ''
      : `<fieldset><legend>怎样付</legend>${session.payment_method_types.map(wayOption).join('')}</fieldset>\n`;
  return document(
    '支付',
    `${notice}<h1>确认支付</h1>
<p class="amount">${amount}</p>
${list}
<form method="post">
${ways}<button class="main" name="intent" value="pay">支付 ${amount}</button>
<button name="intent" value="decline">支付失败（模拟拒付）</button>
${session.cancel_url === null ? '' : '<button name="intent" value="abandon">放弃，返回成果通</button>'}
</form>
<p class="quiet">请在 ${deadline(session.expires_at)} 前完成。款项记入收款方自己的账户，平台不经手资金。</p>`,
  );
}

export const lostPage = (): string =>
  document('找不到', '<h1>找不到这笔支付</h1><p>链接不完整或已失效。请回到合同页重新发起支付。</p>');

/** Browsers hold a form's redirect to form-action too, so the two ways back are named in it. */
export function pageHeaders(
  session: { success_url: string; cancel_url: string | null } | null,
): Record<string, string> {
  const back = session
    ? [session.success_url, session.cancel_url].flatMap((url) => (url ? [new URL(url).origin] : []))
    : [];
  const formAction = ["'self'", ...new Set(back)].join(' ');
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}
