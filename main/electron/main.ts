import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run as makeDemo } from '../cli/demo.ts';
import { startStation } from '../compose.ts';
import { boot } from './boot.ts';
import { startElectron } from './start.ts';

const outDir = dirname(fileURLToPath(import.meta.url));

startElectron(process.argv.slice(1), (started) => boot(started, { outDir, startStation, makeDemo, process }));
