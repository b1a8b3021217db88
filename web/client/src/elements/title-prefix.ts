/** What stands before the document's title, such as "Error: ", and goes again; whoever else sets the title may do so. */
export class TitlePrefix {
  #prefix = '';

  set(prefix: string): void {
    const { title } = document;
    const bare = this.#prefix && title.startsWith(this.#prefix) ? title.slice(this.#prefix.length) : title;
    this.#prefix = prefix;
    if (title !== prefix + bare) {
      document.title = prefix + bare;
    }
  }
}
