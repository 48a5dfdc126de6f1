import { z } from 'zod';
import { digestModes, noticeAreas, noticeChannels } from './notice-rules.ts';

const hour = z.coerce.number({ error: '请选时间' }).int().min(0).max(23);

/** A box for each area and channel: `on.deal.mail`. What is not ticked is off. */
export const NoticeSettingsInput = z
  .object({
    digest: z.enum(digestModes, { error: '请选一种' }),
    quietFrom: hour,
    quietTo: hour,
    on: z
      .union([z.string(), z.array(z.string()).max(100)])
      .optional()
      .transform((value) => new Set([value ?? []].flat())),
  })
  .transform(({ on, ...hours }) => ({
    ...hours,
    choices: noticeAreas.flatMap((area) =>
      noticeChannels.map((channel) => ({ area, channel, isOn: on.has(`${area}.${channel}`) })),
    ),
  }));
