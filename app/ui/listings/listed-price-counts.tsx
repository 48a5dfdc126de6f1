import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { listingPrice } from './listing-words.ts';

interface ListedPriceCountsProps {
  achievementId: string;
  listing: Parameters<typeof listingPrice>[0];
  /** The text asks something else. */
  isOther: boolean;
  /** Who looks may change the listing's terms. */
  isOfficer: boolean;
}

/** Of two prices the listing's counts: said where somebody changes or reviews the other one. */
export const ListedPriceCounts = ({ achievementId, listing, isOther, isOfficer }: ListedPriceCountsProps) => (
  <Notice
    kind={isOther ? 'attention' : 'info'}
    title={isOther ? '价格以挂牌条件为准，和登记内容写的不一样' : '价格以挂牌条件为准'}
    actions={
      isOfficer && (
        <ButtonLink to={`/desk/achievements/${achievementId}/list`}>{isOther ? '改挂牌条件' : '看挂牌条件'}</ButtonLink>
      )
    }
  >
    挂牌条件：{listingPrice(listing)}
    。列表、筛选、公开页面、开放接口和起草合同都用它；更正登记内容不改挂牌条件，要改价格请改挂牌条件。
  </Notice>
);
