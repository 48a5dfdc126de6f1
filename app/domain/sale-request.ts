import { type Actor, hasRole, mayOwn, type RoleGate, supplierOfficer } from './access.ts';
import { machine } from './machine.ts';

/**
 * What is asked of a sale in public once it stands: that a slip in the record of a 拍卖 is put right; that the sale is undone because its
 * buyer does not sign or perform (拍卖法 art. 39; Civil Code art. 563; by what paper and whose word: design default, to be confirmed:
 * `sale.end`), or because what was recorded as performed elsewhere was not, or has ended; that it was signed and performed outside of the
 * platform. Name and price are what a contract without publicity rests on: an officer asks with a paper, an approver who is another person
 * decides.
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

export const saleRequestKinds = ['correct', 'dissolve', 'perform'] as const;
export type SaleRequestKind = (typeof saleRequestKinds)[number];
export const saleRequestLabels: Readonly<Record<SaleRequestKind, string>> = {
  correct: '更正成交登记',
  dissolve: '解除成交',
  perform: '登记在平台外履行',
};

/** Why a sale is not ended as it was asked; null where it can be. */
export type SaleEndFault = 'signed' | 'unsigned_contract';

/**
 * Whether a sale can be undone, or said to be performed elsewhere. Who signed here for what he bought is held to that contract, and a
 * contract that waits in the buyer's talk is withdrawn first. Signed → signed; offered and not signed → unsigned_contract; else null.
 */
export const saleEndFault = ({
  isSignedFor,
  hasUnsigned,
}: {
  readonly isSignedFor: boolean;
  readonly hasUnsigned: boolean;
}): SaleEndFault | null => (isSignedFor ? 'signed' : hasUnsigned ? 'unsigned_contract' : null);

/**
 * How it stands with the contract of a sale. `begin`: the talk with its buyer is not opened; `draft`: they talk; `fallen`: the talk ended
 * or led to something else, and nobody signed for what was sold; `signed`; `over`: what he signed for it ended before its time.
 */
export type SaleStand = 'begin' | 'draft' | 'fallen' | 'signed' | 'over';

/** Not signed, no talk → begin; an open talk → draft; a talk that is over → fallen; signed goes before the talk. */
export function saleStand({
  signed,
  talk,
}: {
  readonly signed: 'standing' | 'ended' | null;
  readonly talk: 'open' | 'over' | null;
}): SaleStand {
  if (signed !== null) return signed === 'standing' ? 'signed' : 'over';
  return talk === null ? 'begin' : talk === 'open' ? 'draft' : 'fallen';
}

/** Who decides what is asked of a sale: an approver of the unit that sold. */
export const mayDecideSale: RoleGate = (actor) =>
  actor.org !== null && mayOwn(actor.org.kind) && hasRole(actor, 'approver');

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
