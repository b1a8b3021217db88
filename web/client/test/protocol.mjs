import { checkout, read } from './support.mjs';

export const ports = JSON.parse(read(checkout('protocol/ekey.v1.openrpc.json')))['x-ports'];
