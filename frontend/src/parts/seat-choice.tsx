import { seatsIn } from "../viewer";
import { words } from "../words";
import { Field } from "./field";

type Props = { networkId: string; chosen: string | undefined; choose: (seatId: string) => void };

/** For which city one writes; there is a choice only for people who hold several seats here. */
export function SeatChoice({ networkId, chosen, choose }: Props) {
  const seats = seatsIn(networkId);
  if (seats.length < 2) return null;
  return (
    <Field label={words.value.composer.seat}>
      {(tied) => (
        <select
          {...tied}
          value={chosen ?? seats[0]?.id}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {seats.map((seat) => (
            <option key={seat.id} value={seat.id}>
              {seat.city.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** What to send as `seatId`: nothing unless there is a choice. */
export function seatToSend(networkId: string, chosen: string | undefined): string | null {
  const seats = seatsIn(networkId);
  return seats.length < 2 ? null : (chosen ?? seats[0]?.id ?? null);
}
