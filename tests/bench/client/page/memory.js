// Watches the memory of the module that is instantiated after it in the same worker.
const { Instance } = WebAssembly;
const channel = new BroadcastChannel('memory');
WebAssembly.Instance = class extends Instance {
  constructor(...parameters) {
    super(...parameters);
    channel.onmessage = ({ data }) => data === 'ask' && channel.postMessage(this.exports.memory.buffer.byteLength);
  }
};
