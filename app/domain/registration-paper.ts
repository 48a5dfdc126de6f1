import { partyNatureLabels, type RegistrationData, type RegistrationSums } from './contract-registration.ts';
import type { Day } from './days.ts';
import { registrationKindLabels } from './registration-kind.ts';
import { formatYuan } from './money.ts';
import type { Paper } from './paper.ts';

export interface RegistrationPaperFacts {
  readonly contract: { readonly no: string; readonly title: string };
  readonly signedOn: Day;
  readonly endsOn: Day;
  readonly seller: { readonly name: string; readonly uscc: string };
  readonly buyer: { readonly name: string; readonly uscc: string };
  readonly data: RegistrationData;
  readonly sums: RegistrationSums;
  readonly payment: string;
  readonly versionN: number;
  readonly textSha256: string;
  readonly isSample: boolean;
}

/** 中国，行政区划代码 620100. */
const placeOf = (country?: string, region?: string): string =>
  [country, region && `行政区划代码 ${region}`].filter(Boolean).join('，') || '未填';
const yuanOr = (fen: string | undefined, otherwise: string): string => (fen ? formatYuan(BigInt(fen)) : otherwise);

/** 技术合同认定登记申请材料: the fields of the office's form with how the sums were reckoned, to be copied or handed in. */
export const registrationPaper = (facts: RegistrationPaperFacts): Paper => ({
  title: '技术合同认定登记申请材料',
  no: facts.contract.no,
  meta: `${facts.seller.name}，第 ${facts.versionN} 版合同`,
  isSample: facts.isSample,
  stamp: null,
  blocks: [
    {
      kind: 'facts',
      items: [
        ['项目名称', facts.contract.title],
        ['合同类别', registrationKindLabels[facts.data.kind]],
        ['签订日期', facts.signedOn],
        ['有效期限', `${facts.signedOn} 至 ${facts.endsOn}`],
        ['卖方', `${facts.seller.name}　${facts.seller.uscc}`],
        ['卖方性质', partyNatureLabels[facts.data.sellerNature]],
        ['卖方所在地', placeOf(facts.data.sellerCountry, facts.data.sellerRegion)],
        ['买方', `${facts.buyer.name}　${facts.buyer.uscc}`],
        ['买方性质', partyNatureLabels[facts.data.buyerNature]],
        ['买方所在地', placeOf(facts.data.buyerCountry, facts.data.buyerRegion)],
        ['知识产权', facts.data.ipKind],
        ['技术领域', facts.data.field],
        ['服务的行业', facts.data.industry],
        ['社会经济目标', facts.data.objective ?? '未填'],
        ['计划来源', facts.data.source || '无'],
        ['支付方式', facts.payment],
        ['关联关系', facts.data.isRelated ? '双方有关联关系' : '双方没有关联关系'],
        ['技术经纪', facts.data.broker || '无'],
        ['其中技术咨询、技术服务费', yuanOr(facts.data.serviceFen, '无')],
        ...(facts.data.kind.endsWith('transfer')
          ? ([
              ['预计新增投资', yuanOr(facts.data.investmentFen, '未估计')],
              ['预计年新增产值', yuanOr(facts.data.outputFen, '未估计')],
            ] as const)
          : []),
        ['联系人', facts.data.contact],
      ],
    },
    {
      kind: 'table',
      columns: [
        { label: '金额的计算', width: 3 },
        { label: '金额（元）', width: 2, align: 'right' },
      ],
      rows: facts.sums.steps.map(({ label, fen }) => [label, formatYuan(fen)]),
    },
    ...(facts.data.equipmentNote === ''
      ? []
      : [{ kind: 'note' as const, text: `扣除的非技术性费用：${facts.data.equipmentNote}` }]),
    ...(facts.sums.isOpen
      ? [{ kind: 'note' as const, text: '合同约定收入提成，提成总额未定；确定后在享受优惠前补充。' }]
      : []),
    { kind: 'note', text: `合同文本指纹 SHA-256 ${facts.textSha256}` },
    { kind: 'note', text: '登记编号、成交额和技术交易额以登记机构出具的登记证明为准。' },
    { kind: 'signatures', boxes: [{ heading: `${facts.seller.name}（盖章）`, lines: ['经办人：', '日期：'] }] },
  ],
});
