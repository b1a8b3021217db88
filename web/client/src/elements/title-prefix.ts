/** What stands before the document's title, such as "Error: ", and goes again; whoever else sets the title may do so. */
export class TitlePrefix {
  #prefix = '';

  set(prefix: string): void {
    const { title } = document;
    // Ours, or the same one set by the page itself.
    const before = [this.#prefix, prefix].find((one) => one !== '' && title.startsWith(one)) ?? '';
    const bare = title.slice(before.length);
    this.#prefix = prefix;
    if (title !== prefix + bare) {
      document.title = prefix + bare;
    }
  }
}
