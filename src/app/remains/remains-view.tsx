/** Every value that is still there, over the whole batch. */
export function RemainsView() {
  return <p className="empty grow">Not looked at yet.</p>;
}
