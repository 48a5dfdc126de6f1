import type { Day } from './days.ts';
import { type Fen, formatYuan } from './money.ts';
import type { Paper } from './paper.ts';
import type { RegistrationPaperFacts } from './registration-paper.ts';

/** What the office registered last. */
export interface RegisteredResult {
  readonly registrationNo: string;
  readonly registeredOn: Day;
  readonly dealFen: Fen;
  readonly technicalFen: Fen;
}

/** A change of the contract that both sides signed after the office had registered it. */
export interface ChangeSince {
  readonly versionN: number;
  readonly baseVersionN: number;
  readonly effectiveOn: Day;
  readonly reason: string;
}

export interface RegistrationChangeFacts extends Pick<
  RegistrationPaperFacts,
  'contract' | 'seller' | 'buyer' | 'sums' | 'versionN' | 'textSha256' | 'isSample'
> {
  readonly registered: RegisteredResult;
  readonly changes: readonly ChangeSince[];
}

/**
 * 技术合同变更登记申请材料 (domain.md §6.3: a changed contract changes its registration): what is registered, what was changed since,
 * and both sums beside each other. Without a signed change it supplements sums that were open when it was registered.
 */
export const registrationChangePaper = (facts: RegistrationChangeFacts): Paper => ({
  title: '技术合同变更登记申请材料',
  no: facts.contract.no,
  meta: `${facts.seller.name}，第 ${facts.versionN} 版合同`,
  isSample: facts.isSample,
  stamp: null,
  blocks: [
    {
      kind: 'facts',
      items: [
        ['项目名称', facts.contract.title],
        ['原登记编号', facts.registered.registrationNo],
        ['原登记日期', facts.registered.registeredOn],
        ['卖方', `${facts.seller.name}　${facts.seller.uscc}`],
        ['买方', `${facts.buyer.name}　${facts.buyer.uscc}`],
      ],
    },
    { kind: 'heading', text: '变更事项' },
    ...(facts.changes.length === 0
      ? [{ kind: 'paragraph' as const, text: '合同没有变更；登记时提成等金额未定，现按已确定的金额补充。' }]
      : [
          {
            kind: 'table' as const,
            columns: [
              { label: '版本', width: 2 },
              { label: '自何日起', width: 2 },
              { label: '变更的原因', width: 5 },
            ],
            rows: facts.changes.map(({ versionN, baseVersionN, effectiveOn, reason }) => [
              `第 ${versionN} 版替换第 ${baseVersionN} 版`,
              effectiveOn,
              reason,
            ]),
          },
        ]),
    {
      kind: 'table',
      columns: [
        { label: '金额（元）', width: 3 },
        { label: '原核定', width: 2, align: 'right' },
        { label: '现按合同计算', width: 2, align: 'right' },
      ],
      rows: [
        ['合同成交额', formatYuan(facts.registered.dealFen), formatYuan(facts.sums.dealFen)],
        ['技术交易额', formatYuan(facts.registered.technicalFen), formatYuan(facts.sums.technicalFen)],
      ],
    },
    ...(facts.sums.isOpen ? [{ kind: 'note' as const, text: '合同约定收入提成，提成总额仍未定；确定后再补充。' }] : []),
    { kind: 'note', text: `变更后的合同文本指纹 SHA-256 ${facts.textSha256}` },
    { kind: 'note', text: '享受过税收等优惠的，应当告知给予优惠的机关。变更后的金额以登记机构核定的为准。' },
    { kind: 'signatures', boxes: [{ heading: `${facts.seller.name}（盖章）`, lines: ['经办人：', '日期：'] }] },
  ],
});
