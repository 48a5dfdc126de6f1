import type { SideNames } from './contract-kind.ts';
import { formatInstant } from './days.ts';
import type { EvidenceFinding, EvidencePlace, EvidenceSays } from './evidence-report.ts';
import { type EvidenceEntry, evidenceLabels } from './signing-evidence.ts';

const saysWords: Readonly<Record<EvidenceSays, string>> = {
  'data matches its hash': '当事人和条款数据与指纹一致',
  'data does not match its hash': '当事人或者条款数据与指纹不一致，被改动过',
  'is missing': '缺少全文',
  'is the one that the hash covers': '全文就是签署的指纹所覆盖的那一份',
  'is not the one that the hash covers': '全文不是签署的指纹所覆盖的那一份，被改动过',
  'is as it was kept; the hash that was signed covers the terms only': '全文与留存时一致；签署的指纹只覆盖条款数据',
  'is not as it was kept': '全文与留存时不一致，被改动过',
  'stands at another place than its number says': '编号与所在的位置不符，有条目被删去或者调换',
  'does not follow the entry before it': '接不上前一条，前面的条目被改动、删去或者调换',
  'was changed: its text does not match its hash': '内容与本条指纹不一致，被改动过',
  'names another text than the version has': '所指的文本不是报告里的这一版',
  'fixes other words than the version has': '所固定的全文不是报告里的这一份',
  'unchanged and in its place': '没有改动，位置正确',
  'there is no evidence': '没有任何记录',
  'is the one given': '与所给的指纹一致',
  'is not the one given: rewritten or cut short': '与所给的指纹不一致：整份被重写，或者被截短',
};

function placeWords({ part, n, kind }: EvidencePlace): string {
  if (part === 'version') return `第 ${n} 版数据`;
  if (part === 'words') return `第 ${n} 版全文`;
  if (part === 'entry') return `第 ${n} 条${kind ? `（${evidenceLabels[kind]}）` : ''}`;
  return part === 'entries' ? '证据链' : '最后一条指纹';
}

/** A finding as people read it: 第 2 条（页面签署）：内容与本条指纹不一致，被改动过. */
export const findingWords = ({ place, says }: Pick<EvidenceFinding, 'place' | 'says'>): string =>
  `${placeWords(place)}：${saysWords[says]}`;

/** His own word, which the platform has nothing to hold against: it keeps no register of who represents whom. */
const claimedRepresentative = '自述为法定代表人，平台没有核对';

/** What an entry records, in one line: version, side as the contract calls it, who, by what power, from where, which file. */
export function entryWords({ body }: Pick<EvidenceEntry, 'body'>, sides: SideNames): string {
  const side = body.side === 'licensor' || body.side === 'licensee' ? sides[body.side] : null;
  const parts = [
    `第 ${String(body.versionN)} 版`,
    side,
    body.organisation,
    body.owner ? `共有权人 ${String(body.owner)}（${String(body.share)}）` : null,
    body.earlierContract ? `在先合同 ${String(body.earlierContract)}` : null,
    body.signer,
    body.agreedBy ? `由 ${String(body.agreedBy)} 确认` : null,
    body.refusedBy ? `由 ${String(body.refusedBy)} 退回` : null,
    body.withdrawnBy ? `由 ${String(body.withdrawnBy)} 撤回` : null,
    body.first === 'licensor' || body.first === 'licensee' ? `约定${sides[body.first]}先签` : null,
    body.signers ? `指定 ${String(body.signers)}` : null,
    body.dropped ? `不再指定 ${String(body.dropped)}` : null,
    body.authority === 'attorney'
      ? '持授权委托书'
      : body.authority === 'legal_representative'
        ? claimedRepresentative
        : null,
    body.secondFactorAt ? '已做第二重验证' : null,
    body.address ? `来自 ${String(body.address)}` : null,
    body.provider,
    body.providerFlow ? `任务 ${String(body.providerFlow)}` : null,
    typeof body.signedAt === 'string' ? `签署时间 ${formatInstant(new Date(body.signedAt))}` : null,
    body.paper === 'signed' ? '签署文件' : body.paper === 'report' ? '服务商的证据报告' : null,
    body.match === 'bytes' ? '原文逐字节在内' : body.match === 'text' ? '逐页文字与原文一致' : null,
    body.fileSha256 ? `文件指纹 ${String(body.fileSha256)}` : null,
    body.originalSha256 && !body.fileSha256 ? `送签文件指纹 ${String(body.originalSha256)}` : null,
    body.wordsSha256 ? `全文指纹 ${String(body.wordsSha256)}` : null,
    body.sealedOn ? `${String(body.sealedOn)} 用印` : null,
    body.signedOn ? `自 ${String(body.signedOn)} 起算` : null,
    body.runsFrom ? `付款、交付和申报的天数自 ${String(body.runsFrom)} 起算` : null,
    body.note,
  ];
  return parts.filter(Boolean).join('，');
}
