// Elements in one expression.

type Child = Node | string | null | false;
type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

// `on…` are listeners, true is an attribute without a value, false is none.
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return element;
}

export const field = (label: string, input: HTMLElement, help = ""): HTMLElement => {
  if (help) input.setAttribute("aria-describedby", `${input.id}-help`);
  return make("div", { class: "field" }, make("label", { for: input.id }, label), input,
    help && make("div", { class: "help", id: `${input.id}-help` }, help));
};
