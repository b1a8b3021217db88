declare module 'texts:zh-CN' {
  const texts: import('@ekey/client').Catalogue;
  export default texts;
}
