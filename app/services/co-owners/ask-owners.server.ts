import type { Context, In } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { ownersOfVersion } from './owners-to-ask.server.ts';

/** A version lies before both sides to be signed: each co-owner who has an account is asked to agree to it. */
export async function askOwners(tx: In<Context>, contract: Contract, versionN: number): Promise<void> {
  const { owners, unitActsAlone } = await ownersOfVersion(tx, contract, versionN);
  const asked = unitActsAlone ? [] : owners.flatMap(({ userId, consent }) => (consent === null ? (userId ?? []) : []));
  const href = `/desk/contracts/${contract.id}/owners?version=${versionN}`;
  await notifyPeople(tx, asked, { kind: 'contract.ask_owner', params: { title: contract.title }, href });
}
