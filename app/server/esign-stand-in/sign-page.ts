import { createHash } from 'node:crypto';
import { escaped } from '../stripe-stand-in/pay-page.ts';
import type { StandInActor, Task } from './store.ts';

// The page stands alone, so the colours of the site are repeated here.
const style = `
*{box-sizing:border-box}
body{margin:0;background:#FBFAF7;color:#1C2430;font:16px/1.75 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
.demo{margin:0;background:#F7F0DC;border-bottom:2px solid #7A5D0E;padding:8px 16px;text-align:center;font-weight:700}
main{max-width:560px;margin:24px auto;padding:0 16px}
section{background:#fff;border:1px solid #E4E0D6;border-top:4px solid #1F4E8C;border-radius:6px;padding:24px}
h1{font-size:22px;line-height:1.4;margin:0 0 8px;overflow-wrap:anywhere}
p{margin:0 0 16px;overflow-wrap:anywhere}
form{display:grid;gap:12px;margin:16px 0 0}
label{display:grid;gap:4px}
input{font:inherit;min-height:44px;padding:8px 12px;border:1px solid #878C94;border-radius:4px}
button,.button{font:inherit;font-weight:700;min-height:44px;padding:8px 16px;border-radius:4px;border:1px solid #878C94;background:#fff;color:#1C2430;cursor:pointer;text-align:center;text-decoration:none;display:block}
.main{background:#1F4E8C;border-color:#1F4E8C;color:#fff}
button:focus-visible,.button:focus-visible,input:focus-visible{outline:3px solid #1C2430;outline-offset:2px}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
};

export function signPage(task: Task, actor: StandInActor, isTurn: boolean): string {
  const path = `/sign/${actor.key}`;
  const content = isTurn
    ? `<p><a class="button" href="${path}/paper">看要签的文件（PDF）</a></p>
<form method="post" action="${path}">
<label>经办人姓名（真实服务在这里核验身份）<input name="person" required maxlength="30" autocomplete="off"></label>
<button class="main" name="deed" value="sign">以${escaped(actor.actorName)}名义签署</button>
</form>
<form method="post" action="${path}">
<label>拒签原因<input name="note" required maxlength="100" autocomplete="off"></label>
<button name="deed" value="refuse">拒签</button>
</form>`
    : `<p role="status"><strong>${standing(task, actor)}</strong></p>${backLink(actor)}`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>签署 · 演示签署服务</title><style>${style}</style></head>
<body><p class="demo" role="note">演示签署服务：没有认证机构的证书，签署没有法律效力</p>
<main><section><h1>${escaped(task.subject)}</h1><p>签署方：${escaped(actor.actorName)}</p>${content}</section></main></body></html>`;
}

const backLink = ({ backTo }: StandInActor): string =>
  backTo !== undefined && /^https?:/.test(backTo)
    ? `<p><a class="button" href="${escaped(backTo)}">回成果通看签署进展</a></p>`
    : '<p>回到成果通的合同页，可以看到签署进展。</p>';

function standing(task: Task, actor: StandInActor): string {
  if (actor.status === 'signed') return '你方已签署。';
  if (actor.status === 'sign_rejected') return '你方已拒签。';
  if (task.status === 'sign_progress') return '还没有轮到你方，前一方签完后再来。';
  return task.status === 'expired' ? '签署已过期。' : '签署已终止。';
}
