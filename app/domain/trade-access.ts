import { type Actor, hasRole, type RoleGate } from './access.ts';

/**
 * How much of a trade's own page a member of the selling unit reads. `whole`: who runs it and who decides about it. `bidders`: the
 * owner, all but the reserve price while bidding can still happen. `deposits`: finance, whose money arrived and nothing else of him.
 * Null: nobody else has a page of it, the inventors of the achievement and the unit's lawyer no more than strangers, as whoever knows
 * the reserve and the rivals can tell one of them (the platform's own rule: 促进科技成果转化法 art. 18 asks for public bidding only).
 */
export type TradeReach = 'whole' | 'bidders' | 'deposits';

export function tradeReach(actor: Actor): TradeReach | null {
  if (hasRole(actor, 'officer', 'approver')) return 'whole';
  if (hasRole(actor, 'owner')) return 'bidders';
  return hasRole(actor, 'finance') ? 'deposits' : null;
}

/** Reads the page of a trade of the own unit. */
export const maySeeTrade: RoleGate = (actor) => tradeReach(actor) !== null;

/** True where this reader is shown the 保留价: officer and approver always, the owner once the trade is over. */
export const seesFloor = (reach: TradeReach, isOver: boolean): boolean =>
  reach === 'whole' || (reach === 'bidders' && isOver);
