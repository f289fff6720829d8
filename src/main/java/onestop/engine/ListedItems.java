package onestop.engine;

import java.util.Collection;
import java.util.Map;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;

/**
 * Port: what the list of work knows of the waiting work items: where each belongs, and who holds
 * it. The list is the only place of a holder: taking an item or giving it back moves no process.
 */
public interface ListedItems {
  /**
   * The dossier of each of these items that waits, in the view of the current transaction; an item
   * that has ended is left out.
   */
  Map<String, DossierCode> dossiersOf(Collection<String> items);

  /**
   * The holders of the waiting items of these dossiers, by item, in the view of the current
   * transaction; a free item is left out.
   */
  Map<String, OfficerId> holdersIn(Collection<DossierCode> dossiers);
}
