import { declineReasonLabels, declineReasons } from '#app/domain/deal.ts';

export const originWords = {
  search: '检索',
  match: '匹配',
  salon: '对接活动',
  broker: '技术经纪人',
  demand: '应答需求',
  trade: '挂牌交易',
} as const;

export const declineOptions = declineReasons.map((value) => ({ value, label: declineReasonLabels[value] }));
