import type { MaterialHandler } from '../index.js';
import type { FormModel } from './form-model.js';
import { idOf, type ItemNode } from './shown-tree.js';
import type { Acts } from './views/view.js';

/** What a person does; where the focus goes when what it was on is gone. */
export class FormActs implements Acts {
  constructor(
    private readonly model: FormModel,
    private readonly render: () => void,
    private readonly form: Pick<Acts, 'go' | 'focus' | 'next'> & { readonly materials: () => MaterialHandler | undefined },
  ) {}

  go(...where: Parameters<Acts['go']>): void {
    this.form.go(...where);
  }

  focus(id: string): void {
    this.form.focus(id);
  }

  next(): void {
    this.form.next();
  }

  /** To the new instance. */
  insert({ item }: ItemNode): void {
    const added = this.model.insert(item.pointer);
    this.render();
    this.focus(added ? idOf(`${item.pointer}/${item.count ?? 0}`) : 'ekey-errors');
  }

  /** To the one that took its place, the last one, or where one is added. */
  remove({ item, id }: ItemNode, number: number): void {
    const removed = this.model.remove(item.pointer, number);
    this.render();
    const left = (item.count ?? 1) - 1;
    this.focus(!removed ? 'ekey-errors' : left === 0 ? `${id}_add` : idOf(`${item.pointer}/${Math.min(number, left - 1)}`));
  }

  /** To where another one is chosen. */
  detach({ item, id }: ItemNode): void {
    const slot = this.model.session.materials().find(({ pointer }) => pointer === item.pointer);
    this.model.callOff(item.pointer);
    this.model.choose(item.pointer, null);
    this.render();
    this.focus(id);
    if (slot) {
      this.form.materials()?.drop?.(slot);
    }
  }

  /** To what is wrong with the file. */
  async attach(pointer: string, file: File): Promise<void> {
    const materials = this.form.materials();
    if (!materials) {
      throw new TypeError('ekey-form: a form with materials needs its property "materials"');
    }
    const taken = await this.model.attach(pointer, file, materials);
    this.render();
    if (taken === false) {
      this.focus('ekey-errors');
    }
  }
}
