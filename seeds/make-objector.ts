import type { Objector } from '#app/domain/objector.ts';

/** Who objects in tests, where it does not matter who. */
export const objector: Objector = { name: '张三', contact: '13800138000' };
