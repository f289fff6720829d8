package onestop.engine;

import java.util.Collection;
import java.util.Map;
import onestop.kernel.DossierCode;

/** Port: the dossiers of the waiting work items, which the list of work knows. */
public interface ItemDossiers {
  /**
   * The dossier of each of these items that waits, in the view of the current transaction; an item
   * that has ended is left out.
   */
  Map<String, DossierCode> dossiersOf(Collection<String> items);
}
