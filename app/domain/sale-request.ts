import { type Actor, hasRole, isSupplier, type RoleGate, supplierOfficer } from './access.ts';
import { machine } from './machine.ts';

/**
 * What is asked of the record of a sale by 拍卖 once it stands: that a slip in it is put right, or that the sale is undone because its
 * buyer does not perform (拍卖法 art. 39). Name and price are what a contract without publicity rests on: an officer asks with a paper,
 * an approver who is another person decides.
 */
export const saleRequestMachine = machine({
  name: 'sale_request',
  initial: 'asked',
  states: {
    asked: {
      label: '待审批',
      on: {
        grant: { to: 'granted', by: ['approver'], says: '审批人核对文件，同意' },
        refuse: { to: 'refused', by: ['approver'], says: '审批人不同意，写明原因' },
        recall: { to: 'recalled', by: ['officer'], says: '经办人撤回申请' },
      },
    },
    granted: { label: '已同意', final: true },
    refused: { label: '未同意', final: true },
    recalled: { label: '已撤回', final: true },
  },
});
export type SaleRequestState = keyof typeof saleRequestMachine.states;

export const saleRequestKinds = ['correct', 'dissolve'] as const;
export type SaleRequestKind = (typeof saleRequestKinds)[number];
export const saleRequestLabels: Readonly<Record<SaleRequestKind, string>> = {
  correct: '更正成交登记',
  dissolve: '解除成交',
};

/** Who decides what is asked of a sale: an approver of the unit that sold. */
export const mayDecideSale: RoleGate = (actor) =>
  actor.org !== null && isSupplier(actor.org.kind) && hasRole(actor, 'approver');

/** Who reads the papers of the unit's auctions: who runs them, and who decides about them. */
export const maySeeAuctions: RoleGate = (actor) => supplierOfficer(actor) || mayDecideSale(actor);

/** True for the second person of a request: who asked does not decide (four eyes). */
export const isSecondOfSale = (actor: Actor, { askedBy }: { readonly askedBy: string }): boolean =>
  mayDecideSale(actor) && actor.userId !== askedBy;

/** What the 成交确认书 says. */
export interface SaleFacts {
  readonly confirmationNo: string;
  readonly buyerName: string;
  /** Null where the buyer is a person. */
  readonly buyerUscc: string | null;
  readonly priceFen: bigint;
}

/**
 * What is wrong with asking for a correction; null where it can be asked. Another price or buyer stands in another paper than the one
 * that was uploaded. Same facts, no paper → nothing; other price, no paper → paper; other number, no paper → null.
 */
export function correctionFault(was: SaleFacts, wanted: SaleFacts, hasPaper: boolean): 'nothing' | 'paper' | null {
  if (hasPaper) return null;
  const isSale = was.priceFen === wanted.priceFen && was.buyerName === wanted.buyerName;
  if (!isSale || was.buyerUscc !== wanted.buyerUscc) return 'paper';
  return was.confirmationNo === wanted.confirmationNo ? 'nothing' : null;
}
