import type { DealSide } from '#app/domain/deal-access.ts';
import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';

interface FallenSaleNoticeProps {
  sale: {
    readonly way: 'trade' | 'auction';
    readonly no: string;
    readonly href: string | null;
    readonly isAsked: boolean;
    readonly mayEnd: boolean;
  };
  side: DealSide;
}

/** The talk is over and what was sold in public stands: which sale that is, and what this side can do about it. */
export function FallenSaleNotice({ sale, side }: FallenSaleNoticeProps) {
  const { way, no, href, isAsked, mayEnd } = sale;
  const name = way === 'trade' ? `挂牌交易 ${no}` : `拍卖（成交确认书 ${no}）`;
  return (
    <Notice
      kind="attention"
      title={`成交还在：${name}`}
      actions={
        href !== null && (
          <ButtonLink to={href} look={mayEnd && !isAsked ? 'primary' : 'secondary'}>
            {mayEnd && !isAsked ? '去处理这次成交' : '看这次成交'}
          </ButtonLink>
        )
      }
    >
      洽谈里没有按这次成交签成合同，洽谈结束不等于解除成交。
      {side === 'licensor' ? sellerWords(isAsked, mayEnd) : buyerWords(way, isAsked)}
    </Notice>
  );
}

function sellerWords(isAsked: boolean, mayEnd: boolean): string {
  const held = '了结以前仍按已成交公开，这项成果不能与别人签约。';
  if (isAsked) return `${held}已经申请解除成交或者登记履行，等审批人决定。`;
  const who = mayEnd ? '' : '由经办人办：';
  return `${held}${who}不再签的，申请解除成交，审批人同意以后可以重新挂牌；双方已在平台外按成交签约履行的，登记履行。`;
}

function buyerWords(way: FallenSaleNoticeProps['sale']['way'], isAsked: boolean): string {
  const seller = way === 'trade' ? '挂牌单位' : '卖方';
  const deposit = way === 'trade' ? '保证金在解除以后按公告退还或者不退。' : '';
  const asked = isAsked ? `${seller}已经申请解除成交或者登记履行，正等审批。` : '';
  return `你单位仍是成交方。${asked}要签约的，请与${seller}联系，在平台外按成交签约履行的由${seller}登记；不再签的，由${seller}申请解除成交，${deposit}有异议也向${seller}提出。`;
}
