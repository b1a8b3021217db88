// The package's own worker, as it is, with its memory watched.
import './memory.js';
import './hash-worker.js';
