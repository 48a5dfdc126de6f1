import type { ObjectionState } from '#app/domain/publicity.ts';

/** What an objection may be about: what follows from it differs, and each page says its own. */
export type ObjectionSubject = 'contract' | 'listing' | 'ended_listing' | 'trade' | 'bounty';

interface Words {
  /** Who reads it, and what stands still until it is answered. */
  readonly filing: string;
  /** What each answer will do. */
  readonly dismiss: string;
  readonly uphold: string;
  /** Where what was published can be put right while all else stays. */
  readonly correct?: string;
  /** What is said to who reviews a dismissal, where one may be asked for. */
  readonly confirm?: string;
  /** What each answer has done, once no other objection is open. */
  readonly dismissed: string;
  readonly upheld: string;
  readonly corrected?: string;
}

export const objectionWords: Readonly<Record<ObjectionSubject, Words>> = {
  contract: {
    filing: '公示单位的经办人和审批人会看到，别人看不到。提出后签署暂停，直到单位书面答复。',
    dismiss: '说明理由；复核期内提出人没有申请复核的，公示继续，期满可以签署。',
    uphold: '公示作废，合同退回改条款，改好后重新公示。',
    correct: '公示的内容有误，但条款不变：本次公示作废，更正后从头公示，不必重新商定。',
    confirm: '维持首次答复。这是最后的答复，不再有复核；没有别的异议的，公示继续，期满可以签署。',
    dismissed: '复核期内提出人没有申请复核的，公示继续，期满可以签署。',
    upheld: '公示已作废，合同退回改条款。',
    corrected: '本次公示已作废，条款不变；经办人在合同页更正后重新公示。',
  },
  listing: {
    filing: '挂牌单位的经办人和审批人会看到，别人看不到。答复以前不能确认仍有效，也不能发挂牌交易公告。',
    dismiss: '说明理由；没有别的异议，就继续挂牌。',
    uphold: '撤牌，不再展示为可交易；成果仍然公开。',
    dismissed: '继续挂牌。',
    upheld: '已撤牌，不再展示为可交易；成果仍然公开。',
  },
  ended_listing: {
    filing: '挂牌已经结束，不再接受异议。',
    dismiss: '说明理由，记录在案；挂牌已经结束，不会恢复。',
    uphold: '记录在案；挂牌已经结束。已经签的合同、已经成交的结果怎么办，由双方依约定和法律处理。',
    dismissed: '挂牌已经结束，答复记录在案。',
    upheld: '挂牌已经结束，答复记录在案。',
  },
  trade: {
    filing: '公告单位的经办人和审批人会看到，别人看不到。答复以前不开始竞价，也不成交。',
    dismiss: '说明理由；没有别的异议，就按公告继续。',
    uphold: '公告撤回；已经公示结果的，结果作废。',
    dismissed: '交易按公告继续。',
    upheld: '挂牌交易已停止，意向方已收到通知。',
  },
  bounty: {
    filing: '组织方的经办人和审批人会看到，别人看不到。答复以前不签约。',
    dismiss: '说明理由；公示期满、没有别的异议，就定下中榜。',
    uphold: '中榜作废，重新评榜。',
    dismissed: '公示继续；期满的，中榜已定。',
    upheld: '中榜已作废，重新评榜。',
  },
};

/** What the answer just given has done. `left` objections still wait for theirs. */
export function answeredWords(
  subject: ObjectionSubject,
  state: ObjectionState,
  left: number,
): { readonly title: string; readonly says: string } {
  const { dismissed, upheld, corrected } = objectionWords[subject];
  if (state === 'upheld') return { title: '已答复：异议成立', says: upheld };
  if (state === 'corrected') return { title: '已答复：异议成立，更正后重新公示', says: corrected ?? upheld };
  const isReviewed = state === 'confirmed';
  return {
    title: isReviewed ? '复核完毕：维持异议不成立' : '已答复：异议不成立',
    says:
      left > 0
        ? `还有 ${left} 件异议没有答复，暂停的仍然暂停。`
        : isReviewed
          ? '公示继续；期满的，现在可以签署。'
          : dismissed,
  };
}
