import type { Publicity } from './move-publicity.server.ts';

type Notice = Pick<Publicity, 'id' | 'audience' | 'contractId' | 'contractVersionN'>;

/** Where the unit, and whoever is of it, reads a notice: that of the version, since a later one may stand beside it. */
export const deskPathOfNotice = ({ contractId, contractVersionN }: Notice): string =>
  `/desk/contracts/${contractId}/publicity?version=${contractVersionN}`;

/** Where who objected reads it, of the unit or not. */
export const pathOfNotice = (notice: Notice): string =>
  notice.audience === 'public' ? `/publicity/${notice.id}` : deskPathOfNotice(notice);
