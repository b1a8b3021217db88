// The items of a page as a tree: what is not relevant is not in it.
import type { ShownItem } from '../index.js';

export interface ItemNode {
  readonly item: ShownItem;
  /** Of the element in the page: unique as long as there is one form in it. */
  readonly id: string;
  /** Of a group. */
  readonly inside: readonly ItemNode[];
  /** Of a repeat: what is in each instance. */
  readonly instances: readonly InstanceNode[];
}

export interface InstanceNode {
  /** `/keys/1` */
  readonly pointer: string;
  readonly id: string;
  /** Counted from 1, as people do. */
  readonly number: number;
  readonly inside: readonly ItemNode[];
}

/** Names of items are letters and digits: two pointers never give one id, nor what is put behind one with a `_`. */
export const idOf = (pointer: string): string => `ekey-at${pointer.replaceAll('/', '-')}`;

/** @param items as `FormSession.items` gives them: an item stands behind the group or repeat that it is in */
export function treeOf(items: readonly ShownItem[]): readonly ItemNode[] {
  const root: ItemNode[] = [];
  const groups = new Map<string, ItemNode[]>(); // and instances, by pointer: what is in them
  for (const item of items) {
    if (!item.relevant) {
      continue;
    }
    const around = innermost(item.pointer, groups) ?? root;
    const node = { item, id: idOf(item.pointer), inside: [] as ItemNode[], instances: [] as InstanceNode[] };
    around.push(node);
    if (item.type === 'group') {
      groups.set(item.pointer, node.inside);
    } else if (item.type === 'repeat') {
      for (let at = 0; at < (item.count ?? 0); ++at) {
        const pointer = `${item.pointer}/${at}`;
        const inside: ItemNode[] = [];
        node.instances.push({ pointer, id: idOf(pointer), number: at + 1, inside });
        groups.set(pointer, inside);
      }
    }
  }
  return root;
}

/** The innermost group or instance around; a group may be on another page than what is in it. */
function innermost(pointer: string, groups: ReadonlyMap<string, ItemNode[]>): ItemNode[] | undefined {
  for (let end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const found = groups.get(pointer.slice(0, end));
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Every node that is answered, shown or counted, in document order. */
export function* nodesOf(tree: readonly ItemNode[]): Generator<ItemNode> {
  for (const node of tree) {
    yield node;
    yield* nodesOf(node.inside);
    for (const { inside } of node.instances) {
      yield* nodesOf(inside);
    }
  }
}

/** The pointer after an instance was taken out of its repeat; undefined: it was in that instance. */
export function shifted(pointer: string, repeat: string, removed: number): string | undefined {
  if (!pointer.startsWith(`${repeat}/`)) {
    return pointer;
  }
  const [number = '', ...rest] = pointer.slice(repeat.length + 1).split('/');
  const at = Number(number);
  if (at === removed) {
    return undefined;
  }
  return [repeat, at > removed ? at - 1 : at, ...rest].join('/');
}
