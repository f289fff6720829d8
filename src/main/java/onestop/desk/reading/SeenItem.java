package onestop.desk.reading;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import onestop.engine.WorkItem;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a work item that was opened: enough to find its end on record after the
 * item itself is gone.
 *
 * @param step the id of the user task
 * @param since when the item began to wait
 */
public record SeenItem(DossierCode dossier, String step, Instant since) {
  private static final int PARTS = 3;

  /** What is remembered of an item. */
  public static SeenItem of(WorkItem item) {
    return new SeenItem(item.dossier(), item.step(), item.createdAt());
  }

  /** The text of a form's hidden field, as {@link #parse} reads it. */
  public String text() {
    return dossier.value() + " " + step + " " + since;
  }

  /** What a form says of its item; empty if it says nothing that can be read. */
  public static Optional<SeenItem> parse(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split(" ", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SeenItem(new DossierCode(parts[0]), parts[1], Instant.parse(parts[2])));
    } catch (DateTimeParseException | Failure unreadable) {
      return Optional.empty();
    }
  }
}
