import { type Actor, hasRole } from './access.ts';
import { isRoomOpen } from './deal-access.ts';
import type { DealState } from './deal.ts';
import type { NdaState, RoomDocumentState } from './nda.ts';

/** Who proposes a text and runs the room for his side. */
export const mayRunRoom = (actor: Actor): boolean => hasRole(actor, 'officer');
/** Who binds his side to secrecy. */
export const mayAcceptNda = (actor: Actor): boolean => hasRole(actor, 'owner', 'approver', 'officer');

interface Reading {
  readonly deal: DealState;
  /** The standing agreement, if there is one. */
  readonly nda: NdaState | null;
  readonly document: RoomDocumentState;
  readonly isOwn: boolean;
}

/**
 * True when a document of the room opens for somebody of a party: the deal runs, the document was not withdrawn, and both
 * sides are bound. Who put it there reads it without an agreement, but not once it is withdrawn.
 */
export const opensDocument = ({ deal, nda, document, isOwn }: Reading): boolean =>
  isRoomOpen(deal) && document === 'shared' && (isOwn || nda === 'active');
