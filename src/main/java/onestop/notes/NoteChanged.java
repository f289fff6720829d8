package onestop.notes;

import java.time.Instant;
import java.util.Set;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;

/**
 * A note has been written, edited or struck out.
 *
 * @param before the text until now; empty for a new note
 * @param after the text from now on; empty for one struck out
 * @param mentioned the officers whom the note mentions now and did not mention before
 */
public record NoteChanged(
    DossierCode dossier,
    int no,
    OfficerId author,
    String before,
    String after,
    Set<OfficerId> mentioned,
    Instant at)
    implements DomainEvent {
  public NoteChanged {
    mentioned = Set.copyOf(mentioned);
  }

  /** The only form allowed in a log: a note may hold personal data. */
  @Override
  public String toString() {
    return "NoteChanged[" + dossier + ", " + no + "]";
  }
}
