import type { Params } from '@remix-run/react';
import { AppError } from '#app/domain/errors.ts';

/** The number of a record in the path, such as CG-2026-00001; what looks like none names no record. */
export function recordNo(params: Params): string {
  const no = params.no ?? '';
  if (!/^[A-Z]{2}-\d{4}-[0-9A-Z]{1,12}$/.test(no)) throw new AppError('not_found');
  return no;
}

/** The id of a row in the path. What is no UUID names no row: not found, before the database is asked. */
export function rowId(params: Params, name = 'id'): string {
  const id = params[name] ?? '';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new AppError('not_found');
  return id.toLowerCase();
}
