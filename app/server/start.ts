import { setFlagsFromString } from 'node:v8';
import { buildIfStale } from './build-if-stale.ts';

// On a large machine V8 looks for what is dead only when four times what lived after its last look is taken: while 30,000 records went
// into the search index, 500 MB of a heap of 800 were dead. Now it looks at half as much again.
setFlagsFromString('--heap-growing-percent=50');

// `npm start`: build if needed, then serve. React and Remix read NODE_ENV when they are first imported.
process.env.NODE_ENV ??= 'production';
await buildIfStale((line) => console.log(line));
await import('./main.ts');
