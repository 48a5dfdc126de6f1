import type { Shape } from './state-shape.tsx';

/** What each kind of deadline asks of people, and the word of the button that leads there. */
export const todoWords: Readonly<
  Record<string, { readonly what: string; readonly button: string; readonly shape: Shape }>
> = {
  'deal.reply': { what: '对接申请待答复', button: '去答复', shape: 'paper' },
  'publicity.end': { what: '定价公示', button: '看公示', shape: 'diamond' },
  'milestone.accept': { what: '里程碑待验收，逾期视为通过', button: '去验收', shape: 'clock' },
  'obligation.pay': { what: '应付款', button: '去付款', shape: 'clock' },
  'royalty.report': { what: '收入申报', button: '去申报', shape: 'clock' },
  'receipt.confirm': { what: '到账待确认', button: '去核对', shape: 'half' },
  'receipt.distribute': { what: '到账待分配', button: '去分配', shape: 'half' },
};

/** Sentences of notices by kind. */
export const noticeWords: Readonly<Record<string, string>> = {
  'organisation.verify': '你的机构已通过认证，可以发布、洽谈和签约了。',
  'organisation.return': '机构认证被退回，请按说明补正。',
  'deal.ask': '有企业申请对接你单位的成果。',
  'deal.accept': '对方接受了对接，洽谈室已打开。',
  'deal.decline': '对方婉拒了对接，原因已写明。',
  'deal.withdraw': '对方撤回了对接申请。',
  'deal.expire': '对接申请逾期未答复，已失效。',
  'deal.end': '一场洽谈结束了。',
  'deal.message': '洽谈室里有新消息。',
  'mandate.invite': '有单位委托你做技术经纪。',
  'mandate.accept': '技术经纪人接受了委托。',
  'mandate.decline': '技术经纪人没有接受委托。',
  'contract.offer': '对方提出了合同条款，请查看。',
  'contract.counter': '对方修改了合同条款，请查看。',
  'contract.agree': '双方对合同条款达成一致。',
  'contract.withdraw': '合同草案已撤回。',
  'contract.sign': '合同有一方已签署。',
  'contract.signed': '合同双方已签署，开始履行。',
  'publicity.start': '定价公示开始。',
  'publicity.end': '定价公示期满无异议，可以签署。',
  'publicity.object': '公示收到异议，请尽快处理。',
  'milestone.submit': '对方提交了里程碑证据，请验收。',
  'milestone.accept': '里程碑验收通过。',
  'milestone.deem': '里程碑逾期未答复，视为验收通过。',
  'milestone.reject': '里程碑验收未通过，请看原因。',
  'obligation.raise': '有一笔新的应付款。',
  'receipt.claim': '付款方上传了回单，请核对到账。',
  'receipt.confirm': '收款方确认了到账。',
  'receipt.reject': '收款方没有查到这笔款，请看原因。',
  'payment.settle': '在线付款已到账。',
  'distribution.propose': '有一份收益分配方案待审批。',
  'distribution.approve': '收益分配方案已批准。',
  'distribution.return': '收益分配方案被退回。',
  'distribution.distribute': '一笔收益已分配，含你的份额。',
  'royalty.file': '对方提交了收入申报。',
};
