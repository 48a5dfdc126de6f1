import { v7 } from 'uuid';

/** So many ids for rows that one statement writes, as an array of PostgreSQL; in the order of time, so that indexes grow at their end. */
export const newIds = (count: number): string => `{${Array.from({ length: count }, () => v7()).join(',')}}`;
