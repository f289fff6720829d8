package onestop.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;

/**
 * The work items that wait for officers.
 *
 * <p>Every call joins the caller's transaction or opens one of its own. Authorisation is decided by
 * upper modules: this interface checks only that an item exists, is free or held by the caller, and
 * offers the given outcome.
 */
public interface WorkItems {
  /**
   * The item.
   *
   * @throws onestop.kernel.Failure {@code engine/work-item-gone} if it never existed or has ended
   */
  WorkItem get(String id);

  /** The item if it still waits. */
  Optional<WorkItem> find(String id);

  /** Those of the items that still wait, in no order, as one statement. */
  List<WorkItem> find(Collection<String> ids);

  /** The waiting items of one dossier, oldest first, those of all its processes. */
  List<WorkItem> of(DossierCode dossier);

  /**
   * The first {@code max} dossiers with waiting items whose codes come after {@code last}
   * (exclusive) in the database's collation, in that order; an empty {@code last} starts from the
   * beginning.
   */
  List<DossierCode> dossiersAfter(String last, int max);

  /** Claims a free item; a second claim by the same officer changes nothing. */
  void claim(String id, OfficerId officer);

  /** Gives an item to an officer, whoever holds it; no change if that officer holds it. */
  void assign(String id, OfficerId officer);

  /** Releases an item; only its holder may. */
  void release(String id, OfficerId officer);

  /**
   * Completes an item that is free or held by the officer; the process moves on before this method
   * returns. A free item is not claimed first: it ends unassigned.
   */
  void complete(String id, Completion completion);

  /**
   * Puts the process back from a waiting item to the step whose end with that outcome led to it.
   * The item ends, and the step waits again as a new item, which is free. Timers stay as they are.
   *
   * @throws onestop.kernel.Failure {@code engine/no-way-back} if more than choices lies between the
   *     two steps, or if more began than this item
   */
  void goBack(String id, String step, String outcome);
}
