import type { ComponentProps } from "preact";

type Props = Omit<ComponentProps<"form">, "onSubmit"> & { submit: () => unknown };

/** A form that the page sends itself; what is wrong with it the server says, beside its fields. */
export function Form({ submit, ...form }: Props) {
  return (
    <form
      noValidate
      {...form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    />
  );
}

/** Why it was refused, heard at once; empty until then. */
export function Refused({ text, class: name }: { text: string | undefined; class?: string }) {
  return (
    <div class={name} role="alert">
      {text && <p class="error">{text}</p>}
    </div>
  );
}
