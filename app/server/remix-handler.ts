import { createRemixRequest } from '@remix-run/express/dist/server.js';
import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/node';
import type { Request as Asked, RequestHandler, Response as Answer } from 'express';
import { sendAnswer } from './send-answer.ts';

interface Served {
  readonly build: ServerBuild | (() => Promise<ServerBuild>);
  readonly mode: string;
  readonly getLoadContext: (asked: Asked, answer: Answer) => AppLoadContext;
}

/** Serves Remix as its own adapter for Express does, but for how the answer goes out: see `sendAnswer`. */
export function remixHandler({ build, mode, getLoadContext }: Served): RequestHandler {
  const answerTo = createRequestHandler(build, mode);
  return async (asked, answer, next) => {
    try {
      const request = createRemixRequest(asked, answer);
      await sendAnswer(await answerTo(request, getLoadContext(asked, answer)), answer);
    } catch (error) {
      next(error);
    }
  };
}
