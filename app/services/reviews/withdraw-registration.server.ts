import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { registrationMachine } from '#app/domain/registration.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { loadOwnRegistration, moveRegistration, type Registration } from './own-registration.server.ts';

/** The unit takes its application back; the record stays public, unregistered. */
export async function withdrawRegistration(ctx: ActorContext, input: { readonly id: string }): Promise<Registration> {
  const before = await loadOwnRegistration(ctx, input.id);
  if (before === null) throw new AppError('not_found');
  if (transitionOf(registrationMachine, before.state, 'withdraw') === undefined) throw new AppError('state_changed');
  return inTransaction(ctx, (tx) => moveRegistration(tx, before, 'withdraw'));
}
