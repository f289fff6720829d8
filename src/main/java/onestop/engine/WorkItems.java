package onestop.engine;

import java.util.List;
import java.util.Optional;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;

/**
 * The work that waits for officers.
 *
 * <p>Every call joins the caller's transaction or opens one of its own. Who may take which item is
 * decided above: this face checks only that an item exists, is free or held by the caller, and may
 * end with the given word.
 */
public interface WorkItems {
  /** The item, or a failure {@code engine/work-item-gone} if it never was or has ended. */
  WorkItem get(String id);

  /** The item if it still waits. */
  Optional<WorkItem> find(String id);

  /** The waiting items of one dossier, oldest first, those of all its processes. */
  List<WorkItem> of(DossierCode dossier);

  /**
   * The first {@code max} dossiers with waiting items whose codes come after {@code last} in the
   * database's own order, in that order; from the beginning after an empty text.
   */
  List<DossierCode> dossiersAfter(String last, int max);

  /** Takes a free item; a second claim by the same officer changes nothing. */
  void claim(String id, OfficerId officer);

  /** Gives an item back; only its holder can. */
  void release(String id, OfficerId officer);

  /**
   * Ends an item that is free or held by the officer; the process moves on before this returns. A
   * free item is not taken first: it ends unassigned.
   */
  void complete(String id, Completion completion);
}
